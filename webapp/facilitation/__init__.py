"""The facilitator's pages. What was not shared with facilitators is on none of them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("facilitation", __name__, url_prefix="/facilitation")

from webapp.facilitation import (  # noqa: E402, F401
    agreements,
    circles,
    days_after,
    gatherings,
    intentions,
    invitations,
    members,
    questions,
    responders,
    rosters,
    steps,
)
