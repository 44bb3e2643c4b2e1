"""One page of an intention: a question, a box, and who can read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.intentions import blueprint
from webapp.intentions.forms import PartForm
from webapp.intentions.keeping import keep, versions_of
from webapp.intentions.models import IntentionPart, PartName
from webapp.intentions.questions import before, next_after, question_of
from webapp.intentions.sessions import Session
from webapp.participants.models import Participant
from webapp.web.commits import COPY, STORED, see_here, see_other
from webapp.web.fragments import page_or_fragment
from webapp.web.phones import can_wait, keepable

PART = f"/intentions/<uuid:gathering_id>/<any({', '.join(PartName)}):part>"
KEPT_BOTH = "Another device wrote this meanwhile. Both are kept."


@blueprint.get(PART)
@keepable
def edit(me: Participant, gathering_id: UUID, part: str) -> ResponseReturnValue:
    session = Session.find(me, gathering_id)
    written = session.part(me, part)
    # Inside a save this is what the page sent, and the page keeps it on its screen.
    form = PartForm(written)
    return _page(session, written, form)


@blueprint.post(PART)
@can_wait
def update(me: Participant, gathering_id: UUID, part: str) -> ResponseReturnValue:
    session = Session.known(me, gathering_id)
    if session is None:
        return _give_back(PartForm(IntentionPart.unwritten(me, gathering_id, part)))
    written = session.part(me, part)
    form = PartForm(written)
    if not form.validate():
        return _page(session, written, form, 422)
    copy = keep(written, form, session)
    return _answer(session, written, form, kept_beside=copy is not None)


def _give_back(form: PartForm) -> Response:
    """What was typed for a session that is not there: called off, left, or never this person's."""
    (form.words or "").strip() or abort(404)
    return page_or_fragment("intentions/gone.html", "intentions/_gone.html", 422, form=form)


def _answer(
    session: Session, written: IntentionPart, form: PartForm, *, kept_beside: bool
) -> Response:
    """While typing, what is new around the box; after a button, the page that follows."""
    result = COPY if kept_beside else STORED
    gathering_id, part, version = session.gathering.id, written.name, written.version
    if not form.then.data:
        return see_here(url_for(".edit", gathering_id=gathering_id, part=part), result, version)
    if kept_beside:
        said = KEPT_BOTH if session.is_open else session.closed_because
        return see_other(url_for(".versions", gathering_id=gathering_id, part=part), result, said)
    follows = next_after(part)
    if follows and session.is_open and form.then.data == "next":
        here = url_for(".edit", gathering_id=gathering_id, part=follows.name)
    else:
        here = url_for(".show", gathering_id=gathering_id)
    return see_other(here, version=version)


def _page(
    session: Session, part: IntentionPart, form: PartForm, status: int = 200
) -> ResponseReturnValue:
    form.name_readers_in(session.circle)
    kept, on_screen = versions_of(part), form.text.data
    copies = [version for version in kept if version.copied_at]
    context: dict[str, Any] = {
        "session": session,
        "part": part,
        "form": form,
        "question": question_of(part.name),
        "previous": before(part.name),
        "follows": next_after(part.name),
        "copies": [copy for copy in copies if copy.text != on_screen],
        "own_copy": next((copy for copy in copies if copy.text == on_screen), None),
        "has_earlier": len(kept) > len(copies),
        "is_current": form.shows(part),
    }
    if not session.is_open and status == 200:
        return page_or_fragment("intentions/closed.html", "intentions/_saved.html", **context)
    return page_or_fragment("intentions/edit.html", "intentions/_saved.html", status, **context)
