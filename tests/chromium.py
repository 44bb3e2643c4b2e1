"""The Chromium that the tests drive: the system's, else the one Playwright has fetched.

Its headless shell is the same browser without windows of its own, and takes half the work for a
page; where the system has it, it is what is driven.

`python -m tests.chromium` starts it and says which version it is.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from tests.missing import cannot_run

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Two of these are pages, made for every window, that suggest what to type into an address bar:
# nobody sees it here, and they cost more than most tests. Chromium hears only the last such
# switch, so what Playwright switches off stands here again.
SWITCHED_OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
)  # fmt: skip
QUIET = (
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that hums, and that every page may use.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
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


def installed() -> str | None:
    """The system's browser with everything, such as what installs an app; if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def lasting(browser: Browser, folder: Path, **options: Any) -> Iterator[BrowserContext]:
    """A phone whose browser can be killed, and opened again with all that it kept in `folder`."""
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=installed(), args=list(QUIET), **options
    )
    try:
        yield context
    finally:
        with suppress(Error):
            context.close()


def kill(folder: Path) -> None:
    """At once, with everything it started, as when the battery is empty."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(folder) in (process / "cmdline").read_text():
                os.kill(int(process.name), signal.SIGKILL)


def _launched(playwright: Playwright) -> Browser:
    reason = ""
    for executable in (*filter(None, map(shutil.which, (SHELL, *NAMES))), None):
        try:
            return playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        except Error as error:
            reason = error.message.splitlines()[0]
    cannot_run(f"Chromium is missing or does not start (see make test): {reason}")


if __name__ == "__main__":
    with running_chromium() as started:
        print("Chromium", started.version)
