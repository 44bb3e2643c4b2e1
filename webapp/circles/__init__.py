"""Circles: who is in them, what they promise each other, and joining."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("circles", __name__)

from webapp.circles import agreements, joining  # noqa: E402, F401
