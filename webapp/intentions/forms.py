"""What one page of an intention sends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice

from webapp.circles.models import Audience, Circle
from webapp.intentions.models import IntentionPart
from webapp.web.forms import Form, Text, chosen_id

AUDIENCES = [
    SelectChoice(Audience.ONLY_ME, "Only me"),
    SelectChoice(Audience.FACILITATORS, "Facilitators"),
    SelectChoice(Audience.CIRCLE, "Circle"),
]
NO_VERSION = -1


class PartForm(Form):
    """The words, who can read them, and what the page knew when they were typed."""

    # A browser that filled these in by itself would put old words over newer ones.
    text = Text("In your own words", render_kw={"autocomplete": "off", "dir": "auto"})
    audience = RadioField(
        "Who can read this",
        choices=AUDIENCES,
        invalid_choice_message="Please choose one of these. Nobody else can read it meanwhile.",
        render_kw={"autocomplete": "off"},
    )
    base = HiddenField(name="_base")
    seen = HiddenField(name="_seen")
    copy = HiddenField(name="_copy")
    # Where a button leads; a page that saves by itself names no place.
    then = HiddenField()

    def __init__(self, part: IntentionPart, **options: Any) -> None:
        super().__init__(
            text=part.text,
            audience=part.audience,
            base=str(part.version),
            seen=part.audience,
            **options,
        )

    def name_readers_in(self, circle: Circle) -> None:
        """An open circle's others are those who come to this session."""
        if circle.is_open:
            others = SelectChoice(Audience.CIRCLE, "People of this session")
            self.audience.choices = [*AUDIENCES[:-1], others]

    @property
    def words(self) -> str | None:
        """What was typed; None where a page sent no words at all."""
        return self.text.data if self.text.raw_data else None

    @property
    def version(self) -> int:
        """The version that was typed over. One that cannot be told is never the current one."""
        try:
            return int(self.base.raw_data[0])
        except (IndexError, ValueError):
            return NO_VERSION

    @property
    def copy_id(self) -> UUID | None:
        """The copy that this page goes on writing, after another device came first."""
        return chosen_id(self.copy)

    def shows(self, part: IntentionPart) -> bool:
        """Whether the page holds just what is stored, so that typing may go on from there."""
        return (self.text.data, self.audience.data) == (part.text, part.audience)
