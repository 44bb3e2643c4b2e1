"""What every template may use."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask_login import current_user
from markupsafe import Markup, escape

from config import Settings

HTMX = "vendor/htmx-4.0.1.min.js"
OPEN, BREAK, CLOSE = Markup("<p>"), Markup("<br>"), Markup("</p>")


def init_app(app: Flask, settings: Settings) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_filter(paragraphs)
    app.add_template_filter(local)

    @app.context_processor
    def page_context() -> dict[str, Any]:
        return {
            "app_name": settings.app_name,
            "clinic": settings.clinic,
            "htmx_source": settings.htmx_source,
            "htmx_cdn_url": settings.htmx_cdn_url,
            "htmx_integrity": integrity(Path(app.static_folder or "") / HTMX),
            "me": current_user if current_user.is_authenticated else None,
        }


@cache
def integrity(path: Path) -> str:
    """The hash that the CDN's copy and ours must both have."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def paragraphs(text: str) -> Markup:
    """Somebody's words as they were laid out: blank lines part paragraphs, nothing is markup."""
    blocks = (escape(block) for block in text.split("\n\n") if block.strip())
    return Markup("").join(OPEN + block.replace("\n", BREAK) + CLOSE for block in blocks)


def local(instant: datetime, form: str = "%A %-d %B, %H:%M") -> str:
    """An instant on the clock of the person who reads it."""
    return instant.astimezone(getattr(current_user, "zone", None)).strftime(form)
