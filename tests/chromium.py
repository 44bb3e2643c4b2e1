"""The Chromium that the tests drive: the system's, else the one Playwright has fetched.

`python -m tests.chromium` starts it and says which version it is.
"""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

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


def launch(playwright: Playwright) -> Browser:
    """Start the browser; without one the test is skipped (or fails, see missing.py)."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
    if not system and not Path(playwright.chromium.executable_path).exists():
        cannot_run("Chromium is not installed (make test installs it where it can).")
    return playwright.chromium.launch(executable_path=system, args=list(QUIET))


if __name__ == "__main__":
    with sync_playwright() as started:
        print("Chromium", launch(started).version)
