from uuid import UUID, uuid4

import pytest

from tests.checkins.conftest import count, fresh
from webapp.checkins.models import Post, Reply
from webapp.circles.models import Membership
from webapp.database import db

WORDS = "I saw the kitchen."


@pytest.fixture
def mosss(cast, said):
    return said(cast.moss, cast.juniper, WORDS)


def test_what_is_taken_back_is_gone_at_the_next_load_and_its_words_from_the_database(
    phone_of, cast, mosss
):
    rues = phone_of(cast.rue)
    assert WORDS in rues.get("/circle").text
    answer = phone_of(cast.moss).post(f"/circle/check-ins/{mosss.id}/taking-back")
    assert (answer.status_code, answer.location) == (303, f"/circle/{cast.juniper.id}")
    assert WORDS not in rues.get("/circle").text
    assert rues.get(f"/circle/check-ins/{mosss.id}").status_code == 404
    assert phone_of(cast.moss).get(f"/circle/check-ins/{mosss.id}").status_code == 404
    stored = fresh(Post, mosss.id)
    assert stored.words == {}
    assert stored.words_sealed != mosss.words_sealed


def test_taking_back_is_asked_about_before(phone_of, cast, mosss):
    page = phone_of(cast.moss).get(f"/circle/check-ins/{mosss.id}").text
    assert page.index("<details") < page.index("taking-back") < page.index("Take it back")


@pytest.mark.parametrize("name", ["wren", "ana", "ilse", "olive", "sol"])
def test_nobody_takes_back_what_another_said(phone_of, cast, mosss, name):
    phone, replied = phone_of(getattr(cast, name)), cast.one(Reply, cast.moss)
    assert phone.post(f"/circle/check-ins/{mosss.id}/taking-back").status_code == 404
    assert phone.post(f"/circle/replies/{replied.id}/taking-back").status_code == 404
    assert fresh(Post, mosss.id).words["text"] == WORDS
    assert fresh(Reply, replied.id).text == "Moss replies"


def test_taking_back_twice_is_answered_the_same_when_it_is_one_tap(phone_of, cast, mosss):
    phone, tap = phone_of(cast.moss), {"_op": str(uuid4())}
    path = f"/circle/check-ins/{mosss.id}/taking-back"
    assert [phone.post(path, tap).status_code for _ in range(2)] == [303, 303]
    assert phone.post(path).status_code == 404


def test_a_reply_is_taken_back(phone_of, cast):
    replied = cast.one(Reply, cast.rue)
    assert "Rue replies" in phone_of(cast.wren).get("/circle").text
    answer = phone_of(cast.rue).post(f"/circle/replies/{replied.id}/taking-back")
    assert answer.location == f"/circle/check-ins/{replied.post_id}"
    assert "Rue replies" not in phone_of(cast.wren).get("/circle").text
    assert fresh(Reply, replied.id).text == ""


def test_htmx_is_given_the_post_without_the_reply(phone_of, cast):
    replied = cast.one(Reply, cast.rue)
    answer = phone_of(cast.rue).htmx("POST", f"/circle/replies/{replied.id}/taking-back")
    assert answer.text.count("<article") == 1
    assert "Rue replies" not in answer.text


def test_whoever_has_left_can_still_take_back_what_they_said(phone_of, cast, mosss):
    with db.transaction() as session:
        session.query(Membership).filter_by(participant_id=cast.moss.id).one().leave()
    phone = phone_of(cast.moss)
    answer = phone.post(f"/circle/check-ins/{mosss.id}/taking-back")
    assert (answer.status_code, answer.location) == (303, "/circle")
    replied = cast.one(Reply, cast.moss)
    assert phone.post(f"/circle/replies/{replied.id}/taking-back").location == "/circle"
    assert WORDS not in phone_of(cast.rue).get("/circle").text


def test_sending_it_again_after_taking_it_back_is_saying_it_anew(phone_of, cast):
    phone, entity = phone_of(cast.moss), str(uuid4())
    before = count(Post)
    phone.post("/circle/check-ins", {"text": WORDS, "_entity": entity})
    phone.post(f"/circle/check-ins/{entity}/taking-back")
    phone.post("/circle/check-ins", {"text": "Something else.", "_entity": entity})
    assert count(Post) == before + 2
    assert fresh(Post, UUID(entity)).words == {}


def test_words_that_were_taken_back_are_not_in_the_page_of_an_answer(phone_of, cast, mosss):
    phone_of(cast.rue).post(f"/circle/check-ins/{mosss.id}/replies", {"text": "Glad."})
    phone_of(cast.moss).post(f"/circle/check-ins/{mosss.id}/taking-back")
    assert "Glad." not in phone_of(cast.rue).get("/circle").text
