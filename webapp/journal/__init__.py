"""The journal: entries, their versions, and finding them again."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("journal", __name__)

from webapp.journal import listing, reading, searching, versions, writing  # noqa: E402, F401
