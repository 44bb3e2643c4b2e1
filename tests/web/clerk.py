"""Sends a form in many ways, and tells what became of what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse
from wtforms import Field, PasswordField

from tests.cast import PEOPLE, Cast, email_of
from tests.faults.sendings import Sending, Sent
from tests.files import has_files, in_parts
from tests.phone import BrokenPage, Phone, check_page
from tests.web.kept import kept, typed_in, watching
from webapp.database import db
from webapp.participants.forms import Email
from webapp.participants.models import Participant
from webapp.web.forms import Line, Text

ANSWERS = frozenset({200, 303, 410, 422})
# Looking a page over takes longer than making it: every eighth is, and every third edited anew.
LOOKED_OVER, EDITED = 8, 3
# Where what was sent can be changed again, from the form's address and the answer's.
EDITED_AT = {
    "journal.create": "{location}/edit",
    "journal.update": "{path}/edit",
    "intentions.update": "{path}",
    "facilitation.update_agreement": "{path}",
    "facilitation.create_circle": "{location}/agreement",
    "facilitation.create_gathering": "{location}/edit",
    "facilitation.update_gathering": "{path}/edit",
    "facilitation.answer": "{path}",
    "participants.change_name": "/you/name",
}
# The box where it is edited is named otherwise than the one it was first typed into.
RENAMED = {("facilitation.create_circle", "agreement"): "text"}
# A zone of the clock is a name from a list; tags are parted and put in order, and as they were
# first written each (tests/journal/test_tags.py).
NO_WORDS = frozenset({"time_zone", "tags"})


class Outcome(NamedTuple):
    sending: Sending
    phone: Phone
    answer: TestResponse
    kept: list[str]


class Clerk:
    """Sends one form of the table again and again, as those who may, and counts what was typed."""

    def __init__(self, sent: Sent, app: Flask, cast: Cast) -> None:
        self.sent, self.app, self.cast = sent, app, cast
        self.fields = fields_of(sent)
        self.inputs = self.accepted = self.refused = 0
        self._phones: dict[str, Phone] = {}

    @property
    def is_slow(self) -> bool:
        """Whether passwords are hashed or accounts are made on the way."""
        return bool(self.passwords()) or self.sent.endpoint == "circles.redeem"

    def texts(self) -> list[str]:
        """The names of the fields into which people type."""
        return [name for name, kind in self.fields.items() if issubclass(kind, (Text, Line))]

    def words(self) -> list[str]:
        """Those of them whose words are kept."""
        return [
            name
            for name in self.texts()
            if not issubclass(self.fields[name], Email) and name not in NO_WORDS
        ]

    def passwords(self) -> list[str]:
        return [name for name, kind in self.fields.items() if issubclass(kind, PasswordField)]

    def others(self) -> list[str]:
        """Choices, ids, days, numbers and ticks."""
        return [name for name in self.fields if name not in {*self.texts(), *self.passwords()}]

    def send(self, typed: dict[str, Any], **options: Any) -> Outcome:
        """The valid form with some fields replaced."""
        sending, phone = self._sending()
        self.inputs += max(1, len(typed))
        data = {"csrf_token": phone.token(), **sending.fields, **typed}
        sent = in_parts(data) if has_files(data) else {"data": data}
        return self._open(sending, phone, **sent, **options)

    def send_raw(self, body: bytes, content_type: str) -> Outcome:
        sending, phone = self._sending()
        self.inputs += 1
        headers = {"X-CSRFToken": phone.token()}
        return self._open(sending, phone, data=body, content_type=content_type, headers=headers)

    def faults_of(
        self, typed: dict[str, Any], expected: frozenset[int] = ANSWERS, **options: Any
    ) -> list[str]:
        """What went wrong with one sending, a sentence for each."""
        outcome = self.send(typed, **options)
        status = outcome.answer.status_code
        if status not in expected:
            return [f"answered {status}: {shortened(typed)}"]
        words = {name: self._as_stored(name, typed[name]) for name in self.texts() if name in typed}
        if status == 303:
            return [*self._lost(words, outcome), *self._changed_where_edited(words, outcome)]
        self.refused += status == 422
        return [*self._not_given_back(words, outcome), *self._broken(outcome)]

    def _lost(self, words: dict[str, str], outcome: Outcome) -> Iterator[str]:
        if outcome.sending.only_asks:
            return
        for name in self.words():
            if words.get(name, "").strip() and words[name] not in outcome.kept:
                yield f"not kept: {name} {shortened(words[name])}"

    def _changed_where_edited(self, words: dict[str, str], outcome: Outcome) -> Iterator[str]:
        pattern = EDITED_AT.get(self.sent.endpoint)
        self.accepted += 1
        if pattern is None or self.accepted % EDITED != 1:
            return
        place = pattern.format(location=outcome.answer.location, path=outcome.sending.path)
        shown = typed_in(outcome.phone._open("GET", place).text)
        for name in self.words():
            box = RENAMED.get((self.sent.endpoint, name), name)
            if words.get(name, "").strip() and box in shown and words[name] not in shown[box]:
                yield f"changed at {place}: {name} {shortened(words[name])}"

    def _not_given_back(self, words: dict[str, str], outcome: Outcome) -> Iterator[str]:
        page = outcome.answer.text
        if outcome.answer.status_code == 410:
            return
        boxes = typed_in(page)
        for name, text in words.items():
            if text not in boxes.get(name, []):
                yield f"not given back: {name} {shortened(text)}"
        if outcome.answer.status_code == 422 and not ("field-error" in page or "alert" in page):
            yield f"refused without a sentence: {shortened(words)}"

    def _broken(self, outcome: Outcome) -> Iterator[str]:
        if self.refused % LOOKED_OVER == 1:
            try:
                check_page(outcome.answer.text)
            except BrokenPage as error:
                yield f"a broken page: {error}"

    def _as_stored(self, name: str, typed: str | list[str]) -> str:
        """Line ends as the house keeps them; a line without the blanks around it."""
        text = typed if isinstance(typed, str) else typed[0]
        return text.replace("\r\n", "\n") if issubclass(self.fields[name], Text) else text.strip()

    def _sending(self) -> tuple[Sending, Phone]:
        sending = self.sent.make(self.cast, lambda field: f"{field} {uuid4().hex[:16]}")
        if sending.who is None:
            return sending, Phone(self.app)
        if sending.who not in self._phones:
            person = db.session.scalar(Participant.with_email(email_of(sending.who)))
            db.session.commit()
            phone = Phone(self.app).signed_in_as(person)
            if sending.who not in PEOPLE:
                return sending, phone
            self._phones[sending.who] = phone
        return sending, self._phones[sending.who]

    def _open(self, sending: Sending, phone: Phone, **options: Any) -> Outcome:
        with watching() as written:
            answer = phone._open("POST", sending.path, **options)
        return Outcome(sending, phone, answer, kept(self.app, written))


def fields_of(sent: Sent) -> dict[str, type[Field]]:
    """The form's fields by the name they are sent under."""
    form = sent.form
    unbound = {name: getattr(form, name) for name in dir(form) if not name.startswith("_")}
    return {
        field.kwargs.get("name", name): field.field_class
        for name, field in unbound.items()
        if hasattr(field, "field_class")
    }


def shortened(typed: object) -> str:
    text = repr(typed)
    return text if len(text) < 200 else f"{text[:200]}… ({len(text)})"
