"""The journal: entries, their versions, and finding them again."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("journal", __name__)

from webapp.journal import (  # noqa: E402, F401
    attaching,
    choosing,
    days,
    describing,
    listing,
    looking_back,
    prompts,
    reading,
    searching,
    sharing,
    soft_mode,
    tags,
    threads,
    versions,
    writing,
)
