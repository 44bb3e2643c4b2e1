"""What people type is nowhere to be read: not in the database, its copies, logs or files."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, text
from wtforms import HiddenField, StringField

from config import Settings
from tests.cast import Cast
from tests.faults.marking import Markers, where_words_could_be
from tests.faults.sendings import ALL, Sent
from tests.server import Server
from tests.visitor import Visitor
from webapp.database import db
from webapp.web.commits import Afterglow
from webapp.web.forms import Form
from webapp.web.limits import Tries

# A text field that takes nothing of people's own: the name of a time zone, from a list.
NOT_FREE = {
    "webapp.facilitation.forms.CircleForm.time_zone",
    "webapp.facilitation.forms.StepForm.link",
}


class Typed:
    """A marker for every text field of every form, sent to a running server."""

    def __init__(self, server: Server, beside: Afterglow) -> None:
        self.server = server
        self.markers = Markers()
        self.fields: set[str] = set()
        self._people: dict[str, Visitor] = {}
        with beside.app_context():
            cast = Cast.load()
            for sent in ALL:
                self._send(sent, cast)
        for visitor in self._people.values():
            visitor.close()

    def _send(self, sent: Sent, cast: Cast) -> None:
        sending = sent.make(cast, lambda field: self._mark(sent, field))
        with db.transaction() as session:
            session.execute(delete(Tries))
        visitor = self._visitor(sending.who)
        browser = self.markers.mark("the name of the browser")
        answer = visitor.post(sending.path, sending.fields, User_Agent=browser)
        assert answer.status == sending.status, (sent.name, answer.gist)

    def _mark(self, sent: Sent, field: str) -> str:
        self.fields.add(f"{sent.form.__module__}.{sent.form.__name__}.{field}")
        return self.markers.mark(f"{sent.name}.{field}")

    def _visitor(self, who: str | None) -> Visitor:
        """Nobody is somebody else each time."""
        name = who or f"nobody {len(self._people)}"
        if name not in self._people:
            self._people[name] = Visitor(self.server.url)
            self._people[name].get("/login")
            if who:
                self._people[name].sign_in(who)
        return self._people[name]


@pytest.fixture(scope="module")
def typed(server: Server, beside: Afterglow) -> Typed:
    return Typed(server, beside)


def test_words_are_typed_into_every_text_field_of_every_form(typed: Typed) -> None:
    assert set(text_fields()) - typed.fields == NOT_FREE


def test_nothing_that_was_typed_can_be_read_in_any_file(
    typed: Typed, standing: tuple[Settings, Path]
) -> None:
    files = where_words_could_be(*standing)
    assert {"server.log"} < {file.name for file in files}
    assert typed.markers.found_in(files) == []


def text_fields() -> Iterator[str]:
    """By the name of their form's module, their form and themselves."""
    for form in all_forms(Form):
        for name in dir(form):
            kind = getattr(getattr(form, name), "field_class", None)
            if kind and issubclass(kind, StringField) and not issubclass(kind, HiddenField):
                yield f"{form.__module__}.{form.__name__}.{name}"


def all_forms(form: type[Form]) -> Iterator[type[Form]]:
    for inherited in form.__subclasses__():
        yield inherited
        yield from all_forms(inherited)


WRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "as it is": bytes,
    "in the middle": lambda said: b"before " + said + b" after",
    "utf-16": lambda said: said.decode().encode("utf-16-le"),
    "hexadecimal": lambda said: said.hex().upper().encode(),
    "base64": base64.b64encode,
    "base64 one later": lambda said: base64.b64encode(b"x" + said),
    "base64 two later": lambda said: base64.b64encode(b"xy" + said),
}


def test_words_that_are_not_sealed_are_found(
    settings: Settings, tmp_path: Path, app: Afterglow
) -> None:
    """The planted fault: a column in which they are kept as they are, or in another writing."""
    markers = {how: Markers() for how in WRITTEN}
    rows = [one.mark(how).encode() for how, one in markers.items()]
    written = b"\n".join(write(row) for write, row in zip(WRITTEN.values(), rows, strict=True))
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        blob = "BLOB" if engine.name == "sqlite" else "BYTEA"
        connection.execute(text(f"ALTER TABLE entries ADD COLUMN plain {blob}"))
        connection.execute(text("UPDATE entries SET plain = :said"), {"said": written})
    engine.dispose()
    files = where_words_could_be(settings, tmp_path)
    assert [how for how, one in markers.items() if not one.found_in(files)] == []
