"""What is asked on the day of a session, and what is taken back in the moment it is opened."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from tests.dosing_day import MORNING, NOON, created, plan, when
from tests.gatherings.asking import reads
from webapp.database import db
from webapp.gatherings.asking import Question


def test_on_the_day_of_a_session_only_facilitators_read_what_she_asks(phone_of, cast, question):
    plan(cast)
    with when(NOON):
        phone = phone_of(cast.wren)
        page = phone.get("/questions/new").text
        assert "only the facilitators can read it" in page
        assert "My circle, with my name" not in page
        phone.post("/questions", question | {"asked_as": "open"})
        assert "so only the facilitators can read it" in phone.get("/questions").text
        assert reads(phone_of, cast.moss) == ""
        phone.post("/questions", question | {"asked_as": "private"})
        assert "so only the facilitators" not in phone.get("/questions").text


def test_what_her_phone_has_held_since_that_day_is_read_by_them_alone_too(phone_of, cast, ask):
    plan(cast)
    with when(MORNING):
        ask("open", headers=created(NOON))
        assert reads(phone_of, cast.moss) == ""
        ask("open")
        assert "Wren ·" in reads(phone_of, cast.moss)


@pytest.mark.only_on("postgres")  # SQLite writes one after the other
def test_what_is_taken_back_while_it_is_opened_is_read_by_nobody_else(phone_of, cast, ask):
    asked = ask("anonymous")
    with ThreadPoolExecutor(1) as beside:
        with db.transaction() as session:
            session.get(Question, asked.id, with_for_update=True).open()
            session.flush()
            taking_back = f"/questions/{asked.id}/taking-back"
            answer = beside.submit(phone_of(cast.wren).post, taking_back)
            wait([answer], timeout=1)
            assert not answer.done()
        assert answer.result().status_code == 303
    kept = db.session.get(Question, asked.id, populate_existing=True)
    assert kept.opened_at is None
    db.session.commit()
    assert reads(phone_of, cast.moss) == ""
