"""What a WSGI server runs. Refuses to start, in one sentence, without its settings or keys."""

from __future__ import annotations

import sys

from config import SettingsError
from webapp import create_app
from webapp.keys import WrongKey, key_store

try:
    app = create_app()
    if "flask" not in sys.argv[0]:
        with app.app_context():
            key_store().verify()
except (SettingsError, WrongKey) as error:
    sys.exit(f"Afterglow cannot start: {error}")
