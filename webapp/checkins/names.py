"""The names of a circle's people, as they are read on one page."""

from __future__ import annotations

from uuid import UUID

from webapp.circles.models import Membership

SOMEBODY = "Somebody"


class Names(dict[UUID, str]):
    """Names by membership. Each is opened once, however often its person spoke."""

    def __init__(self, circle_id: UUID) -> None:
        self._circle_id = circle_id

    def of(self, seat_id: UUID, sealed: bytes) -> str:
        if seat_id not in self:
            name = Membership.display_name.open_or(SOMEBODY, self._circle_id, seat_id, sealed)
            self[seat_id] = name
        return self[seat_id]
