"""The app on a clock that a test sets: for each request it is what the file beside the words says.

The server's process has a clock of its own; a test that travels takes only itself along.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import time_machine

APP = "tests.browser.travelling:app"


def set_clock(folder: Path, moment: datetime) -> None:
    (folder / "clock").write_text(moment.isoformat())


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    from wsgi import app as real

    clock = Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///")).parent / "clock"
    with time_machine.travel(datetime.fromisoformat(clock.read_text())):
        return real(environ, start_response)
