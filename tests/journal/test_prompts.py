"""Questions of one's own, for the days after."""

from datetime import timedelta

import pytest
import time_machine

from tests.journal.pen import entries_of
from webapp.database import db, now
from webapp.journal.prompts import OwnPrompt

MINE = "What did my hands do today?"


@pytest.fixture
def own(phone_of, cast):
    phone_of(cast.wren).post("/own-prompts", {"text": MINE})
    found = db.session.scalars(OwnPrompt.owned_by(cast.wren)).all()
    db.session.commit()
    return next(prompt for prompt in found if prompt.text == MINE)


def path(own):
    return f"/own-prompts/{own.id}"


def test_she_finds_it_in_her_list_and_on_the_days_pages(phone_of, cast, own):
    phone = phone_of(cast.wren)
    for page in ("/own-prompts", f"/days-after/{cast.gone.id}/3"):
        assert MINE in phone.get(page).text
        assert MINE not in phone_of(cast.moss).get(page).text


def test_her_answer_keeps_the_question_even_when_that_is_gone(phone_of, cast, own):
    phone = phone_of(cast.wren)
    phone.post(path(own), {"text": "They folded paper.", "then": "done"})
    phone.post(f"{path(own)}/removal")
    assert MINE not in phone.get("/own-prompts").text
    entry = entries_of(cast.wren)[-1]
    assert MINE in phone.get(f"/journal/{entry.id}").text


def test_today_she_goes_on_and_tomorrow_it_is_asked_anew(phone_of, cast, own):
    phone = phone_of(cast.wren)
    phone.post(path(own), {"text": "They folded paper.", "then": "done"})
    assert "They folded paper." in phone.get(path(own)).text
    with time_machine.travel(now() + timedelta(days=1)):
        assert "They folded paper." not in phone_of(cast.wren).get(path(own)).text


def test_nobody_else_finds_answers_or_removes_it(phone_of, cast, own):
    moss = phone_of(cast.moss)
    assert moss.get(path(own)).status_code == 404
    moss.post(path(own), {"text": "Mine now.", "then": "done"})
    assert MINE not in moss.get(f"/journal/{entries_of(cast.moss)[-1].id}").text
    assert moss.post(f"{path(own)}/removal").status_code == 404


def test_an_answer_to_a_question_that_is_gone_since_is_kept(phone_of, cast, own):
    phone = phone_of(cast.wren)
    phone.post(f"{path(own)}/removal")
    assert phone.post(path(own), {"text": "They folded.", "then": "done"}).status_code == 303
    assert entries_of(cast.wren)[-1].words == {"text": "They folded."}


def test_an_answer_too_long_to_a_question_that_is_gone_since_is_there_to_be_changed(
    phone_of, cast, own
):
    phone, words = phone_of(cast.wren), "Too much. " * 6000
    phone.post(f"{path(own)}/removal")
    sent = phone.post(path(own), {"text": words, "then": "done"})
    assert sent.status_code == 422
    assert words.strip() in sent.text


def test_an_empty_question_is_answered_with_a_sentence(phone_of, cast):
    answered = phone_of(cast.wren).post("/own-prompts", {"text": "  "})
    assert answered.status_code == 422
    assert "Please write your question." in answered.text
