"""The Chromium that the tests drive: the system's, else the one Playwright has fetched.

`python -m tests.chromium` starts it and says which version it is.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tests.missing import cannot_run

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Yield a headless browser; without one the tests are skipped (or fail, see missing.py)."""
    starting = sync_playwright()
    try:
        playwright = starting.start()
    except Exception as error:
        cannot_run(f"Playwright does not start here: {error}")
    try:
        with _launched(playwright) as browser:
            yield browser
    finally:
        playwright.stop()


def _launched(playwright: Playwright) -> Browser:
    reason = ""
    for executable in (*filter(None, map(shutil.which, NAMES)), None):
        try:
            return playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        except Error as error:
            reason = error.message.splitlines()[0]
    cannot_run(f"Chromium is missing or does not start (see make test): {reason}")


if __name__ == "__main__":
    with running_chromium() as started:
        print("Chromium", started.version)
