"""Somebody's intentions, to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, or_, select

from webapp.database import db
from webapp.gatherings.models import Gathering
from webapp.intentions import blueprint
from webapp.intentions.models import IntentionPart, PartName, PartVersion
from webapp.intentions.questions import QUESTIONS
from webapp.intentions.sessions import Session
from webapp.participants.models import Participant
from webapp.web.fragments import page
from webapp.web.operations import uuid_or_none
from webapp.web.phones import keepable

PER_PAGE = 20


class Said(NamedTuple):
    """One part, as a list shows it."""

    text: str
    audience: str


class Intention(NamedTuple):
    """What was written for one session, by the name of the part, empty pages left out."""

    session: Session
    said: dict[str, Said]

    @property
    def first_empty(self) -> str | None:
        """The page to go on with; None when every page has words."""
        return next((name for name in PartName if name not in self.said), None)


@blueprint.get("/intentions")
@keepable
def index(me: Participant) -> ResponseReturnValue:
    before = uuid_or_none(request.args.get("before"))
    last = Session.find(me, before) if before else None
    coming = [] if last else [Session(*row) for row in db.session.execute(Session.coming(me))]
    earlier = _page_of(me, last)
    shown = earlier[:PER_PAGE]
    said = _said(me, [*coming, *shown])
    return page(
        "intentions/index.html",
        coming=[said[session.gathering.id] for session in coming],
        earlier=[one for session in shown if (one := said[session.gathering.id]).said],
        older_than=shown[-1].gathering.id if len(earlier) > PER_PAGE else None,
        questions=QUESTIONS,
    )


@blueprint.get("/intentions/<uuid:gathering_id>")
@keepable
def show(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    session = Session.find(me, gathering_id)
    parts = session.parts(me)
    kept = select(PartVersion.part_id).where(PartVersion.part_id.in_([part.id for part in parts]))
    return page(
        "intentions/show.html",
        session=session,
        parts=list(zip(QUESTIONS, parts, strict=True)),
        word=next(part for part in parts if part.name == PartName.WORD),
        with_versions=set(db.session.scalars(kept.distinct())),
    )


def _page_of(me: Participant, last: Session | None) -> list[Session]:
    """The sessions that come after the last one of the page before, and one more."""
    found = Session.looked_back_on(me).limit(PER_PAGE + 1)
    if last:
        starts_at, id_ = last.gathering.starts_at, last.gathering.id
        at_once = and_(Gathering.starts_at == starts_at, Gathering.id < id_)
        found = found.where(or_(Gathering.starts_at < starts_at, at_once))
    return [Session(*row) for row in db.session.execute(found)]


def _said(me: Participant, sessions: Iterable[Session]) -> dict[UUID, Intention]:
    """The words for these sessions, by gathering, with one query."""
    intentions = {session.gathering.id: Intention(session, {}) for session in sessions}
    rows = db.session.execute(
        select(
            IntentionPart.id,
            IntentionPart.gathering_id,
            IntentionPart.name,
            IntentionPart.text_sealed,
            IntentionPart.audience,
        ).where(IntentionPart.participant_id == me.id, IntentionPart.gathering_id.in_(intentions))
    )
    for part_id, gathering_id, name, sealed, audience in rows:
        text = IntentionPart.text.open(me.id, part_id, sealed)
        if text and text.strip():
            intentions[gathering_id].said[name] = Said(text, audience)
    return intentions
