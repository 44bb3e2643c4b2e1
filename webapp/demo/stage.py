"""The demo's people, circles and gatherings, laid out around this moment."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from webapp.circles.agreements import first_agreement
from webapp.circles.models import Acceptance, Circle, Membership, Role
from webapp.database import Base, now, uuid7
from webapp.demo import together
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind
from webapp.participants.models import Participant

JUNIPER = ("wren", "moss", "rue", "fern", "linden")
HARBOUR = ("ilse", "bram")
# The small sessions have one person each.
COMING_TO = {"moss": ("moss",), "rue": ("rue",), "coming": ("wren", "fern", "linden")}


def email_of(name: str) -> str:
    return f"{name}@afterglow.example"


class Stage:
    """Who is there and what is scheduled, on the clinic's clock."""

    def __init__(self, time_zone: str, password: str) -> None:
        self.zone = ZoneInfo(time_zone)
        self.now = now()
        self.people = {name: self._person(name, password) for name in (*JUNIPER, *HARBOUR, "ana")}
        self.juniper, juniper = self._circle("Juniper circle", JUNIPER, is_open=False)
        self.harbour, harbour = self._circle("Harbour circle", HARBOUR, is_open=True)
        self.sessions = self._sessions()
        self.records = [
            *self.people.values(),
            *juniper,
            *harbour,
            *self.sessions.values(),
            *self._attendances(),
            self._gathering(self.juniper, Kind.PREPARATION, self.at(2, 18), 2),
            self._gathering(self.juniper, Kind.INTEGRATION, self.at(6, 18), 2),
        ]

    def at(self, days: int, hour: int) -> datetime:
        """An hour of the day that is `days` from now. The night belongs to the day before."""
        day = (self.now.astimezone(self.zone) - timedelta(hours=5)).date()
        return datetime.combine(day + timedelta(days=days), time(hour), self.zone)

    def _person(self, name: str, password: str) -> Participant:
        return Participant.register(
            uuid7(),
            email_of(name),
            display_name=name.title(),
            password=password,
            time_zone=self.zone.key,
            facilitator_since=self.now if name == "ana" else None,
        )

    def _circle(
        self, name: str, people: tuple[str, ...], *, is_open: bool
    ) -> tuple[Circle, list[Base]]:
        ana = self.people["ana"]
        circle, facilitator, agreement, acceptance = Circle.start(
            ana, name, first_agreement(), is_open, self.zone.key
        )
        members = [
            Membership.of(circle.id, self.people[who], Role.PARTICIPANT, who.title())
            for who in people
        ]
        for membership in (facilitator, *members):
            membership.joined_at = self.now - timedelta(days=40)
        accepted = [
            Acceptance(participant_id=self.people[who].id, agreement_id=agreement.id)
            for who in people
        ]
        return circle, [circle, agreement, facilitator, acceptance, *members, *accepted]

    def _gathering(self, circle: Circle, kind: str, starts_at: datetime, hours: int) -> Gathering:
        return Gathering(
            circle_id=circle.id,
            kind=kind,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
            place="Harbour Street clinic, the room with the skylight",
            what_to_expect=together.WHAT_TO_EXPECT if kind == Kind.DOSING else "",
            structure=together.STRUCTURE if kind == Kind.DOSING else "",
        )

    def _sessions(self) -> dict[str, Gathering]:
        starts = {
            "first": self.at(-24, 10),
            "second": self.at(-10, 10),
            "moss": self.at(-3, 10),
            # Under way, so that whoever joins now is not expected at it.
            "rue": self.now - timedelta(minutes=30),
            "coming": self.at(4, 10),
        }
        sessions = {
            name: self._gathering(self.juniper, Kind.DOSING, start, 4)
            for name, start in starts.items()
        }
        sessions["harbour"] = self._gathering(self.harbour, Kind.DOSING, self.at(6, 10), 4)
        return sessions

    def _attendances(self) -> list[Attendance]:
        answers = {
            (name, who): Answer.COMING if who in coming else Answer.NOT_COMING
            for name, coming in COMING_TO.items()
            for who in JUNIPER
        } | {("harbour", who): Answer.COMING for who in HARBOUR}
        return [
            Attendance(
                gathering_id=self.sessions[name].id,
                participant_id=self.people[who].id,
                answer=answer,
                since=self.now - timedelta(days=7),
            )
            for (name, who), answer in answers.items()
        ]
