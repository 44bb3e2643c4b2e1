"""The app without a signal: installed, readable, and holding what was written until it is sent."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("offline", __name__)

from webapp.offline import manifest, pages, worker  # noqa: E402, F401
