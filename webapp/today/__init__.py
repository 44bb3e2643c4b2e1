"""Today, the home page: one calm next step."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("today", __name__)

from webapp.today import pages  # noqa: E402, F401
