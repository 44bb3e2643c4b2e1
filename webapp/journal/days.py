"""The page of a day after a session: a question, and beside it what was carried and said before."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.gatherings.days_after import DayAfter, days_after
from webapp.journal import blueprint
from webapp.journal.beside import intention_for
from webapp.journal.forms import FragmentForm
from webapp.journal.fragments import Asked, answer, asking_page, jot
from webapp.journal.looking import MEDIUM, opening_of, said_in
from webapp.journal.models import ON_A_DAY, Entry, Family
from webapp.journal.prompts import OwnPrompt
from webapp.journal.sessions import Session, Sessions
from webapp.journal.writing import create
from webapp.participants.models import Participant
from webapp.web.phones import can_wait, keepable

DAY = "/days-after/<uuid:gathering_id>/<int:day>"
A_FEW = 6


class Earlier(NamedTuple):
    """What was kept about the session before: its day, and how it begins."""

    id: UUID
    happened_on: date
    opening: str


@blueprint.get(DAY)
@keepable
def day_after(me: Participant, gathering_id: UUID, day: int) -> ResponseReturnValue:
    session, said = _found(me, gathering_id, day)
    written = db.session.execute(Entry.of_session(me, session.id).add_columns(MEDIUM)).all()
    own = next((entry for entry, _ in reversed(written) if entry.asked == _name(day)), None)
    form = FragmentForm.filled(me, own, Family.TEXT)
    others = [(entry, medium) for entry, medium in written if entry is not own]
    earlier = [
        Earlier(entry.id, entry.happened_on, said_in(entry.words, medium, opening_of))
        for entry, medium in others[-A_FEW:]
    ]
    return _page(me, session, said, form, own, earlier)


@blueprint.post(DAY)
@can_wait
def write_on_day(me: Participant, gathering_id: UUID, day: int) -> ResponseReturnValue:
    """What was written for a page that is gone since is kept all the same, as an entry; what
    cannot be kept is there to be changed, in the form of one.
    """
    session, said = _known(me, gathering_id, day)
    form = FragmentForm.of(me)
    is_there = session is not None and said is not None
    if not is_there and not form.text.data.strip():
        abort(404)
    if not form.validate():
        if session is None or said is None:
            return create(me)
        return _page(me, session, said, form, None, [], 422)
    prompt, its_session = said.prompt if said else None, session.id if session else None
    asked = Asked(_name(day), Family.TEXT, prompt, its_session)
    here = url_for(".day_after", gathering_id=gathering_id, day=day)
    return answer(jot(me, asked, form), form, here, url_for("today.show"))


def _found(me: Participant, gathering_id: UUID, day: int) -> tuple[Session, DayAfter]:
    session, said = _known(me, gathering_id, day)
    return session or abort(404), said or abort(404)


def _known(me: Participant, gathering_id: UUID, day: int) -> tuple[Session | None, DayAfter | None]:
    session = Sessions.of(me).get(gathering_id)
    pages = days_after(session.circle_id) if session else ()
    return session, next((one for one in pages if one.day == day), None)


def _name(day: int) -> str:
    return f"{ON_A_DAY}{day}"


def _page(
    me: Participant,
    session: Session,
    said: DayAfter,
    form: FragmentForm,
    entry: Entry | None,
    earlier: list[Earlier],
    status: int = 200,
) -> Response:
    """Until the morning after a session its page is one more question of soft mode."""
    asking = {
        "form": form,
        "entry": entry,
        "here": url_for(".day_after", gathering_id=session.id, day=said.day),
        "follows": url_for("today.show"),
    }
    if said.day == 0 and session.today == session.ended_on:
        return asking_page("journal/soft_mode.html", status, mood="dim", asks=said.prompt, **asking)
    return asking_page(
        "journal/day_after.html",
        status,
        session=session,
        said=said,
        earlier=earlier,
        own_prompts=db.session.scalars(OwnPrompt.owned_by(me)).all(),
        parts=intention_for(me, session.id),
        **asking,
    )
