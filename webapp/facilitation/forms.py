"""What a facilitator types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from webapp.circles.models import Circle, Role
from webapp.facilitation.meanwhile import OverForm
from webapp.gatherings.days import INTEGRATION
from webapp.gatherings.days_after import DayAfter
from webapp.gatherings.steps import Step
from webapp.participants.forms import known_zone
from webapp.web.forms import Form, Line, Needed, Text

CHOOSE = "Please choose one of these."
ANSWERED_MEANWHILE = (
    "Another facilitator answered meanwhile. Their answer is above: send yours to replace it."
)
DAY_TAKEN = "There is a page for this day already. Change that one, or choose another day."
LONGEST_INVITATION, MOST_USES, LONGEST_DAY, LONGEST_LINK = 30, 100, 2000, 500
HOURS_BEFORE = [
    SelectChoice(0, "Any time before"),
    *(SelectChoice(hours, f"{hours} hours before") for hours in (2, 4, 6, 8, 12)),
    SelectChoice(24, "The day before"),
    *(SelectChoice(days * 24, f"{days} days before") for days in (2, 3, 5)),
    SelectChoice(7 * 24, "A week before"),
    SelectChoice(14 * 24, "Two weeks before"),
    SelectChoice(28 * 24, "Four weeks before"),
]


def _a_known_zone(_form: FlaskForm, field: Field) -> None:
    if field.data and known_zone(field.data) is None:
        raise ValidationError("This zone is not known. They are written as in Europe/Berlin.")


class CircleForm(Form):
    name = Line("Name of the circle", (Needed("Please give the circle a name."),))
    kind = RadioField(
        "Who comes",
        choices=[
            SelectChoice("closed", "The same people throughout"),
            SelectChoice("open", "New people each time"),
        ],
        default="closed",
        invalid_choice_message=CHOOSE,
    )
    time_zone = Line(
        "Time zone", (Needed("Please say whose clock the circle goes by."), _a_known_zone)
    )
    agreement = Text(
        "What you promise each other",
        (Needed("Please write what this circle promises each other."),),
    )


class AgreementForm(Form):
    base = HiddenField(name="_base")
    text = Text(
        "What you promise each other",
        (Needed("Please write what this circle promises each other."),),
    )


class Whole(IntegerField):
    """A whole number between two others."""

    def __init__(self, label: str, least: int, most: int, **options: Any) -> None:
        self.sentence = f"Please choose a number from {least} to {most}."
        self.range = range(least, most + 1)
        super().__init__(
            label,
            invalid_value_message=self.sentence,
            render_kw={"min": least, "max": most, "inputmode": "numeric"},
            **options,
        )

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in self.range:
            raise ValidationError(self.sentence)


class InvitationForm(Form):
    role = RadioField(
        "They come as",
        choices=[
            SelectChoice(Role.PARTICIPANT, "Participant"),
            SelectChoice(Role.FACILITATOR, "Facilitator"),
        ],
        default=Role.PARTICIPANT,
        invalid_choice_message=CHOOSE,
    )
    days = Whole("Days it lasts, up to 30", 1, LONGEST_INVITATION, default=14)
    uses = Whole("People who can use it, up to 100", 1, MOST_USES, default=1)
    gathering = SelectField("To which gathering", invalid_choice_message=CHOOSE, default="")

    def offer(self, circle: Circle, gatherings: Iterable[SelectChoice]) -> None:
        """Which gatherings can be chosen. In a closed circle everybody comes to all of them."""
        chosen = list(gatherings) if circle.is_open else []
        self.gathering.choices = [SelectChoice("", "None yet"), *chosen]


class RosterForm(Form):
    participant = SelectField("Who comes as well", invalid_choice_message=CHOOSE)


class AnswerForm(OverForm):
    meanwhile = ANSWERED_MEANWHILE
    text = Text("Your answer", (Needed("Please write an answer."),))


class DayForm(OverForm):
    day = Whole("Days after the session", 0, INTEGRATION)
    prompt = Line("The question", (Needed("Please write a question."),))
    text = Text("A few sentences before it", longest=LONGEST_DAY)

    @property
    def said(self) -> DayAfter:
        return DayAfter(self.day.data, self.prompt.data, self.text.data)

    def validate_among(self, taken: set[int]) -> bool:
        """`taken` are the days that have another page."""
        valid = self.validate()
        if self.day.data in taken:
            self.day.errors = [*self.day.errors, DAY_TAKEN]
            return False
        return valid


def _an_address(_form: FlaskForm, field: Field) -> None:
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError("Please give a whole address, one that begins with https://.")


class StepForm(OverForm):
    text = Line("What there is to see to", (Needed("Please write what there is to see to."),))
    hours = SelectField(
        "Until when", coerce=int, choices=HOURS_BEFORE, invalid_choice_message=CHOOSE
    )
    is_needed = BooleanField("The session depends on it", default=True)
    link = Line("Where the clinic says more", (_an_address,), longest=LONGEST_LINK)

    def step(self, name: UUID) -> Step:
        return Step(name, self.text.data, self.hours.data, self.is_needed.data, self.link.data)


class ResponderForm(OverForm):
    who = Line("Whom people can reach", (Needed("Please say who answers, and how."),))
    hours = Line("When", (Needed("Please say in which hours."),))
    reply = Line("How soon they hear back", (Needed("Please say how soon."),))

    @property
    def words(self) -> dict[str, str]:
        return {name: self[name].data for name in ("who", "hours", "reply")}
