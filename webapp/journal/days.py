"""The page of a day after a session: a question, and beside it what was carried and said before."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.gatherings.days_after import DayAfter, days_after
from webapp.journal import blueprint
from webapp.journal.beside import intention_for
from webapp.journal.forms import FragmentForm
from webapp.journal.fragments import Asked, answer, jot
from webapp.journal.models import Entry, Family
from webapp.journal.sessions import Session, Sessions
from webapp.participants.models import Participant
from webapp.web.fragments import page_or_fragment
from webapp.web.phones import can_wait, keepable

DAY = "/days-after/<uuid:gathering_id>/<int:day>"


@blueprint.get(DAY)
@keepable
def day_after(me: Participant, gathering_id: UUID, day: int) -> ResponseReturnValue:
    session, said = _found(me, gathering_id, day)
    written = db.session.scalars(Entry.of_session(me, session.id)).all()
    own = next((entry for entry in reversed(written) if entry.asked == _name(day)), None)
    form = FragmentForm.filled(me, own, Family.TEXT)
    return _page(me, session, said, form, own, [entry for entry in written if entry is not own])


@blueprint.post(DAY)
@can_wait
def write_on_day(me: Participant, gathering_id: UUID, day: int) -> ResponseReturnValue:
    session, said = _found(me, gathering_id, day)
    form = FragmentForm.of(me)
    if not form.validate():
        return _page(me, session, said, form, None, [], 422)
    asked = Asked(_name(day), Family.TEXT, said.prompt, session.id)
    here = url_for(".day_after", gathering_id=session.id, day=day)
    return answer(jot(me, asked, form), form, here, url_for("today.show"))


def _found(me: Participant, gathering_id: UUID, day: int) -> tuple[Session, DayAfter]:
    session = Sessions.of(me).get(gathering_id) or abort(404)
    said = next((one for one in days_after(session.circle_id) if one.day == day), None)
    return session, said or abort(404)


def _name(day: int) -> str:
    return f"day {day}"


def _page(
    me: Participant,
    session: Session,
    said: DayAfter,
    form: FragmentForm,
    entry: Entry | None,
    earlier: list[Entry],
    status: int = 200,
) -> Response:
    return page_or_fragment(
        "journal/day_after.html",
        "journal/_softly_kept.html",
        status,
        session=session,
        said=said,
        form=form,
        entry=entry,
        earlier=earlier,
        parts=intention_for(me, session.id),
    )
