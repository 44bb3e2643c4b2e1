"""The care card: public, calm, one tap from everywhere."""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from config import Settings
from webapp.safety.crisis_lines import lines_for
from webapp.web.access import public
from webapp.web.fragments import page

blueprint = Blueprint("safety", __name__)


@blueprint.get("/care")
@public
def care() -> ResponseReturnValue:
    settings: Settings = current_app.extensions["settings"]
    return page("safety/care.html", lines=lines_for(settings.country))
