"""A person here, and the devices they are signed in on."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from flask_security import UserMixin
from sqlalchemy import Select, String, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from webapp.database import Base, now, references
from webapp.keys import key_store
from webapp.sealing import Sealed

SIGN_IN_LASTS = timedelta(days=30)


class Participant(Base, UserMixin):  # type: ignore[misc]  # its id is a UUID
    """Somebody with an account. What they are in a circle is told by their membership."""

    __tablename__ = "participants"
    sealed_for = "id"
    # Declared by Flask-Security; here people belong to circles, not to roles.
    roles = []

    email_sealed: Mapped[bytes]
    email_index: Mapped[bytes] = mapped_column(unique=True)
    display_name_sealed: Mapped[bytes]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    # Changed by Flask-Security with the password: every sign-in made before is worthless then.
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    time_zone: Mapped[str] = mapped_column(String(64))
    facilitator_since: Mapped[datetime | None]
    # Whether their journal shows them an entry from a year ago. Nobody but they know.
    looks_back: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)

    email = Sealed[str]("email_sealed")
    display_name = Sealed[str]("display_name_sealed")

    @classmethod
    def register(cls, participant_id: UUID, email: str, **attributes: object) -> Self:
        """A new account. The key for what this person writes is made first."""
        key_store().issue(participant_id)
        return cls(
            id=participant_id,
            email=email,
            email_index=email_index(email),
            fs_uniquifier=secrets.token_hex(32),
            **attributes,
        )

    @classmethod
    def with_email(cls, email: str) -> Select[Self]:
        return select(cls).where(cls.email_index == email_index(email))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def facilitates(self) -> bool:
        """Whether they may start circles. Within a circle, the membership decides."""
        return self.facilitator_since is not None


class SignIn(Base):
    """One device. A copied cookie is worthless once this row has ended."""

    __tablename__ = "sign_ins"
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    device_sealed: Mapped[bytes]
    started_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    device = Sealed[str]("device_sealed")

    @classmethod
    def of(cls, participant: Participant) -> Select[Self]:
        """Where this person is signed in now, latest first."""
        return (
            select(cls)
            .where(cls.participant_id == participant.id, *cls._alive())
            .order_by(cls.last_seen_at.desc())
        )

    @classmethod
    @cache
    def person_with(cls) -> Select[Participant, Self]:
        """Who holds the token with the hash `token`, if that sign-in is alive `since` then.

        Every request asks this, so the question is put together only once.
        """
        return (
            select(Participant, cls)
            .join(cls, cls.participant_id == Participant.id)
            .where(
                cls.token_hash == bindparam("token"),
                cls.ended_at.is_(None),
                cls.started_at > bindparam("since"),
                Participant.active,
            )
        )

    @classmethod
    def _alive(cls) -> tuple[ColumnElement[bool], ...]:
        return cls.ended_at.is_(None), cls.started_at > now() - SIGN_IN_LASTS

    def end(self) -> None:
        self.ended_at = now()


def email_index(email: str) -> bytes:
    """The blind index an account is found by."""
    return key_store().fingerprint("email", email.strip().casefold())


def token_hash(token: str) -> bytes:
    """Tokens are 256 random bits, so a plain hash cannot be guessed from."""
    return hashlib.sha256(token.encode()).digest()
