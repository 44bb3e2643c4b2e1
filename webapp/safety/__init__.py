"""The care card: public, calm, one tap from everywhere."""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from config import Settings
from webapp.safety.crisis_lines import Lines, lines_for
from webapp.web.access import public
from webapp.web.fragments import page

blueprint = Blueprint("safety", __name__)


@blueprint.get("/care")
@public
def care() -> ResponseReturnValue:
    return page("safety/care.html", lines=care_lines())


@blueprint.app_template_global()
def care_lines() -> Lines:
    """Whom to call in the configured country."""
    settings: Settings = current_app.extensions["settings"]
    return lines_for(settings.country)
