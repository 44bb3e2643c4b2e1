"""What was said or drawn belongs to its entry, and comes back to the byte, to its owner alone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.faults.sendings.attachments import attached_to
from tests.files import BLOCK, DRAWING, VOICE, File
from tests.journal.test_media import LOOKS_LIKE
from webapp.database import db
from webapp.journal import attaching
from webapp.journal.attachments import LONGEST, Attachment, Medium
from webapp.journal.models import Entry

LONG_VOICE = VOICE + BLOCK * 4000


@pytest.fixture
def entry(cast):
    return db.session.scalars(Entry.owned_by(cast.wren)).first()


def of(person):
    db.session.rollback()
    return db.session.scalars(Attachment.owned_by(person)).all()


def test_it_is_kept_to_the_byte_with_the_entry_of_the_day(phone_of, cast):
    wren = phone_of(cast.wren)
    answer = wren.post("/journal/new/voice", {"file": VOICE, "seconds": "42"})
    (kept,) = of(cast.wren)
    assert (kept.data, kept.media_type) == (VOICE, "audio/webm")
    page = wren.get(answer.location)
    assert "A voice note · 0:42" in page.text
    assert wren.get(f"/journal/attachments/{kept.id}").data == VOICE


def test_it_stands_in_the_list_and_in_the_story_of_its_session(phone_of, cast):
    wren = phone_of(cast.wren)
    wren.post("/journal/new/drawing", {"file": DRAWING, "said": "A bridge of light"})
    assert "A drawing" in wren.get("/journal").text
    story = wren.get(f"/journal/sessions/{cast.gone.id}").text
    assert 'alt="A bridge of light"' in story


def test_a_player_that_looks_for_a_place_gets_that_part(phone_of, cast, entry):
    voice = attached_to(entry, LONG_VOICE, "voice")
    wren = phone_of(cast.wren)
    part = wren.get(f"/journal/attachments/{voice.id}", headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.data) == (206, LONG_VOICE[1000:2000])
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(LONG_VOICE)}"
    beyond = wren.get(f"/journal/attachments/{voice.id}", headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416


def test_it_is_given_as_what_it_is_and_as_nothing_else(phone_of, cast, entry):
    drawing = attached_to(entry, DRAWING)
    answer = phone_of(cast.wren).get(f"/journal/attachments/{drawing.id}")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("who", ["moss", "ana", "ilse", None])
def test_nobody_else_can_have_it(phone_of, cast, entry, who):
    drawing = attached_to(entry, DRAWING)
    answer = phone_of(who and getattr(cast, who)).get(f"/journal/attachments/{drawing.id}")
    assert answer.status_code == (404 if who else 303)
    assert DRAWING not in answer.data


@pytest.mark.parametrize("what", LOOKS_LIKE)
def test_what_only_looks_like_it_is_refused_with_a_sentence(phone_of, cast, what):
    data = LOOKS_LIKE[what]
    for medium, media_type in (("voice", "audio/webm"), ("drawing", "image/png")):
        sent = {"file": File(data, media_type)}
        answer = phone_of(cast.wren).post(f"/journal/new/{medium}", sent)
        assert answer.status_code == 422
        wanted = "This cannot be read as a" if data else "There is nothing in it yet."
        assert wanted in answer.text
    assert of(cast.wren) == []


@pytest.mark.parametrize(
    ("medium", "data", "media_type"),
    [
        ("voice", VOICE, "image/png"),
        ("voice", VOICE, "text/html"),
        ("voice", DRAWING, "image/png"),
        ("drawing", DRAWING, "image/svg+xml"),
        ("drawing", VOICE, "audio/webm"),
    ],
)
def test_what_is_called_something_else_is_refused(phone_of, cast, medium, data, media_type):
    sent = {"file": File(data, media_type)}
    answer = phone_of(cast.wren).post(f"/journal/new/{medium}", sent)
    assert answer.status_code == 422
    assert f"This cannot be read as {Medium(medium).label.lower()}." in answer.text
    assert of(cast.wren) == []


def test_what_is_too_large_is_refused_kindly(phone_of, cast):
    wren = phone_of(cast.wren)
    data = VOICE + b"\0" * LONGEST
    answer = wren.post("/journal/new/voice", {"file": data})
    assert answer.status_code == 422
    assert "This is too large to keep here (6 MB fit). It is still on this page." in answer.text
    twenty = wren.post("/journal/new/voice", {"file": VOICE + b"\0" * 20_000_000})
    assert twenty.status_code == 413
    assert twenty.headers["Outbox-Result"] == "too-large"
    assert "Go back: it is still there." in twenty.text
    assert of(cast.wren) == []


def test_there_is_an_end_to_the_room_and_it_is_said(phone_of, cast, entry, monkeypatch):
    attached_to(entry, DRAWING)
    monkeypatch.setattr(attaching, "LONGEST_OF_ALL", 2 * len(DRAWING) - 1)
    answer = phone_of(cast.wren).post("/journal/new/drawing", {"file": DRAWING})
    assert answer.status_code == 422
    assert "fill all the room there is" in answer.text
    assert len(of(cast.wren)) == 1


def test_in_soft_mode_it_stands_beside_the_words_of_the_same_question(phone_of, cast):
    wren = phone_of(cast.wren)
    wren.post("/soft-mode/body", {"text": "Warm hands"})
    answer = wren.post("/soft-mode/body/voice", {"file": VOICE})
    assert answer.location == "/soft-mode/realizations"
    (kept,) = of(cast.wren)
    assert db.session.get(Entry, kept.entry_id).words == {"body": "Warm hands"}
    assert "Kept with it: a voice note." in wren.get("/soft-mode/body").text


def test_it_is_of_the_day_it_was_said_on_the_phone(phone_of, cast):
    sent = {"file": VOICE} | {"happened_on": "2026-01-05"}
    phone_of(cast.wren).post("/journal/new/voice", sent)
    (kept,) = of(cast.wren)
    assert str(db.session.get(Entry, kept.entry_id).happened_on) == "2026-01-05"


def test_an_entry_that_was_deleted_meanwhile_loses_nothing(phone_of, cast, entry):
    wren = phone_of(cast.wren)
    gone = entry.id
    wren.post(f"/journal/{gone}/delete")
    wren.post(f"/journal/{gone}/drawing", {"file": DRAWING})
    (kept,) = of(cast.wren)
    assert kept.entry_id != gone


def test_it_goes_with_its_entry(phone_of, cast, entry):
    drawing = attached_to(entry, DRAWING)
    wren = phone_of(cast.wren)
    wren.post(f"/journal/{entry.id}/delete")
    assert of(cast.wren) == []
    assert wren.get(f"/journal/attachments/{drawing.id}").status_code == 404


def test_an_entry_that_is_only_said_can_be_given_another_day(phone_of, cast):
    wren = phone_of(cast.wren)
    place = wren.post("/journal/new/voice", {"file": VOICE}).location
    answer = wren.post(place, {"happened_on": "2026-01-05", "_base": "1"})
    assert answer.status_code == 303
    assert "5 January" in wren.get(place).text


def test_nothing_of_it_lies_open_on_a_disk(phone_of, cast, monkeypatch):
    def caught(*_: object, **__: object) -> None:
        raise AssertionError("a file in the clear")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", caught)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", caught, raising=False)
    answer = phone_of(cast.wren).post("/journal/new/voice", {"file": LONG_VOICE + BLOCK * 30_000})
    assert answer.status_code == 303
    sealed = db.session.scalar(select(Attachment.data_sealed))
    assert b"a hum" not in sealed


def test_what_was_recorded_anew_on_the_same_page_is_kept_too(phone_of, cast):
    """The first had arrived, and its answer was lost; the same again is one."""
    wren, name = phone_of(cast.wren), {"_entity": "0199f3a4-0000-7000-8000-000000000001"}
    for data in (VOICE, VOICE, LONG_VOICE):
        wren.post("/journal/new/voice", {"file": data, **name})
    assert sorted(len(one.data) for one in of(cast.wren)) == [len(VOICE), len(LONG_VOICE)]


def test_an_entry_with_words_and_a_voice_note_can_be_left_without_words(phone_of, cast, entry):
    attached_to(entry, VOICE, "voice")
    answer = phone_of(cast.wren).post(f"/journal/{entry.id}", {"_base": str(entry.version)})
    assert answer.status_code == 303
