"""Lighthouse's marks out of 100 for a page of somebody who is signed in.

Fetched from npm when it is first wanted. It looks at a page as a slow phone on slow 4G would.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.bench.table import Missing
from tests.chromium import QUIET, installed
from tests.server import ROOT

VERSION = "13.5.0"
FOLDER = ROOT / ".cache" / "lighthouse"
KINDS = ("performance", "accessibility", "best-practices")
# Now and then it loses the beginning of a page, and asks to be run again itself.
TRIES = 3


def marks(url: str, cookie: str, folder: Path) -> dict[str, int]:
    """By kind. Raises Missing without node, npm or a browser, and where no mark is given."""
    report, browser = folder / "lighthouse.json", installed()
    if not browser:
        raise Missing("Chromium is not installed (on Debian: apt install chromium).")
    for _ in range(TRIES):
        subprocess.run(
            [
                *(_program(), url, "--quiet", "--output=json", f"--output-path={report}"),
                f"--only-categories={','.join(KINDS)}",
                f"--extra-headers={json.dumps({'Cookie': cookie})}",
                f"--chrome-path={browser}",
                f"--chrome-flags=--headless=new --no-sandbox {' '.join(QUIET)}",
            ],
            capture_output=True,
            timeout=180,
            check=False,
        )
        said = json.loads(report.read_text("utf-8")) if report.exists() else {}
        if said and "runtimeError" not in said:
            return {kind: round(said["categories"][kind]["score"] * 100) for kind in KINDS}
    raise Missing(f"Lighthouse gives {url} no marks.")


def _program() -> Path:
    program = FOLDER / VERSION / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        npm = shutil.which("npm")
        if not npm:
            raise Missing("npm is not installed (on Debian: apt install npm).")
        wanted = (f"--prefix={FOLDER / VERSION}", f"lighthouse@{VERSION}")
        quiet = ("--no-audit", "--no-fund", "--silent")
        subprocess.run([npm, "install", *quiet, *wanted], capture_output=True, check=False)
    if not program.exists():
        raise Missing("Lighthouse could not be fetched from npm.")
    return program
