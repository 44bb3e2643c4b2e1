"""The meetings of a circle: who comes, and what people ask before."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("gatherings", __name__)

from webapp.gatherings import pages, preparing, questions, rosters  # noqa: E402, F401
