"""What every template may use."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, render_template, request
from flask_login import current_user
from markupsafe import Markup, escape

from config import Settings

HTMX = "vendor/htmx-4.0.1.min.js"


def init_app(app: Flask, settings: Settings) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        url_for=_addresses(app),
        app_name=settings.app_name,
        clinic=settings.clinic,
        htmx_source=settings.htmx_source,
        htmx_cdn_url=settings.htmx_cdn_url,
        htmx_integrity=integrity(Path(app.static_folder or "") / HTMX),
        icon=icon,
    )
    for mark in (paragraphs, local, disc):
        app.add_template_filter(mark)

    @app.context_processor
    def whose_page() -> dict[str, Any]:
        person = current_user._get_current_object()
        return {"me": person if person.is_authenticated else None}


def _addresses(app: Flask) -> Callable[..., str]:
    """Flask's `url_for`, asked once for each place that has one address: a page names dozens."""

    @cache
    def static(_below: str, filename: str) -> str:
        return app.url_for("static", filename=filename)

    @cache
    def place(_below: str, endpoint: str) -> str:
        return app.url_for(endpoint)

    def url_for(endpoint: str, **values: Any) -> str:
        if endpoint == "static":
            return static(request.script_root, **values)
        if values or endpoint.startswith("."):
            return app.url_for(endpoint, **values)
        return place(request.script_root, endpoint)

    return url_for


def integrity(path: Path) -> str:
    """The hash that the CDN's copy and ours must both have."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


@cache
def icon(name: str) -> Markup:
    """One of our own drawings, of `templates/icons`. They only ever stand beside words."""
    return Markup(render_template(f"icons/{name}.svg").strip())  # noqa: S704 - our own file


def disc(name: str) -> Markup:
    """A name's initial, in always the same tint. The name itself stands beside it."""
    return _disc(name[:1].upper())


@lru_cache(256)
def _disc(initial: str) -> Markup:
    return Markup(render_template("shared/_disc.html", initial=initial).strip())  # noqa: S704


def paragraphs(text: str) -> Markup:
    """Somebody's words as they were laid out: blank lines part paragraphs, nothing is markup."""
    blocks = [block for block in str(escape(text)).split("\n\n") if block.strip()]
    inner = "</p><p>".join(blocks).replace("\n", "<br>")
    return Markup(f"<p>{inner}</p>" if inner else "")  # noqa: S704 - escaped above


def local(instant: datetime, form: str = "%A %-d %B, %H:%M") -> str:
    """An instant on the clock of the person who reads it."""
    return instant.astimezone(getattr(current_user, "zone", None)).strftime(form)
