"""A session looked back on: what one set out with, and everything that was written after it."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.gatherings.days_after import days_after
from webapp.gatherings.models import Kind
from webapp.journal import blueprint
from webapp.journal.attachments import Attachment, by_entry
from webapp.journal.beside import intention_for
from webapp.journal.models import Entry
from webapp.journal.sessions import Sessions
from webapp.participants.models import Participant
from webapp.web.fragments import page
from webapp.web.phones import keepable


@blueprint.get("/journal/sessions/<uuid:gathering_id>")
@keepable
def thread(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    sessions = Sessions.of(me)
    session = sessions.get(gathering_id) or abort(404)
    others = (one for one in sessions.values() if one.kind == Kind.DOSING and one != session)
    entries = db.session.scalars(Entry.of_session(me, session.id)).all()
    attached = db.session.scalars(Attachment.of(me, *(entry.id for entry in entries)))
    return page(
        "journal/thread.html",
        session=session,
        entries=entries,
        attached=by_entry(attached),
        parts=intention_for(me, session.id),
        days=days_after(session.circle_id) if session.kind == Kind.DOSING else (),
        goes_on=any(one.began_on > session.today for one in others),
    )
