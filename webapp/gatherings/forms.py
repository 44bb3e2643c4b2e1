"""What is answered and asked about a gathering."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from webapp.circles.models import Circle
from webapp.gatherings.asking import AskedAs
from webapp.gatherings.models import Answer, Gathering
from webapp.web.forms import Form, Needed, Text

ANSWERS = [
    SelectChoice(Answer.COMING, "I’m coming"),
    SelectChoice(Answer.NOT_COMING, "Not this time"),
    SelectChoice(Answer.UNSURE, "I don’t know yet"),
]
TOO_LATE = "This gathering has begun or was cancelled, so nothing needs an answer any more."


class AttendanceForm(Form):
    answer = RadioField(
        "Are you coming?",
        choices=ANSWERS,
        invalid_choice_message="Please choose one of these.",
    )

    def validate_before(self, gathering: Gathering) -> bool:
        valid = self.validate()
        if gathering.has_started or gathering.cancelled_at:
            self.form_errors.append(TOO_LATE)
            return False
        return valid


class QuestionForm(Form):
    """Something to ask. Which circle's facilitators is a choice only where there are several.

    `closed` are the circles that can read along: those whose people stay the same, and none on
    the day of a session (`waits`).
    """

    closed: set[str]
    waits = False

    circle = RadioField(
        "Whose facilitators?",
        invalid_choice_message="Please choose one of the circles you are in.",
    )
    text = Text("What do you want to ask?", (Needed("Please write your question."),))
    asked_as = RadioField(
        "Who else may read it, with its answer",
        choices=[
            SelectChoice(AskedAs.PRIVATE, "Nobody else"),
            SelectChoice(AskedAs.OPEN, "My circle, with my name"),
            SelectChoice(AskedAs.ANONYMOUS, "My circle, without my name"),
        ],
        default=AskedAs.PRIVATE,
        invalid_choice_message="Please choose one of these. Nobody else can read it meanwhile.",
    )

    @property
    def may_be_read_as(self) -> str:
        """How it is asked: in an open circle, or on the day of a session, of the facilitators
        alone.
        """
        return self.asked_as.data if self.circle.data in self.closed else AskedAs.PRIVATE

    @property
    def is_narrowed(self) -> bool:
        """Whether others were to read it too, and do not because of the day."""
        return self.waits and self.asked_as.data != AskedAs.PRIVATE

    def offer(self, circles: Iterable[Circle], *, waits: bool) -> None:
        circles, self.waits = list(circles), waits
        self.circle.choices = [SelectChoice(str(circle.id), circle.name) for circle in circles]
        self.closed = {str(circle.id) for circle in circles if not (circle.is_open or waits)}
        if len(self.circle.choices) == 1 and not self.circle.raw_data:
            self.circle.data = self.circle.choices[0].value
