"""The forms with which somebody keeps what was said or drawn."""

from __future__ import annotations

from sqlalchemy import delete

from tests.cast import Cast
from tests.faults.sendings.table import Say, Sending, path, sends, store
from tests.files import DRAWING, VOICE
from webapp.database import db, now
from webapp.journal.attachment_forms import AttachmentForm, DescriptionForm, DrawingForm
from webapp.journal.attachments import Attachment
from webapp.journal.models import Entry


def _drawn(say: Say) -> dict[str, object]:
    return {"file": DRAWING, "said": say("said")}


def _entry(cast: Cast) -> Entry:
    mine = {"participant_id": cast.wren.id, "happened_on": now().date()}
    return store(Entry(**mine, words={"text": "planted for a form"}))


@sends("journal.answer_softly_with", AttachmentForm)
def answer_one_question_by_voice(cast: Cast, say: Say) -> Sending:
    """As if nothing had been answered to it today."""
    with db.transaction() as session:
        mine = Entry.participant_id == cast.wren.id
        session.execute(delete(Entry).where(mine, Entry.asked == "realizations"))
    fields = {"file": VOICE, "seconds": "42"}
    return Sending("wren", "/soft-mode/realizations/voice", fields)


@sends("journal.create_with", DrawingForm)
def draw_something(cast: Cast, say: Say) -> Sending:
    return Sending("wren", "/journal/new/drawing", _drawn(say))


@sends("journal.add_with", DrawingForm)
def add_a_drawing(cast: Cast, say: Say) -> Sending:
    return Sending("wren", path("journal", _entry(cast).id, "drawing"), _drawn(say))


@sends("journal.describe", DescriptionForm)
def say_what_is_on_a_drawing(cast: Cast, say: Say) -> Sending:
    drawing = attached_to(_entry(cast), DRAWING)
    fields = {"said": say("said")}
    return Sending("wren", path("journal/attachments", drawing.id, "words"), fields)


@sends("journal.remove")
def remove_a_drawing(cast: Cast, say: Say) -> Sending:
    drawing = attached_to(_entry(cast), DRAWING)
    return Sending("wren", path("journal/attachments", drawing.id, "delete"))


def attached_to(entry: Entry, data: bytes, medium: str = "drawing", **more: object) -> Attachment:
    """Something of the entry's owner, stored."""
    media_type = {"drawing": "image/png", "voice": "audio/webm"}[medium]
    return store(
        Attachment(
            participant_id=entry.participant_id,
            entry_id=entry.id,
            medium=medium,
            media_type=media_type,
            size=len(data),
            data=data,
            **more,
        )
    )
