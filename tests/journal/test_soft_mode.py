"""One question a page, when more is too much."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from tests.journal.pen import entries_of, plant, today
from webapp.database import db, now
from webapp.journal.models import QUESTIONS, EntryVersion

FIRST, LAST = "/soft-mode/images", "/soft-mode/questions"


def answer(phone, path, text, **fields):
    return phone.post(path, {"text": text, "then": "next", **fields})


def fragments_of(person):
    return [entry for entry in entries_of(person) if entry.asked]


def test_five_questions_follow_each_other_and_then_there_is_rest(phone_of, cast):
    phone, path = phone_of(cast.wren), FIRST
    for family in QUESTIONS:
        assert path == f"/soft-mode/{family}"
        path = answer(phone, path, f"About {family}").location
    assert path == "/soft-mode/rest"
    assert "That is enough." in phone.get(path).text
    assert [entry.words for entry in fragments_of(cast.wren)] == [
        {family: f"About {family}"} for family in QUESTIONS
    ]


def test_every_question_can_be_skipped_and_leaves_nothing_behind(phone_of, cast):
    phone, path = phone_of(cast.wren), FIRST
    while path != "/soft-mode/rest":
        path = answer(phone, path, " \n").location
    assert fragments_of(cast.wren) == []


@pytest.mark.parametrize("path", [f"/soft-mode/{family}" for family in QUESTIONS])
def test_each_page_says_who_can_read_it_and_where_help_is(phone_of, cast, path):
    page = phone_of(cast.wren).get(path).text
    assert "Only you can read this" in page
    assert "Get help" in page
    assert 'data-mood="dim"' in page


def test_what_she_left_half_said_is_there_when_she_comes_back(phone_of, cast):
    phone = phone_of(cast.wren)
    answer(phone, FIRST, "The harbour")
    [entry] = fragments_of(cast.wren)
    page = phone.get(FIRST).text
    assert "The harbour" in page
    answer(phone, FIRST, "The harbour, warm", _entity=entry.id, _base=entry.version)
    [entry] = fragments_of(cast.wren)
    assert entry.words == {"images": "The harbour, warm"}


def test_another_day_asks_anew(phone_of, cast):
    phone = phone_of(cast.wren)
    answer(phone, FIRST, "The harbour")
    with time_machine.travel(now() + timedelta(days=1)):
        assert "The harbour" not in phone.get(FIRST).text
        answer(phone, FIRST, "A heron")
    assert [entry.words["images"] for entry in fragments_of(cast.wren)] == [
        "The harbour",
        "A heron",
    ]


def test_it_belongs_to_the_session_she_comes_from(phone_of, cast):
    with time_machine.travel(cast.gone.ends_at + timedelta(hours=1)):
        answer(phone_of(cast.wren), FIRST, "Warm water")
    [entry] = fragments_of(cast.wren)
    assert entry.gathering_id == cast.gone.id


def test_long_after_any_session_it_belongs_to_none(phone_of, cast):
    with time_machine.travel(cast.coming.ends_at + timedelta(days=40)):
        answer(phone_of(cast.wren), FIRST, "Warm water")
        [entry] = fragments_of(cast.wren)
        assert entry.gathering_id is None


def test_what_was_said_without_a_signal_belongs_to_the_day_it_was_said(phone_of, cast):
    day = today(cast.wren) - timedelta(days=2)
    answer(phone_of(cast.wren), FIRST, "Said in the basement", happened_on=day)
    [entry] = fragments_of(cast.wren)
    assert entry.happened_on == day


@pytest.mark.parametrize("day", ["", "soon", "1066-01-01", "2999-01-01", "2026-02-31"])
def test_a_phone_whose_clock_is_wrong_loses_nothing(phone_of, cast, day):
    assert answer(phone_of(cast.wren), FIRST, "Kept", happened_on=day).status_code == 303
    [entry] = fragments_of(cast.wren)
    assert entry.happened_on == today(cast.wren)


def test_of_one_sitting_one_text_is_kept_and_of_the_next_the_one_before_too(phone_of, cast):
    phone, name, base = phone_of(cast.wren), uuid4(), ""
    with time_machine.travel(now()) as clock:
        for text in ("The", "The harbour", "The harbour, warm"):
            phone.post(FIRST, {"text": text, "_entity": name, "_base": base})
            [entry] = fragments_of(cast.wren)
            base = entry.version
        assert kept_of(cast.wren, entry) == []
        clock.shift(timedelta(hours=2))
        phone.post(FIRST, {"text": "And light", "_entity": name, "_base": base})
    assert kept_of(cast.wren, entry) == [{"images": "The harbour, warm"}]


def test_two_phones_at_once_keep_both_texts(phone_of, cast):
    phone, name = phone_of(cast.wren), uuid4()
    phone.post(FIRST, {"text": "The harbour", "_entity": name})
    phone.post(FIRST, {"text": "The harbour, warm", "_entity": name, "_base": 1})
    answered = phone.post(FIRST, {"text": "A heron", "_entity": name, "_base": 1})
    assert answered.headers["Outbox-Result"] == "stored-copy"
    [entry] = fragments_of(cast.wren)
    assert entry.words == {"images": "The harbour, warm"}
    assert kept_of(cast.wren, entry) == [{"images": "A heron"}]
    # The tablet, which has been told of the new version, types on.
    for words, base in (("A heron,", 2), ("A heron, still", 3)):
        phone.post(FIRST, {"text": words, "_entity": name, "_base": base})
    [entry] = fragments_of(cast.wren)
    assert entry.words == {"images": "A heron, still"}
    kept = [version["images"] for version in kept_of(cast.wren, entry)]
    assert sorted(kept) == ["A heron", "The harbour, warm"]


def test_what_is_taken_out_again_stays_as_an_earlier_version_only_after_a_while(phone_of, cast):
    phone, name = phone_of(cast.wren), uuid4()
    phone.post(FIRST, {"text": "Too much", "_entity": name})
    phone.post(FIRST, {"text": "", "_entity": name, "_base": 1})
    [entry] = fragments_of(cast.wren)
    assert entry.words == {}
    assert "Without words" in phone.get("/journal").text
    assert "Left empty" in phone.get(f"/journal/{entry.id}").text


def test_too_many_words_are_refused_beside_the_box_with_the_text_kept(phone_of, cast):
    words = "Too much. " * 6000
    answered = answer(phone_of(cast.wren), FIRST, words)
    assert answered.status_code == 422
    assert "This is too long for here" in answered.text
    assert words.strip() in answered.text
    assert fragments_of(cast.wren) == []


def test_a_page_that_kept_nothing_hears_of_no_other_phones_answer(phone_of, cast):
    """Its next words would be put in the place of those."""
    phone, asks = phone_of(cast.wren), {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer(phone, FIRST, "On the other phone")
    [entry] = fragments_of(cast.wren)
    for path in (FIRST, f"/days-after/{cast.gone.id}/3"):
        part = phone.post(path, {"text": " ", "_entity": uuid4()}, headers=asks).text
        assert str(entry.id) not in part
        assert 'name="_base" value=""' in part


def test_nobody_goes_on_with_what_another_said(phone_of, cast):
    mine = plant(cast.moss, "Moss alone", asked="images")
    phone = phone_of(cast.wren)
    answer(phone, FIRST, "Wren alone", _entity=mine.id, _base=1)
    assert entries_of(cast.moss)[-1].words == {"text": "Moss alone"}
    [entry] = fragments_of(cast.wren)
    assert entry.id != mine.id


def test_what_was_refused_goes_on_as_the_answer_it_was(phone_of, cast):
    phone = phone_of(cast.wren)
    mine = plant(cast.wren, "Warm water", asked="images")
    words = {"text": "Too much. " * 6000, "_entity": mine.id, "_base": 1}
    refused = phone.htmx("POST", FIRST, data=words)
    assert refused.status_code == 422
    assert f'name="_entity" value="{mine.id}"' in refused.text


def kept_of(person, entry):
    versions = db.session.scalars(EntryVersion.of(person, entry.id)).all()
    db.session.commit()
    return [version.words for version in versions]
