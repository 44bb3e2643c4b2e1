"""Whatever was typed is shown again, also when there is nothing left to say it to."""

import re
from uuid import uuid4

import pytest

from tests.checkins.conftest import count
from webapp.checkins.models import Post, Reply
from webapp.circles.models import Membership
from webapp.database import db
from webapp.gatherings.models import Attendance
from webapp.web import commits

TYPED = "I wanted to tell you"


@pytest.fixture
def mosss(cast, said):
    return said(cast.moss, cast.juniper, "I saw the kitchen.")


def leave(person):
    with db.transaction() as session:
        session.query(Membership).filter_by(participant_id=person.id).one().leave()


def without_tokens(page):
    return re.sub(r'value="[0-9a-f]{40,}"', "", page)


def test_moss_has_taken_it_back_and_rue_keeps_the_reply_she_typed(phone_of, cast, mosss):
    at = f"/circle/check-ins/{mosss.id}"
    phone_of(cast.moss).post(f"{at}/taking-back")
    page = phone_of(cast.rue).post(f"{at}/replies", {"text": TYPED})
    assert page.status_code == 422
    assert "This can no longer be posted here." in page.text
    assert TYPED in page.text
    part = phone_of(cast.rue).htmx("POST", f"{at}/replies", data={"text": TYPED})
    assert part.status_code == 422
    assert TYPED in part.text
    assert "<h1" not in part.text
    assert count(Reply, post_id=mosss.id) == 0


def test_rue_was_removed_and_keeps_the_reply_she_typed(phone_of, cast, mosss):
    phone = phone_of(cast.rue)
    leave(cast.rue)
    page = phone.post(f"/circle/check-ins/{mosss.id}/replies", {"text": TYPED})
    assert page.status_code == 422
    assert TYPED in page.text
    assert "I saw the kitchen." not in page.text


def test_what_is_not_theirs_what_is_gone_and_what_never_was_are_answered_the_same(
    phone_of, cast, mosss
):
    phone_of(cast.moss).post(f"/circle/check-ins/{mosss.id}/taking-back")
    foreign = cast.one(Post, cast.ilse).id
    phone = phone_of(cast.rue)
    answers = [
        phone.post(f"/circle/check-ins/{post_id}/replies", {"text": TYPED})
        for post_id in (foreign, mosss.id, uuid4())
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert len({without_tokens(answer.text) for answer in answers}) == 1
    empty = [
        phone.post(f"/circle/check-ins/{post_id}/replies", {"text": ""}).status_code
        for post_id in (foreign, mosss.id, uuid4())
    ]
    assert empty == [404] * 3


def test_rue_was_removed_and_keeps_every_word_of_her_check_in(phone_of, cast):
    phone = phone_of(cast.rue)
    fields = {"text": TYPED, "own_state": "like wet wool", "topic": "my mother"}
    leave(cast.rue)
    for answer in (
        phone.post("/circle/check-ins", {**fields, "circle": str(cast.juniper.id)}),
        phone.htmx("POST", "/circle/check-ins", data=fields),
    ):
        assert answer.status_code == 422
        assert "This can no longer be posted here." in answer.text
        assert all(words in answer.text for words in fields.values())


def test_htmx_is_given_no_page_inside_the_page(phone_of, cast):
    part = phone_of(cast.olive).htmx("POST", "/circle/check-ins", data={"text": TYPED})
    assert "You are in no circle just now." in part.text
    assert "<main" not in part.text


def test_without_a_meeting_any_more_htmx_too_is_told_why(phone_of, cast):
    phone, fields = phone_of(cast.ilse), {"text": TYPED, "gathering": str(cast.harbours.id)}
    with db.transaction() as session:
        session.query(Attendance).filter_by(participant_id=cast.ilse.id).delete()
    part = phone.htmx("POST", "/circle/check-ins", data=fields)
    assert part.status_code == 422
    assert "Your place here begins with a meeting" in part.text
    assert TYPED in part.text


def test_a_form_that_comes_back_is_still_the_same_record(phone_of, cast, mosss):
    phone, entity = phone_of(cast.rue), str(uuid4())
    asked = (
        ("/circle/check-ins", {"need": "a miracle", "text": TYPED}),
        (f"/circle/check-ins/{mosss.id}/replies", {"text": ""}),
    )
    for path, fields in asked:
        for page in (
            phone.post(path, {**fields, "_entity": entity}),
            phone.htmx("POST", path, data={**fields, "_entity": entity}),
        ):
            assert page.status_code == 422
            assert f'data-entity="{entity}"' in page.text


def test_in_an_open_circle_no_line_says_that_everyone_reads(phone_of, cast, said):
    at = {"gathering_id": cast.harbours.id, "kind": "intention", "welcomed_at": None}
    part = said(cast.ilse, cast.harbour, "Let it be met.", words={"part": "meet"}, **at)
    checked_in = cast.one(Post, cast.ilse)
    paths = (
        "/circle",
        f"/circle/check-ins/{part.id}",
        f"/circle/check-ins/{checked_in.id}",
        f"/circle/check-ins?circle={cast.harbour.id}&before=9999999999999999-{part.id.hex}",
    )
    for person in (cast.ilse, cast.bea):
        for path in paths:
            page = phone_of(person).get(path).text
            assert "Everyone in" not in page
            if person == cast.ilse:
                assert "People of this meeting and facilitators can read this" in page
    page = phone_of(cast.ilse).post(f"/circle/check-ins/{checked_in.id}/replies").text
    assert "Everyone in" not in page
    said_to = phone_of(cast.ilse)
    said_to.post("/circle/check-ins", {"text": TYPED, "gathering": str(cast.harbours.id)})
    assert "with your circle" not in said_to.get("/circle").text


def test_before_taking_back_it_is_said_what_remains(phone_of, cast, said, mosss):
    phone = phone_of(cast.moss)
    page = phone.get(f"/circle/check-ins/{mosss.id}").text
    assert "sealed backups are replaced, they still hold a copy" in page
    words = {"part": "meet"}
    part = said(cast.moss, cast.juniper, "Let it be met.", kind="intention", words=words)
    page = phone.get(f"/circle/check-ins/{part.id}").text
    assert "In your intentions it stays, for you alone." in page
    replied = phone_of(cast.rue).get("/circle").text
    assert "the words are not kept" not in replied
    phone.post(f"/circle/check-ins/{mosss.id}/taking-back")
    assert "Taken back. Nobody else can read it any more." in phone.get("/circle").text


def test_what_was_not_stored_is_not_said_to_be(phone_of, cast, mosss, monkeypatch):
    def refuse(*_):
        raise RuntimeError("the disk is full")

    phone = phone_of(cast.moss)
    phone.app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(commits, "commit", refuse)
    for path in ("/circle/check-ins", f"/circle/check-ins/{mosss.id}/taking-back"):
        answer = phone.post(path, {"text": TYPED})
        assert answer.status_code == 500
        assert "Taken back." not in answer.text
        assert "Thank you for arriving" not in answer.text
