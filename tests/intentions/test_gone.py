"""Words for a session that cannot be written for (any more) come back to whoever typed them."""

from uuid import uuid4

import pytest

from tests.intentions.pen import Page, part_of
from tests.intentions.test_sharing import leave
from webapp.database import db
from webapp.gatherings.models import Gathering
from webapp.intentions.models import IntentionPart, PartVersion

NOT_HERE = "This session is not here to write for"


@pytest.fixture
def unwritten(cast):
    """Wren has written nothing for the coming session yet."""
    with db.transaction() as session:
        session.delete(session.get(PartVersion, cast.one(PartVersion, cast.wren).id))
        session.delete(session.get(IntentionPart, cast.one(IntentionPart, cast.wren).id))


def cancelled(cast):
    with db.transaction() as session:
        session.get(Gathering, cast.coming.id).cancel()


def removed(cast):
    leave(cast.juniper, cast.wren)


@pytest.mark.parametrize("ends", [cancelled, removed])
def test_what_wren_typed_meanwhile_is_shown_again_with_a_sentence(phone_of, cast, unwritten, ends):
    page = Page(phone_of(cast.wren), cast.coming)
    ends(cast)
    answer = page.phone.post(page.path, {**page.told, "text": "  half a\nsentence", "then": "next"})
    assert answer.status_code == 422
    assert NOT_HERE in answer.text
    assert "  half a\nsentence</textarea>" in answer.text.replace("\r", "")
    assert part_of(cast.wren, cast.coming) is None


def test_a_page_that_saves_by_itself_says_so_beside_the_box(phone_of, cast, unwritten):
    page = Page(phone_of(cast.wren), cast.coming)
    removed(cast)
    answer = page.type("half a sentence", "circle")
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (422, "invalid")
    assert NOT_HERE in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert "<textarea" not in answer.text


def test_the_journal_keeps_them_in_one_tap(phone_of, cast, unwritten):
    phone = phone_of(cast.wren)
    page = phone.post(f"/intentions/{cast.harbours.id}/meet", {"text": "Let it be"}).text
    assert 'action="/journal"' in page
    assert "Only you can read this" in page
    kept = phone.post("/journal", {"text": "Let it be"})
    assert "Let it be" in phone.get(kept.location).text


def test_sessions_of_others_and_sessions_that_never_were_answer_alike(phone_of, cast):
    phone = phone_of(cast.wren)
    answers = [
        phone.post(f"/intentions/{gathering_id}/meet", {"text": "Let it", "audience": "circle"})
        for gathering_id in (cast.harbours.id, uuid4())
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    texts = [answer.text[answer.text.index("<main") :] for answer in answers]
    assert texts[0].split("csrf_token")[0] == texts[1].split("csrf_token")[0]


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"text": " \n"}, {"audience": "circle"}])
def test_where_no_words_were_sent_there_is_nothing_to_give_back(phone_of, cast, fields):
    answer = phone_of(cast.wren).post(f"/intentions/{cast.harbours.id}/meet", fields)
    assert answer.status_code == 404
