"""A post as it stands on the page: how what is stored is put to whoever reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from webapp.checkins import saying
from webapp.checkins.answers import Answers
from webapp.checkins.models import Post, PostKind, Words
from webapp.checkins.names import Names
from webapp.circles.models import Audience, Role
from webapp.participants.models import Participant
from webapp.sealing import GAP

UNREADABLE: Words = {"text": GAP}


class Shown(NamedTuple):
    """A post as it stands on the page."""

    id: UUID
    circle_id: UUID
    mine: bool
    name: str
    title: str
    meta: str
    # As a program reads it, and as somebody does.
    moment: str
    when: str
    kind: str
    line: str
    topic: str
    text: str
    for_facilitators: bool
    welcomes: bool
    answers: Answers
    # Only its author has it.
    waits: bool
    # Nobody has it yet: it is looked at by its author, the way the others would see it.
    is_preview: bool = False


def shown(me: Participant, row: Any, names: Names, answers: Answers, at: datetime) -> Shown:
    """From a row of what `reading` asks for."""
    words = Post.words.open_or(UNREADABLE, row.circle_id, row.id, row.words_sealed)
    name = names.of(row.author_seat, row.display_name_sealed)
    mine = row.author_id == me.id
    return Shown(
        id=row.id,
        mine=mine,
        name=name,
        title=_title(name, mine, row.kind),
        meta=_meta(me, row),
        moment=row.created_at.isoformat(timespec="seconds"),
        when=saying.ago(row.created_at, at, me.zone),
        kind=row.kind,
        line=saying.line(row.kind, words),
        topic=words.get("topic", ""),
        text=words.get("text", ""),
        circle_id=row.circle_id,
        for_facilitators=row.audience == Audience.FACILITATORS,
        welcomes=row.welcomes and row.put_off_at is None,
        answers=answers,
        waits=row.put_off_at is not None,
    )


def _title(name: str, mine: bool, kind: str) -> str:
    if kind == PostKind.INTENTION:
        return "Your intention" if mine else f"{name}’s intention"
    return "You" if mine else name


def _meta(me: Participant, row: Any) -> str:
    """`facilitator`, or `day 3 · session of Saturday 28 November`."""
    if row.role == Role.FACILITATOR:
        return "facilitator"
    if row.kind == PostKind.INTENTION:
        return ""
    day = saying.day(row.session_ended_at, row.created_at, me.zone)
    name = row.starts_at and saying.gathering_day(row.gathering_kind, row.starts_at, me.zone)
    return " · ".join(filter(None, (day, name)))
