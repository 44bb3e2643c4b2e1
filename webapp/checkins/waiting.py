"""What is said on the day of a session waits until the morning after, and is asked once more."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import now
from webapp.gatherings.days import morning_after

WAITS = "It waits until the morning after your session. Then you are asked once more."


class MayBePutOff:
    """Something said to a circle. While it is put off, only who has said it can read it."""

    put_off_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    def say_now(self) -> None:
        """It is said in this moment: who has come meanwhile reads it, as they would anything."""
        self.put_off_at, self.created_at = None, now()


class Waiting(NamedTuple):
    """How what was put off stands on the page: whether its morning has come."""

    is_asked: bool

    @classmethod
    def since(cls, put_off_at: datetime | None, at: datetime, zone: ZoneInfo) -> Self | None:
        return cls(morning_after(put_off_at, zone) <= at) if put_off_at else None
