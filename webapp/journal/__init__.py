"""The journal: entries, their versions, and finding them again."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("journal", __name__)

from webapp.journal import (  # noqa: E402, F401
    attaching,
    days,
    listing,
    prompts,
    reading,
    searching,
    soft_mode,
    threads,
    versions,
    writing,
)
