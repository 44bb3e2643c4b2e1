"""How somebody has been: own numbers and known questionnaires, seen by nobody but themselves."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("measures", __name__)

from webapp.measures import pages, questionnaires  # noqa: E402, F401
