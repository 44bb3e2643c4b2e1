"""Static files under one address per content: built once, precompressed, kept for ever.

Every file is served below `/static/<digest of all of them>/`, so a browser never asks twice.
The stylesheet is one file, joined from its parts in the order of their names, and so is each
script, joined from the modules it imports and minified.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from webapp.web.access import public

STYLESHEET = "css/app.css"
ON_EVERY_PAGE = SCRIPT, WORKER, BOOT = "js/app.js", "sw/worker.js", "js/boot.js"
# Where somebody records, draws or plays.
ATTACHING = "attaching/attaching.js"
SCRIPTS = (*ON_EVERY_PAGE, ATTACHING)
IMPORT = re.compile(r"^import (?:\{[^}]*\} from )?'(\.{1,2}/[^']+)';\n", re.MULTILINE)
MINIFY = """
import sys, minify
sys.stdout.write(minify.string("application/javascript", sys.stdin.read()))
"""
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def build(source: Path, built: Path) -> Path:
    """The folder with all static files as they are served, made below `built` if it is new."""
    root = built / _digest(source)
    if not root.exists():
        _build(source, root)
    return root


def init_app(app: Flask, headers: dict[str, str]) -> None:
    """Serve the app's static folder, which `build` made."""
    folder = Path(app.static_folder or "")
    public(app.view_functions["static"])
    files = Files(
        app.wsgi_app,
        root=str(folder),
        prefix=f"static/{folder.name}/",
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
    )
    files.headers = list(headers.items())
    app.wsgi_app = files  # type: ignore[method-assign]


class Files(WhiteNoise):
    """WhiteNoise, whose every answer carries our headers: also 304, 405 and 416."""

    headers: list[tuple[str, str]] = []

    def serve(self, static_file: Any, environ: Any, start_response: Any) -> Any:
        def start(status: str, sent: list[tuple[str, str]]) -> Any:
            return start_response(status, [*sent, *self.headers])

        return super().serve(static_file, environ, start)


def _files(source: Path) -> list[Path]:
    return sorted(path for path in source.rglob("*") if path.is_file())


def _digest(source: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(source):
        digest.update(f"{path.relative_to(source)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _build(source: Path, root: Path) -> None:
    """Into a folder beside, then renamed: two workers that build at once cannot meet."""
    root.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=root.parent))
    shutil.copytree(source, draft, dirs_exist_ok=True)
    shutil.rmtree(draft / "css")
    (draft / "css").mkdir()
    parts = sorted((source / "css").rglob("*.css"), key=_order)
    for script in (draft / name for name in SCRIPTS):
        script.write_text(_minified(_joined(script, set())), "utf-8")
    stylesheet = draft / STYLESHEET
    joined = "".join(part.read_text("utf-8") for part in parts)
    stylesheet.write_text(COMMENT.sub("", joined), "utf-8")
    compressor = Compressor(quiet=True)
    for path in _files(draft):
        if compressor.should_compress(path.name):
            list(compressor.compress(str(path)))
    try:
        os.rename(draft, root)
    except OSError:
        shutil.rmtree(draft)


def _joined(module: Path, seen: set[Path]) -> str:
    """A module with everything it imports before it, each once: one request instead of ten."""
    if module in seen:
        return ""
    seen.add(module)
    text = module.read_text("utf-8")
    imported = ((module.parent / found[1]).resolve() for found in IMPORT.finditer(text))
    before = "".join(_joined(other, seen) for other in imported)
    return before + re.sub(r"^export ", "", IMPORT.sub("", text), flags=re.MULTILINE)


def _minified(script: str) -> str:
    """Without comments, and with short names, which a script may have inside a function.

    In a process of its own: the library brings a whole runtime, which a worker would never let go.
    In UTF-8, whatever the machine speaks.
    """
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-I", "-X", "utf8", "-c", MINIFY],
        input=f"(() => {{{script}}})()",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def _order(part: Path) -> str:
    """`components/` stand between the base and the utilities."""
    return f"50-{part.name}" if part.parent.name == "components" else part.name
