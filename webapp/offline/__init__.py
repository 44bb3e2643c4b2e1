"""What makes the app installable."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, url_for
from sqlalchemy import text

from config import Settings
from webapp.database import db
from webapp.web.access import public

blueprint = Blueprint("offline", __name__)


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    settings: Settings = current_app.extensions["settings"]
    icons = [
        {
            "src": url_for("static", filename=f"icons/{name}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in (("icon", "any"), ("maskable", "maskable"))
        for size in (192, 512)
    ]
    response = jsonify(
        id="/",
        scope="/",
        start_url=url_for("today.show"),
        name=settings.app_name,
        short_name=settings.app_name,
        display="standalone",
        background_color="#faf5ee",
        theme_color="#faf5ee",
        icons=icons,
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/healthz")
@public
def healthz() -> str:
    db.session.execute(text("SELECT 1"))
    return "ok"
