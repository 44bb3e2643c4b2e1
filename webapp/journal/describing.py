"""What is on a drawing, said in a few words, for whoever hears their journal read to them."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.journal import blueprint
from webapp.journal.attachment_forms import DescriptionForm
from webapp.journal.attachments import Attachment, Medium
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page
from webapp.web.phones import can_wait, keepable

WORDS = "/journal/attachments/<uuid:attachment_id>/words"


@blueprint.get(WORDS)
@keepable
def words_of_drawing(me: Participant, attachment_id: UUID) -> ResponseReturnValue:
    drawing = _drawing(me, attachment_id)
    return _page(drawing, DescriptionForm(formdata=None, said=drawing.said, seen=drawing.said))


@blueprint.post(WORDS)
@can_wait
def describe(me: Participant, attachment_id: UUID) -> ResponseReturnValue:
    drawing, form = _drawing(me, attachment_id), DescriptionForm()
    if not (form.validate() and form.has_seen(drawing.said or "")):
        return _page(drawing, form, 422)
    drawing.said = form.said.data
    return see_other(url_for(".show", entry_id=drawing.entry_id))


def _drawing(me: Participant, attachment_id: UUID) -> Attachment:
    drawn = Attachment.owned_by(me).where(Attachment.medium == Medium.DRAWING)
    return db.session.scalar(drawn.where(Attachment.id == attachment_id)) or abort(404)


def _page(drawing: Attachment, form: DescriptionForm, status: int = 200) -> Response:
    return page("journal/describe.html", status, drawing=drawing, form=form)
