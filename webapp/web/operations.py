"""The browser's name for each submission, and what was answered to it.

The name (`_op`) is stored in the same transaction as what the submission did.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from flask import request
from flask_login import current_user
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, now, references
from webapp.keys import key_store

# Before this nobody can have written anything here.
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
# What differs between two sendings of the same form.
UNNAMED = frozenset({"_op", "_uid", "_page", "_load", "_replaces", "csrf_token"})


class Op(Base):
    """That one submission was carried out, and what was answered."""

    __tablename__ = "ops"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"), primary_key=True)
    hash: Mapped[bytes]
    result: Mapped[str] = mapped_column(String(16))
    location: Mapped[str] = mapped_column(String(200))
    # Whether htmx is shown the part at the location, instead of being sent there.
    in_place: Mapped[bool]
    # Of the record afterwards: what the same phone wrote next was written over this.
    version: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Submission(NamedTuple):
    """A write as the browser names it."""

    op: UUID
    hash: bytes

    @classmethod
    def of_request(cls) -> Submission | None:
        """The running request's submission, or None where the browser named none."""
        op = uuid_or_none(request.form.get("_op") or request.headers.get("Idempotency-Key"))
        if op is None or not current_user.is_authenticated:
            return None
        fields = sorted(item for item in request.form.items(multi=True) if item[0] not in UNNAMED)
        files = [(name, sha256(file.read()).digest()) for name, file in request.files.items(True)]
        for file in request.files.values():
            file.seek(0)
        named = f"{request.path}|{fields}{files or ''}"
        return cls(op, key_store().fingerprint("op", named))


def made_at() -> datetime:
    """When the running submission was made. A phone without a signal may have held it for days.

    Now, where its clock says what cannot be.
    """
    moment = now()
    try:
        made = datetime.fromtimestamp(int(request.headers["X-Outbox-Created"]) / 1000, UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return moment
    return made if EARLIEST < made < moment else moment


def uuid_or_none(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
