"""Where something can be said: a closed circle, or one meeting of an open one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from webapp.checkins.meetings import Meeting, meetings_in, nearest
from webapp.checkins.seats import Seat, seat_in
from webapp.participants.models import Participant


class Room(NamedTuple):
    """Everybody who would read it: those of the circle, or those of its meeting."""

    seat: Seat
    meeting: Meeting | None = None

    @property
    def name(self) -> str:
        """As one of several to choose from."""
        return f"{self.seat.name} · {self.meeting.name}" if self.meeting else self.seat.name

    @property
    def readers(self) -> str:
        return "those of your meeting" if self.meeting else self.seat.name

    @property
    def gathering_id(self) -> UUID | None:
        return self.meeting.id if self.meeting else None

    @property
    def value(self) -> str:
        """As a form says it."""
        return room_value(self.seat.circle_id, self.gathering_id)


def room_value(circle_id: UUID, gathering_id: UUID | None) -> str:
    return "/".join(str(one) for one in (circle_id, gathering_id) if one)


def rooms_for(me: Participant, seats: Sequence[Seat]) -> list[Room]:
    """The circle that was joined last comes first."""
    meetings = meetings_in(me, seats)
    return [
        Room(seat, meeting)
        for seat in seats
        for meeting in (meetings[seat.circle_id] if seat.is_open else (None,))
    ]


def room_of(
    me: Participant, seats: Sequence[Seat], circle_id: UUID, gathering_id: UUID | None
) -> Room | None:
    """Exactly this one; None where this person can say nothing there any more."""
    seat = seat_in(seats, circle_id)
    rooms = rooms_for(me, [seat]) if seat else []
    return next((room for room in rooms if room.gathering_id == gathering_id), None)


def usual_room(rooms: Sequence[Room], circle_id: UUID | None, gathering_id: UUID | None) -> Room:
    """The one of this gathering; else of its circle, or the first: there, the nearest meeting."""
    of_it = next((room for room in rooms if room.gathering_id == gathering_id is not None), None)
    if of_it:
        return of_it
    circle = next((room for room in rooms if room.seat.circle_id == circle_id), rooms[0]).seat
    here = [room for room in rooms if room.seat == circle]
    meetings = [room.meeting for room in here if room.meeting]
    near = nearest(meetings) if meetings else None
    return next(room for room in here if room.meeting == near)
