"""What comes with a voice note or a drawing. The file is taken to the byte, or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from flask import request
from wtforms import FileField, HiddenField, ValidationError

from webapp.database import now
from webapp.gatherings.days import day_of, day_said
from webapp.journal.attachments import LONGEST, Medium
from webapp.journal.media import media_type_of
from webapp.participants.models import Participant
from webapp.web.forms import Form, Line

DESCRIBED = "What is on it, in a few words"
TOO_LARGE = "This is too large to keep here (6 MB fit). It is still on this page."


class Recording(FileField):
    """What the phone recorded or drew. Taken whole, as it is, or not at all."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        self.file = request.files.get(self.name)
        self.data = self.file.read() if self.file else b""

    def pre_validate(self, form: AttachmentForm) -> None:
        if not self.file or not self.data:
            raise ValidationError("There is nothing in it yet.")
        if len(self.data) > LONGEST:
            raise ValidationError(TOO_LARGE)
        self.media_type = media_type_of(self.data)
        if self.media_type not in form.medium.media_types or self.media_type != self.file.mimetype:
            raise ValidationError(f"This cannot be read as {form.medium.label.lower()}.")


class AttachmentForm(Form):
    """A voice note or a drawing, and the day that it belongs to."""

    file = Recording("")
    seconds = HiddenField()
    happened_on = HiddenField()

    @classmethod
    def of(cls, me: Participant, medium: Medium, **options: Any) -> Self:
        form = cls(**options)
        form.medium, form.today = medium, day_of(now(), me.zone)
        form.happened_on.data = form.happened_on.data or str(form.today)
        return form

    @property
    def day(self) -> date:
        return day_said(self.happened_on.data, self.today)

    @property
    def length(self) -> int | None:
        """Seconds, as the phone counted them."""
        text = self.seconds.data or ""
        return int(text) if text.isdecimal() and len(text) < 5 else None


class DrawingForm(AttachmentForm):
    said = Line(DESCRIBED)


class DescriptionForm(Form):
    said = Line(DESCRIBED)
    # What was said of it when the page was made.
    seen = HiddenField()

    def has_seen(self, said: str) -> bool:
        """Whether they replace no others than were seen. If they would, both are on the page."""
        if said in (self.seen.data or "", self.said.data):
            return True
        self.seen.data = said
        self.said.errors = [
            f"Meanwhile it was described as “{said}”. What you wrote is still here."
        ]
        return False
