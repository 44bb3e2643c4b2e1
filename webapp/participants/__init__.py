"""Accounts: signing in and out, passwords, and the devices one is signed in on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("participants", __name__)

from webapp.participants import account, passwords, signing_in  # noqa: E402, F401
