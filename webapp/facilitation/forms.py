"""What a facilitator types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from webapp.circles.models import Circle, Role
from webapp.gatherings.clock import NoSuchTime, instant_at, wall_at
from webapp.gatherings.models import TITLES, Gathering, Question
from webapp.participants.forms import known_zone
from webapp.web.forms import Form, Line, Needed, Text

CHOOSE = "Please choose one of these."
ANSWERED_MEANWHILE = (
    "Another facilitator answered meanwhile. Their answer is above: send yours to replace it."
)
CHANGED_MEANWHILE = (
    "Somebody changed it meanwhile. How it stands now is below: take over what belongs here, then "
    "save."
)
LONGEST_GATHERING = timedelta(days=7)
LONGEST_INVITATION, MOST_USES = 30, 100


def _a_known_zone(_form: FlaskForm, field: Field) -> None:
    if field.data and known_zone(field.data) is None:
        raise ValidationError("This zone is not known. They are written like Europe/Berlin.")


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


class Clock(DateTimeLocalField):
    """A time as a clock on the wall shows it, to the minute."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label,
            [Needed("Please choose a day and a time.")],
            format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
            invalid_value_message="This could not be read as a day and a time.",
            **options,
        )


class GatheringForm(Form):
    """A gathering, on its circle's clock. Valid, it knows the instants it begins and ends at."""

    base = HiddenField(name="_base")
    kind = RadioField(
        "Kind",
        choices=[SelectChoice(*title) for title in TITLES.items()],
        invalid_choice_message=CHOOSE,
    )
    starts = Clock("Begins")
    ends = Clock("Ends")
    place = Line("Where")
    what_to_expect = Text("What to expect")

    def __init__(self, zone: ZoneInfo, gathering: Gathering | None = None, **options: Any) -> None:
        self.zone = zone
        if gathering:
            options["starts"] = wall_at(gathering.starts_at, zone)
            options["ends"] = wall_at(gathering.ends_at, zone)
            options["base"] = gathering.version
        super().__init__(obj=gathering, **options)

    def validate_starts(self, field: Field) -> None:
        self.starts_at = self._instant(field)

    def validate_ends(self, field: Field) -> None:
        self.ends_at = self._instant(field)
        starts_at = getattr(self, "starts_at", None)
        if starts_at and self.ends_at <= starts_at:
            raise ValidationError("The end has to come after the beginning.")
        if starts_at and self.ends_at - starts_at > LONGEST_GATHERING:
            raise ValidationError("That is longer than a week. Please look at the day again.")

    def validate_over(self, gathering: Gathering) -> bool:
        """Whether all is well, and what this replaces is what was seen."""
        if not self.validate():
            return False
        seen = self.base.data == str(gathering.version)
        self.base.data = gathering.version
        if seen or not gathering.differs_from(self.terms()):
            return True
        self.form_errors.append(CHANGED_MEANWHILE)
        return False

    def terms(self) -> dict[str, Any]:
        """What a gathering is made of, once the form is valid."""
        return {
            "kind": self.kind.data,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": self.place.data,
            "what_to_expect": self.what_to_expect.data,
        }

    def _instant(self, field: Field) -> Any:
        try:
            return instant_at(field.data, self.zone)
        except NoSuchTime:
            raise ValidationError(
                "The clocks are put forward that night, and this time never comes."
            ) from None
        except ValueError:
            raise ValidationError("Please look at the year again.") from None


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


class AnswerForm(Form):
    """An answer. Another facilitator's is not replaced unseen."""

    base = HiddenField(name="_base")
    text = Text("Your answer", (Needed("Please write an answer."),))

    def validate_over(self, question: Question) -> bool:
        """Whether all is well, and the answer that this one replaces is the one that was seen."""
        valid = self.validate()
        unseen = self.base.data != version_of(question) and self.text.data != question.answer
        self.base.data, self.base.raw_data = version_of(question), None
        if unseen:
            self.form_errors.append(ANSWERED_MEANWHILE)
        return valid and not unseen


def version_of(question: Question) -> str:
    """Which answer a question has by now."""
    return question.answered_at.isoformat() if question.answered_at else ""
