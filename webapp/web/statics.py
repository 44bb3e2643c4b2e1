"""Static files under one address per content: built once, precompressed, kept for ever.

Every file is served below `/static/<digest of all of them>/`, so modules find each other by
their relative names and a browser never asks twice. The stylesheet is one file, joined from
its parts in the order of their names.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from webapp.web.access import public

STYLESHEET = "css/app.css"
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
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix=f"static/{folder.name}/",
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=lambda sent, _path, _url: [
            sent.add_header(name, value) for name, value in headers.items()
        ],
        allow_all_origins=False,
    )


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


def _order(part: Path) -> str:
    """`components/` stand between the base and the utilities."""
    return f"50-{part.name}" if part.parent.name == "components" else part.name
