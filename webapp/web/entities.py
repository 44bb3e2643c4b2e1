"""The name that a phone gives a new record (`_entity`): sent again, it makes no second one."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from flask import request
from sqlalchemy import Select, select

from webapp.database import Base, db, uuid7
from webapp.web.operations import uuid_or_none

Record = TypeVar("Record", bound=Base)


def sent_before(model: type[Record], mine: Select[Record]) -> Record | None:
    """Which of these the running request names, because it was sent before."""
    name = _named()
    return db.session.scalar(mine.where(model.id == name)) if name else None


def free_id(model: type[Base]) -> UUID:
    """The phone's id for a new record; a fresh one where it is taken, without telling by whom."""
    name = _named()
    taken = name and db.session.scalar(select(model.id).where(model.id == name))
    return uuid7() if name is None or taken else name


def _named() -> UUID | None:
    return uuid_or_none(request.form.get("_entity"))
