"""The intention of a session, beside what is written after it.

The journal and the intentions are siblings that do not know each other. What the journal asks
for is declared here, and create_app, which knows both, hands it in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import Select

from webapp.database import db
from webapp.participants.models import Participant


class Part(Protocol):
    """`name` is brings, meet, fear, expect or word; `audience` is who can read it."""

    name: str
    text: str
    audience: str


PartsOf = Callable[[Participant, UUID], Select[Any]]


def init_app(app: Flask, parts_of: PartsOf) -> None:
    """`parts_of` selects a person's own parts for one gathering."""
    app.extensions["intention_beside"] = parts_of


def intention_for(me: Participant, gathering_id: UUID | None) -> dict[str, Part]:
    """What this person set out with, part by part, without the empty ones."""
    if gathering_id is None:
        return {}
    parts_of: PartsOf = current_app.extensions["intention_beside"]
    parts = db.session.scalars(parts_of(me, gathering_id))
    return {part.name: part for part in parts if part.text.strip()}
