"""What is typed to a circle."""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from webapp.checkins import blueprint
from webapp.checkins.meetings import Meeting, nearest
from webapp.checkins.models import Need, Post, State, Words
from webapp.checkins.saying import STATES
from webapp.checkins.seats import Seat
from webapp.web.forms import Form, Line, Needed, Text
from webapp.web.operations import uuid_or_none

LONGEST_CHECK_IN, LONGEST_REPLY = 5_000, 2_000
LONGEST_STATE, LONGEST_TOPIC = 60, 60
OWN_WORDS = "own words"


def chips(label: str, choices: list[SelectChoice]) -> RadioField:
    """A few words to tap. None of them is an answer too."""
    sentence = "Please tap one of these."
    return RadioField(label, [Optional()], choices=choices, invalid_choice_message=sentence)


class AgreedForm(Form):
    """Words for a circle, which come after its agreement."""

    # The agreement that was read, so that nobody accepts a newer one unseen.
    agreement = HiddenField()
    accept = BooleanField("I have read this, and I accept it")
    # What the page has said: it may be of yesterday.
    waits = HiddenField()

    @property
    def waits_anyway(self) -> bool:
        """Whether it was written where it said that it would wait."""
        return bool(self.waits.data)

    def agrees(self, seat: Seat) -> bool:
        """Whether this person has accepted, now or before. If not, the form says so."""
        read = uuid_or_none(self.agreement.data) == seat.agreement_id
        self.agreement.data = str(seat.agreement_id)
        if seat.agreement is None or (self.accept.data and read):
            return True
        self.accept.data = False
        self.accept.errors = ["This comes first. What you wrote stays here."]
        return False


class CheckInForm(AgreedForm):
    circle = HiddenField()
    state = chips(
        "How are you arriving this week?",
        [*(SelectChoice(state) for state in State), SelectChoice(OWN_WORDS, "other…")],
    )
    own_state = Line("In your own words", longest=LONGEST_STATE)
    text = Text("A few words, if you wish", longest=LONGEST_CHECK_IN)
    need = chips("What would help", [SelectChoice(need) for need in Need])
    topic = Line("Fold it under a topic", longest=LONGEST_TOPIC)
    welcome = BooleanField("Replies are welcome", default=True)
    gathering = chips("Which meeting is this for?", [])

    def placed(self, seat: Seat, meetings: list[Meeting]) -> CheckInForm:
        """The form as it is in this circle."""
        self.elsewhere = self.circle.data not in (None, "", str(seat.circle_id))
        self.circle.data = str(seat.circle_id)
        self.gathering.choices = [
            SelectChoice(str(meeting.id), meeting.name) for meeting in meetings
        ]
        self.gathering.validate_choice = seat.is_open
        if meetings and not self.gathering.data:
            self.gathering.data = str(nearest(meetings).id)
        self.is_open = seat.is_open
        if self.own_state.data and not self.state.data:
            self.state.data = OWN_WORDS
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if self.elsewhere:
            self.form_errors.append(
                "You are not in the circle that you wrote this for, so it was not posted. "
                "It would now go to the circle of this page."
            )
            return False
        if self.is_open and not (self.gathering.choices and self.gathering.data):
            self.gathering.errors = ["Please choose the meeting this is for."]
            return False
        if valid and not (self.state_words or self.text.data.strip()):
            self.state.errors = ["A word or a sentence: either is enough."]
            return False
        return valid

    @property
    def state_words(self) -> str:
        """The word that was tapped, or the person's own."""
        return str(self.state.data if self.state.data in STATES else self.own_state.data)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was sent: then it is the same for everybody."""
        return not self.is_submitted() and not any(self.words.values())

    @property
    def words(self) -> Words:
        return {
            "state": self.state_words,
            "need": self.need.data or "",
            "topic": self.topic.data,
            "text": self.text.data,
        }


class ReplyForm(AgreedForm):
    text = Text("Your reply", (Needed("A few words are enough."),), longest=LONGEST_REPLY)

    def is_welcome(self, post: Post) -> bool:
        if post.welcomed_at is None:
            self.text.errors = ["Replies are not open here. Your words are still in the box."]
        return post.welcomed_at is not None


_blank: dict[tuple[type, str], Markup] = {}


@blueprint.app_template_filter()
def drawn(form: CheckInForm, part: Macro) -> Markup:
    """A part of the form. While it is blank it is nobody's, so it is drawn once for everybody."""
    if not form.is_blank:
        return Markup(part(form))  # noqa: S704 - what the macro has drawn
    name = type(form), part.name
    if name not in _blank:
        _blank[name] = Markup(part(form))  # noqa: S704
    return _blank[name]
