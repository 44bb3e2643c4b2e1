"""The names of a circle's people, as they are read on one page."""

from __future__ import annotations

from uuid import UUID

from webapp.circles.models import Membership


class Names(dict[UUID, str]):
    """Names by membership. Each is opened once, however often its person spoke."""

    def __init__(self, circle_id: UUID) -> None:
        self._circle_id = circle_id

    def of(self, seat_id: UUID, sealed: bytes) -> str:
        """Raises SealBroken."""
        if seat_id not in self:
            self[seat_id] = Membership.display_name.open(self._circle_id, seat_id, sealed) or ""
        return self[seat_id]
