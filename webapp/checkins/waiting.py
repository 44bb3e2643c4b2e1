"""What is said on the day of a session waits until the morning after, and is asked once more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import now

WAITS = "It waits until the morning after your session. Then you are asked once more."
LET_GO = "Let go. Nobody else has seen it."


def what_waits() -> Index:
    """Today asks each time whether anything of somebody's waits. Hardly anything ever does."""
    only = text("put_off_at IS NOT NULL")
    return Index(None, "author_id", "put_off_at", sqlite_where=only, postgresql_where=only)


class MayBePutOff:
    """Something said to a circle. While it is put off, only who has said it can read it."""

    put_off_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    def has_been_said(self, waits: bool) -> bool:
        """Whether new words, which have to wait, cannot take the place of these."""
        return waits and self.put_off_at is None

    def say_now(self) -> None:
        """It is said in this moment: who has come meanwhile reads it, as they would anything."""
        self.put_off_at, self.created_at = None, now()
