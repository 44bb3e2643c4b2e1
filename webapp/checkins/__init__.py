"""Check-ins, replies and resonance: how a circle stays in touch."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("checkins", __name__)

from webapp.checkins import check_ins, circle, morning, replies, resonance  # noqa: E402, F401
from webapp.checkins.saying import together  # noqa: E402

blueprint.add_app_template_filter(together)
