"""What a WSGI server runs. Refuses to start, in one sentence, without its settings or keys."""

from __future__ import annotations

import gc
import os
import sys

from config import SettingsError
from webapp import create_app
from webapp.keys import WrongKey, key_store

try:
    app = create_app()
    # The `flask` commands look for themselves: one of them makes the keys.
    if not os.environ.get("FLASK_RUN_FROM_CLI"):
        with app.app_context():
            key_store().verify()
except (SettingsError, WrongKey) as error:
    sys.exit(f"Afterglow cannot start: {error}")

# What is loaded by now stays. Looked through for rubbish now and then, it would halt everybody for
# a tenth of a second.
gc.collect()
gc.freeze()
