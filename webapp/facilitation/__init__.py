"""The facilitator's pages."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("facilitation", __name__)
