"""The name that a phone gives a new record, so that sending it again makes no second one."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from flask import request
from sqlalchemy import select

from webapp.checkins.models import Post, Reply
from webapp.database import db, uuid7
from webapp.participants.models import Participant
from webapp.web.operations import uuid_or_none

Said = TypeVar("Said", Post, Reply)


def sent_before(model: type[Said], me: Participant) -> Said | None:
    """What this person has already sent under the running request's `_entity`."""
    name = _named()
    return db.session.scalar(model.written_by(me).where(model.id == name)) if name else None


def free_id(model: type[Said]) -> UUID:
    """The phone's id for a new record; a fresh one where it is taken, without telling by whom."""
    name = _named()
    taken = name and db.session.scalar(select(model.id).where(model.id == name))
    return uuid7() if name is None or taken else name


def _named() -> UUID | None:
    return uuid_or_none(request.form.get("_entity"))
