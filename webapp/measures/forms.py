"""Numbers to tap. Every one of them may stay open."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from webapp.database import now
from webapp.gatherings.days import day_of, day_said
from webapp.measures.models import ITEMS, MOST, Answers, Measurement
from webapp.measures.scales import ANSWERS, SCALES
from webapp.participants.models import Participant
from webapp.web.forms import Form

NOTHING_YET = "Nothing is chosen yet, and that is fine. One answer is enough to keep."
TOO_SOON = "You answered this on {}. It asks about two weeks, so it can be answered again from {}."
CHOOSE = "Please choose one of these, or none."
OPEN = ""


class Open(RadioField):
    """One of four, or none of them."""

    def pre_validate(self, form: FlaskForm) -> None:
        if self.raw_data:
            super().pre_validate(form)


class AnswersForm(Form):
    """What was chosen, by item. Nothing chosen at all is answered with a sentence."""

    happened_on = HiddenField()

    @property
    def answers(self) -> Answers:
        items = (field for field in self if field is not self.happened_on)
        chosen = {field.short_name: field.data for field in items if field.data not in (None, OPEN)}
        return {name.removeprefix("item-"): int(value) for name, value in chosen.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if valid and not self.answers:
            self.form_errors.append(NOTHING_YET)
        return valid and bool(self.answers)

    def day(self, me: Participant) -> date:
        """The day these answers were given on, which may be before they arrive."""
        return day_said(self.happened_on.data, day_of(now(), me.zone))

    def validate_beside(self, near: Measurement | None) -> bool:
        """The same, unless there are answers too near to the day that these are given on."""
        valid = self.validate()
        if near:
            days = (f"{day:%-d %B}" for day in (near.taken_on, near.again_from))
            self.form_errors.append(TOO_SOON.format(*days))
            return False
        return valid


def _number(label: str) -> SelectField:
    numbers = [SelectChoice(str(number), str(number)) for number in range(MOST + 1)]
    choices = [SelectChoice(OPEN, "–"), *numbers]
    return SelectField(label, choices=choices, default=OPEN, invalid_choice_message=CHOOSE)


class DayForm(AnswersForm):
    mood = _number(ITEMS["mood"])
    energy = _number(ITEMS["energy"])
    sleep = _number(ITEMS["sleep"])


@cache
def form_of(scale_name: str) -> type[AnswersForm]:
    """The form of one questionnaire, with a field for each of its items."""
    answers = [SelectChoice(str(value), words) for value, words in enumerate(ANSWERS)]
    fields = {
        f"item-{number}": Open(item, choices=answers, invalid_choice_message=CHOOSE)
        for number, item in enumerate(SCALES[scale_name].items, 1)
    }
    return type(f"{scale_name}Form", (AnswersForm,), fields)
