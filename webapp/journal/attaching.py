"""Saying it or drawing it, where words are too much; and hearing and seeing it again."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, abort, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db, uuid7
from webapp.journal import blueprint
from webapp.journal.attachment_forms import AttachmentForm, DrawingForm
from webapp.journal.attachments import LONGEST_OF_ALL, Attachment, Medium
from webapp.journal.forms import ASKS
from webapp.journal.fragments import Asked, begin
from webapp.journal.models import QUESTIONS, Entry, Family
from webapp.journal.reading import own
from webapp.journal.soft_mode import after
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page_or_fragment
from webapp.web.phones import can_wait, keepable

MEDIUM = f"<any({', '.join(Medium)}):medium>"
ANSWER = f"/soft-mode/<any({', '.join(QUESTIONS)}):family>/{MEDIUM}"
IN_YOUR_JOURNAL = "It is in your journal."
FULL = "Your voice notes and drawings fill all the room there is. Delete one, then keep this."


@blueprint.get(ANSWER)
@keepable
def softly_with(me: Participant, family: str, medium: str) -> ResponseReturnValue:
    return _soft_page(family, AttachmentForm.of(me, Medium(medium), formdata=None))


@blueprint.post(ANSWER)
@can_wait
def answer_softly_with(me: Participant, family: str, medium: str) -> ResponseReturnValue:
    """Beside the words that were said to the same question today, if there are any."""
    form = AttachmentForm.of(me, Medium(medium))
    if not _fits(me, form):
        return _soft_page(family, form, 422)
    answers = db.session.scalars(Entry.answered_on(me, form.day))
    answered = next((entry for entry in answers if entry.asked == family), None)
    _attach(me, form, answered, Asked(family, Family(family)))
    return see_other(after(family))


@blueprint.get(f"/journal/new/{MEDIUM}")
@keepable
def new_with(me: Participant, medium: str) -> ResponseReturnValue:
    return _page(_form(me, medium, formdata=None))


@blueprint.post(f"/journal/new/{MEDIUM}")
@can_wait
def create_with(me: Participant, medium: str) -> ResponseReturnValue:
    form = _form(me, medium)
    return _kept(me, form, None) if _fits(me, form) else _page(form, status=422)


@blueprint.get(f"/journal/<uuid:entry_id>/{MEDIUM}")
@keepable
def more_with(me: Participant, entry_id: UUID, medium: str) -> ResponseReturnValue:
    return _page(_form(me, medium, formdata=None), own(me, entry_id))


@blueprint.post(f"/journal/<uuid:entry_id>/{MEDIUM}")
@can_wait
def add_with(me: Participant, entry_id: UUID, medium: str) -> ResponseReturnValue:
    """Where the entry was deleted meanwhile, what was recorded begins one of its own."""
    form = _form(me, medium)
    entry = db.session.scalar(Entry.owned_by(me).where(Entry.id == entry_id))
    if entry is None and not form.file.data:
        abort(404)
    return _kept(me, form, entry) if _fits(me, form) else _page(form, entry, 422)


@blueprint.get("/journal/attachments/<uuid:attachment_id>")
def attachment(me: Participant, attachment_id: UUID) -> ResponseReturnValue:
    """The file itself, or the part of it that a player asks for."""
    found = _own(me, attachment_id)
    answer = send_file(BytesIO(found.data), found.media_type, conditional=True, etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/journal/attachments/<uuid:attachment_id>/delete")
def remove(me: Participant, attachment_id: UUID) -> ResponseReturnValue:
    found = _own(me, attachment_id)
    db.session.delete(found)
    return see_other(url_for(".show", entry_id=found.entry_id), said=f"{found.label} is gone.")


def _own(me: Participant, attachment_id: UUID) -> Attachment:
    mine = Attachment.owned_by(me).where(Attachment.id == attachment_id)
    return db.session.scalar(mine) or abort(404)


def _form(me: Participant, medium: str, **options: Any) -> AttachmentForm:
    form = DrawingForm if medium == Medium.DRAWING else AttachmentForm
    return form.of(me, Medium(medium), **options)


def _fits(me: Participant, form: AttachmentForm) -> bool:
    if form.validate() and _room(me) < len(form.file.data):
        form.file.errors = [FULL]
    return not form.errors


def _room(me: Participant) -> int:
    return LONGEST_OF_ALL - (db.session.scalar(Attachment.room_taken_by(me)) or 0)


def _kept(me: Participant, form: AttachmentForm, entry: Entry | None) -> Response:
    kept = _attach(me, form, entry, Asked(None, Family.TEXT))
    return see_other(url_for(".show", entry_id=kept.entry_id), said=IN_YOUR_JOURNAL)


def _attach(me: Participant, form: AttachmentForm, entry: Entry | None, asked: Asked) -> Attachment:
    """To the entry, or to a new one for the day. What was sent before is not kept twice; what was
    recorded anew on the same page is something else.
    """
    known = sent_before(Attachment, Attachment.owned_by(me))
    if known and known.data == form.file.data:
        return _described(known, form)
    attached = Attachment(
        id=free_id(Attachment),
        participant_id=me.id,
        entry_id=(entry or begin(me, uuid7(), asked, form.day, {})).id,
        medium=form.medium,
        media_type=form.file.media_type,
        size=len(form.file.data),
        seconds=form.length,
        data=form.file.data,
    )
    db.session.add(attached)
    return _described(attached, form)


def _described(attached: Attachment, form: AttachmentForm) -> Attachment:
    if "said" in form and form.said.data:
        attached.said = form.said.data
    return attached


def _soft_page(family: str, form: AttachmentForm, status: int = 200) -> Response:
    return _shown(
        form,
        status,
        mood="dim",
        asks=ASKS[Family(family)],
        number=QUESTIONS.index(Family(family)) + 1,
        questions=len(QUESTIONS),
        back=url_for(".softly", family=family),
        follows=after(family),
    )


def _page(form: AttachmentForm, entry: Entry | None = None, status: int = 200) -> Response:
    back = url_for(".show", entry_id=entry.id) if entry else url_for(".index")
    return _shown(form, status, back=back, follows=None)


def _shown(form: AttachmentForm, status: int, **context: Any) -> Response:
    return page_or_fragment(
        f"journal/{form.medium}.html", "journal/_not_kept.html", status, form=form, **context
    )
