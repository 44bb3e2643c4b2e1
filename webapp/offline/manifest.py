"""What makes the app installable."""

from __future__ import annotations

from flask import Response, current_app, jsonify, url_for

from config import Settings
from webapp.offline import blueprint
from webapp.web.access import public

SHORTCUTS = (
    ("Write", "journal.new"),
    ("Check in", "checkins.index"),
    ("Care card", "safety.care"),
)

SCREENS = (("today", "What lies before you"), ("write", "A page that only you can read"))


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    settings: Settings = current_app.extensions["settings"]
    response = jsonify(
        id="/",
        scope="/",
        start_url=url_for("today.show"),
        name=settings.app_name,
        short_name=settings.app_name,
        description="What you write stays yours, also without a signal.",
        lang="en",
        display="standalone",
        display_override=["standalone", "minimal-ui"],
        launch_handler={"client_mode": ["navigate-existing", "auto"]},
        background_color="#faf5ee",
        theme_color="#faf5ee",
        icons=_icons(),
        screenshots=[
            {
                "src": url_for("static", filename=f"screens/{name}.png"),
                "sizes": "390x844",
                "type": "image/png",
                "form_factor": "narrow",
                "label": label,
            }
            for name, label in SCREENS
        ],
        shortcuts=[{"name": name, "url": url_for(place)} for name, place in SHORTCUTS],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _icons() -> list[dict[str, str]]:
    return [
        {
            "src": url_for("static", filename=f"icons/{name}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in (("icon", "any"), ("maskable", "maskable"))
        for size in (192, 512)
    ]
