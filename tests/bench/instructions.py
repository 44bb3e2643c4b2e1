"""Machine instructions for one page: repeatable to about one percent, on any machine.

Run by itself (`python -m tests.bench.instructions APP PATH`) it answers as many requests as the
next line on its input says, which is what callgrind counts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir

from tests.bench.loading import ACCEPTED
from tests.bench.table import Missing
from tests.server import ROOT

WARM, COUNTED = 8, 20
COOKIE = "BENCH_COOKIE"


def per_request(
    app: str, path: str, environment: dict[str, str], cookie: str, folder: Path
) -> float:
    """Instructions for each of 20 equal requests, once everything is warm."""
    if not (shutil.which("valgrind") and shutil.which("callgrind_control")):
        raise Missing("valgrind is not installed (on Debian: apt install valgrind).")
    out = folder / f"{app.replace(':', '-')}{path.replace('/', '-')}.out"
    tool = ("--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}", "--quiet")
    child = subprocess.Popen(
        ["valgrind", *tool, sys.executable, "-m", "tests.bench.instructions", app, path],
        cwd=ROOT,
        # By a pipe in this folder callgrind_control finds it.
        env={**environment, "TMPDIR": gettempdir(), "PYTHONHASHSEED": "0", COOKIE: cookie},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with child:
        _answer(child, WARM)
        _control(child, "--instr=on")
        _answer(child, WARM)
        _control(child, "--zero")
        _answer(child, COUNTED)
        _control(child, "--dump")
        child.kill()
    [counted] = folder.glob(f"{out.name}.*")
    total = re.search(r"^(?:totals|summary): (\d+)", counted.read_text(), re.MULTILINE)
    assert total, "callgrind has counted"
    return int(total[1]) / COUNTED


def _answer(child: subprocess.Popen[str], times: int) -> None:
    assert child.stdin
    assert child.stdout
    child.stdin.write(f"{times}\n")
    child.stdin.flush()
    assert child.stdout.readline() == "answered\n"


def _control(child: subprocess.Popen[str], order: str) -> None:
    subprocess.run(["callgrind_control", order, str(child.pid)], check=True, capture_output=True)


def _serve(target: str, path: str) -> None:
    from werkzeug.test import create_environ, run_wsgi_app

    module, _, name = target.partition(":")
    app = getattr(import_module(module), name)
    headers = {"Cookie": os.environ[COOKIE], "Accept-Encoding": ACCEPTED}
    for line in sys.stdin:
        for _ in range(int(line)):
            environ = create_environ(path, "http://127.0.0.1", headers=headers)
            _body, status, _headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
            assert status.startswith("200"), status
        sys.stdout.write("answered\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve(*sys.argv[1:])
