"""Setting an intention for a session, one short page at a time."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("intentions", __name__)

from webapp.intentions import carrying, pages, parts, versions  # noqa: E402, F401
