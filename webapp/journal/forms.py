"""What is typed into the journal. Everything can be skipped, and nothing is lost to a mistake."""

from __future__ import annotations

from datetime import date
from typing import Any, Self
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, ValidationError

from webapp.database import now
from webapp.gatherings.days import EARLIEST, day_of, day_said
from webapp.journal.models import Entry, Family, Words
from webapp.journal.sessions import Session, Sessions
from webapp.journal.tagging import TagLine, TappedTags, names_in
from webapp.journal.tags import OwnTag
from webapp.participants.models import Participant
from webapp.web.forms import Form, Line, Needed, Text, chosen_id

NOTHING_YET = "There is nothing here yet, and that is fine. One word is enough to keep."
ASKS = {
    Family.IMAGES: "Any images that stay with you?",
    Family.FEELINGS: "What was there to feel?",
    Family.BODY: "What does your body remember?",
    Family.REALIZATIONS: "Do you see anything differently?",
    Family.QUESTIONS: "Which questions came along?",
}


class Day(DateField):
    """A day. Left empty it means today."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not "".join(valuelist).strip():
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Please choose a day, or leave it empty for today.") from None

    def pre_validate(self, form: FlaskForm) -> None:
        day: date | None = self.data
        if day and day > form.latest:
            raise ValidationError("This day is still ahead. Choose today or an earlier one.")
        if day and day < EARLIEST:
            raise ValidationError("Please choose a day since 1900.")


class OwnSession(SelectField):
    """One of the person's own gatherings, or none."""

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in {value for value, _label in self.choices}:
            raise ValidationError("Please choose one of your own sessions, or none.")


class OfADay:
    """What a form says about the day that its words belong to, on the person's own clock.

    The day before lasts until the morning, and what is written at night may be called either.
    """

    happened_on: Day
    base: HiddenField

    def know_days_of(self, me: Participant) -> None:
        self.today, self.latest = day_of(now(), me.zone), now().astimezone(me.zone).date()

    @property
    def day(self) -> date:
        return self.happened_on.data or self.today

    @property
    def base_version(self) -> int:
        """The version that was edited; one that never was where the form does not say."""
        text = self.base.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class EntryForm(OfADay, Form):
    images = Text(ASKS[Family.IMAGES])
    feelings = Text(ASKS[Family.FEELINGS])
    body = Text(ASKS[Family.BODY])
    realizations = Text(ASKS[Family.REALIZATIONS])
    questions = Text(ASKS[Family.QUESTIONS])
    text = Text("And anything else")
    tags = TagLine("Tags")
    tapped = TappedTags("Tags you have used")
    gathering = OwnSession("The session it belongs to", default="")
    # Where a voice note or a drawing is all there is.
    says_it_otherwise = False
    happened_on = Day("The day it belongs to")
    base = HiddenField(name="_base", default="")

    @classmethod
    def offering(cls, me: Participant, sessions: Sessions, **options: Any) -> Self:
        """The form with this person's sessions to choose from, and days up to today."""
        form = cls(**options)
        form.gathering.choices = [
            ("", "None"),
            *((str(session.id), session.label) for session in sessions.values()),
        ]
        form.know_days_of(me)
        return form

    @classmethod
    def empty(cls, me: Participant, sessions: Sessions, session: Session | None) -> Self:
        return cls.offering(
            me,
            sessions,
            formdata=None,
            gathering=str(session.id if session else ""),
            happened_on=day_of(now(), me.zone),
        )

    @classmethod
    def filled(cls, me: Participant, sessions: Sessions, entry: Entry, on_it: list[OwnTag]) -> Self:
        return cls.offering(
            me,
            sessions,
            formdata=None,
            tags=", ".join(tag.name for tag in on_it),
            gathering=str(entry.gathering_id or ""),
            happened_on=entry.happened_on,
            base=entry.version,
            **entry.words,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if valid and not self.words and not self.says_it_otherwise:
            self.form_errors.append(NOTHING_YET)
            return False
        return valid

    def offer(self, tags: list[OwnTag]) -> None:
        """What of these is not on it yet is there to tap, for whoever sees the form."""
        self.tapped.offer(tags, names_in(self.tags.data))

    @property
    def words(self) -> Words:
        """What was written, to the letter, without the boxes that were skipped."""
        typed = {family: self[family].data for family in Family}
        return {family.value: text for family, text in typed.items() if text.strip()}

    @property
    def tag_names(self) -> list[str]:
        return names_in(self.tags.data, *(self.tapped.data or ()))

    @property
    def chosen(self) -> UUID | None:
        return chosen_id(self.gathering)


class FragmentForm(OfADay, Form):
    """One question of soft mode. Nothing but too many words is ever refused here."""

    text = Text("In your own words", render_kw={"autocomplete": "off", "dir": "auto"})
    happened_on = HiddenField()
    base = HiddenField(name="_base", default="")
    # Where a button leads; a page that saves by itself names no place.
    then = HiddenField()

    @classmethod
    def of(cls, me: Participant, **options: Any) -> Self:
        form = cls(**options)
        form.know_days_of(me)
        return form

    @classmethod
    def filled(cls, me: Participant, entry: Entry | None, family: Family) -> Self:
        """The page as it is opened, with what was answered before."""
        if entry is None:
            return cls.of(me, formdata=None, happened_on=day_of(now(), me.zone))
        return cls.of(
            me,
            formdata=None,
            happened_on=entry.happened_on,
            base=entry.version,
            text=entry.words.get(family, ""),
        )

    @property
    def day(self) -> date:
        return day_said(self.happened_on.data, self.today)


class PromptForm(Form):
    text = Line("A question of your own", (Needed("Please write your question."),))


class SearchForm(Form):
    q = Line("Search your journal")
