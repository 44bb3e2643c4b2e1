"""The way into a circle."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle
from webapp.database import Base, now, references
from webapp.participants.models import token_hash


class Invitation(Base):
    """A way into one circle, in one role. Only a hash of the link is kept."""

    __tablename__ = "invitations"
    __table_args__ = (Index(None, "circle_id", "created_at"),)

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    # In an open circle: the gathering whose roster the newcomer joins. No foreign key upwards.
    gathering_id: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    uses_left: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @classmethod
    def to(cls, circle: Circle, **terms: object) -> tuple[Self, str]:
        """A new invitation and its token: 256 bits, shown once, never stored."""
        token = secrets.token_urlsafe(32)
        return cls(circle_id=circle.id, token_hash=token_hash(token), **terms), token

    @classmethod
    def with_token(cls, token: str) -> Select[Self, Circle]:
        return (
            select(cls, Circle)
            .join(Circle, Circle.id == cls.circle_id)
            .where(cls.token_hash == token_hash(token))
        )

    @classmethod
    def into(cls, circle: Circle) -> Select[Self]:
        """The circle's invitations, newest first."""
        return (
            select(cls).where(cls.circle_id == circle.id).order_by(cls.created_at.desc()).limit(50)
        )

    @property
    def state(self) -> str:
        """`open`, `revoked`, `expired` or `used up`."""
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= now():
            return "expired"
        return "open" if self.uses_left > 0 else "used up"

    def revoke(self) -> None:
        self.revoked_at = self.revoked_at or now()
