"""Where a page of posts ends: the last one's moment and id, as one word in an address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST = 60


class Cursor(NamedTuple):
    """A place between two posts. Its text holds nothing that the page does not show."""

    created_at: datetime
    id: UUID

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything that is not the text of a cursor."""
        moment, _, post_id = text[:LONGEST].partition("-")
        try:
            return cls(EPOCH + int(moment) * MICROSECOND, UUID(post_id))
        except OverflowError as error:
            raise ValueError from error

    def __str__(self) -> str:
        return f"{(self.created_at - EPOCH) // MICROSECOND}-{self.id.hex}"
