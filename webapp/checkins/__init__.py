"""Check-ins, replies and resonance: how a circle stays in touch."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("checkins", __name__)
