"""Questions that a circle reads along: with a name, or without one once a facilitator agrees."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.facilitation.test_meanwhile import base_on
from tests.gatherings.asking import ASKS, reads
from webapp.circles.models import Membership
from webapp.database import db, now
from webapp.facilitation.meanwhile import mark_of
from webapp.gatherings.asking import Question


def opens(phone, question):
    """As a facilitator does who has the question's page before them."""
    page = f"/facilitation/questions/{question.id}"
    return phone.post(f"{page}/opening", {"_base": mark_of(question.text)})


def test_one_asked_openly_is_read_by_the_circle_with_her_name_and_the_answer(phone_of, cast, ask):
    question = ask("open")
    assert "Wren ·" in reads(phone_of, cast.moss)
    answer = {"text": "It is.", "_base": ""}
    phone_of(cast.ana).post(f"/facilitation/questions/{question.id}", answer)
    assert "It is." in reads(phone_of, cast.moss)
    assert ASKS not in phone_of(cast.ilse).get("/questions").text


def test_a_private_one_is_read_by_nobody_else(phone_of, cast, ask):
    ask("private")
    assert reads(phone_of, cast.moss) == ""


def test_one_without_a_name_waits_for_a_facilitator_and_never_shows_it(phone_of, cast, ask):
    question = ask("anonymous")
    assert reads(phone_of, cast.moss) == ""
    page = f"/facilitation/questions/{question.id}"
    assert "without knowing who asks" in phone_of(cast.ana).get(page).text
    opens(phone_of(cast.ana), question)
    seen = reads(phone_of, cast.moss)
    assert "Somebody ·" in seen
    assert "Wren" not in seen


def test_no_facilitator_can_open_what_was_asked_in_private(phone_of, cast, ask):
    question = ask("private")
    opens(phone_of(cast.ana), question)
    assert reads(phone_of, cast.moss) == ""


@pytest.mark.parametrize("asked_as", ["open", "anonymous"])
def test_taken_back_it_is_gone_from_the_circle_and_the_facilitators_keep_it(
    phone_of, cast, ask, asked_as
):
    question = ask(asked_as)
    page = f"/facilitation/questions/{question.id}"
    opens(phone_of(cast.ana), question)
    assert reads(phone_of, cast.moss) != ""
    phone_of(cast.wren).post(f"/questions/{question.id}/taking-back")
    assert reads(phone_of, cast.moss) == ""
    assert ASKS in phone_of(cast.ana).get(page).text
    opens(phone_of(cast.ana), question)
    assert reads(phone_of, cast.moss) == ""


def test_in_an_open_circle_only_facilitators_read_questions(phone_of, cast):
    fields = {"circle": str(cast.harbour.id), "text": ASKS, "asked_as": "open"}
    phone_of(cast.ilse).post("/questions", fields)
    page = phone_of(cast.ilse).get("/questions").text
    assert "Facilitators can read this" in page
    assert "Take it back from the circle" not in page


def test_of_somebody_who_left_nothing_stays_open(phone_of, cast, ask):
    ask("open")
    with db.transaction() as session:
        mine = Membership.participant_id == cast.wren.id
        session.scalars(select(Membership).where(mine)).one().left_at = now()
    assert reads(phone_of, cast.moss) == ""


def test_whoever_came_later_does_not_read_what_was_asked_before(phone_of, cast, ask):
    question = ask("open")
    with db.transaction() as session:
        session.get(Question, question.id).opened_at = now() - timedelta(days=60)
    assert reads(phone_of, cast.moss) == ""


def test_under_ones_own_question_stands_who_can_read_it(phone_of, cast, ask):
    ask("anonymous")
    page = phone_of(cast.wren).get("/questions").text
    assert "once a facilitator has looked at it" in page
    ask("open")
    assert "People of your circle can read this" in phone_of(cast.wren).get("/questions").text


def test_a_question_whose_words_changed_a_moment_before_is_not_opened_unseen(phone_of, cast, ask):
    ana, question = phone_of(cast.ana), ask("anonymous")
    page = f"/facilitation/questions/{question.id}"
    seen = base_on(ana.get(page).text)
    with db.transaction() as session:
        session.get(Question, question.id).text = "Is it all right that I, Wren, cry?"
    sent = ana.post(f"{page}/opening", {"_base": seen})
    assert sent.status_code == 422
    assert "The words have changed meanwhile." in sent.text
    assert "that I, Wren, cry" in sent.text
    assert "that I" not in phone_of(cast.moss).get("/questions").text
    assert ana.post(f"{page}/opening", {"_base": base_on(sent.text)}).location == page
    assert "that I" in phone_of(cast.moss).get("/questions").text


def test_those_of_the_circle_go_on_page_by_page_to_the_first(phone_of, cast):
    moment = now()
    with db.transaction() as session:
        for nth in range(45):
            asked = {"circle_id": cast.juniper.id, "participant_id": cast.wren.id}
            question = Question(**asked, text=f"The {nth}. question?")
            question.ask_as("open")
            # Two of each moment, and asked in another order than they were opened in.
            question.opened_at = moment - timedelta(seconds=nth // 2)
            session.add(question)
    phone, path, read = phone_of(cast.moss), "/questions", []
    while path:
        page = phone.get(path).text
        found = re.findall(r"The (\d+)\. question", page)
        assert 0 < len(found) <= 20
        read += found
        following = re.search(r'href="(/questions\?open_before=[^"]+)"', page)
        path = following and following[1]
    assert sorted(map(int, read)) == list(range(45))
    assert "You have not asked anything." not in page


@pytest.mark.parametrize("name", ["nothing", "00000000-0000-7000-8000-000000000000"])
def test_a_page_after_none_that_one_reads_is_no_page_of_anybodys(phone_of, cast, ask, name):
    ask("open")
    ilse = phone_of(cast.ilse).get(f"/questions?open_before={name}")
    assert ilse.status_code == 200
    assert ASKS not in ilse.text
