"""What the server lets a phone keep, and how it speaks with the phone's outbox."""

import re
from uuid import UUID, uuid4

import pytest

from tests.cast import PASSWORD
from webapp.database import db
from webapp.journal.models import Entry

WORDS = {"text": "Warm water.", "happened_on": "2026-01-02"}


@pytest.mark.parametrize("path", ["/today", "/journal", "/journal/new", "/intentions"])
def test_wrens_phone_may_keep_wrens_own_pages(phone_of, cast, path):
    answer = phone_of(cast.wren).get(path)
    assert answer.headers["X-Offline"] == "keep"
    assert answer.headers["X-Person"] == str(cast.wren.id)


def test_what_somebody_needs_before_a_session_is_on_their_phone(phone_of, cast):
    phone = phone_of(cast.wren)
    [provided] = re.findall('data-provide="([^"]+)"', phone.get("/today").text)
    for path in (f"/gatherings/{cast.coming.id}", "/questions/new", "/soft-mode/images"):
        assert path in provided.split()
        assert phone.get(path).headers["X-Offline"] == "keep"


@pytest.mark.parametrize("path", ["/circle", "/circle/check-ins", "/you", "/care", "/questions"])
def test_what_others_wrote_or_who_wren_is_elsewhere_is_not_kept(phone_of, cast, path):
    assert "X-Offline" not in phone_of(cast.wren).get(path).headers


def test_a_part_of_a_page_is_never_kept_as_the_page(phone_of, cast):
    asks = {"HX-Request": "true", "HX-Request-Type": "partial"}
    assert "X-Offline" not in phone_of(cast.wren).get("/journal", headers=asks).headers


def test_nothing_is_kept_of_what_is_not_there_or_for_nobody(phone_of, cast):
    missing = phone_of(cast.wren).get(f"/journal/{uuid4()}")
    assert missing.status_code == 404
    assert "X-Offline" not in missing.headers
    assert "X-Person" not in phone_of().get("/login").headers


def sent(phone, fields, path="/journal", op=None, **headers):
    named = {"X-Outbox": "1", "Idempotency-Key": op or str(uuid4()), **headers}
    return phone.post(path, fields, headers=named)


def test_the_outbox_gets_a_fresh_token_for_a_form_that_is_days_old(phone_of, cast):
    phone = phone_of(cast.wren)
    session = phone.get("/outbox/session").json
    assert session["uid"] == str(cast.wren.id)
    stale = WORDS | {"csrf_token": "00" * 40}
    assert sent(phone, stale).headers["Outbox-Result"] == "csrf"
    fresh = sent(phone, stale, **{"X-CSRFToken": session["csrf"]})
    assert fresh.headers["Outbox-Result"] == "stored"


def test_nobody_has_a_session_who_is_signed_out(phone_of):
    answer = phone_of().get("/outbox/session")
    assert answer.status_code == 401
    assert answer.headers["Outbox-Result"] == "auth"


def test_the_phone_learns_which_version_its_words_have_become(phone_of, cast):
    phone, entity, op = phone_of(cast.wren), str(uuid4()), str(uuid4())
    first = sent(phone, WORDS | {"_entity": entity}, op=op)
    assert first.headers["Outbox-Version"] == "1"
    again = WORDS | {"text": "Warm water, and light.", "_base": "1"}
    second = sent(phone, again, f"/journal/{entity}")
    assert second.headers["Outbox-Version"] == "2"
    repeated = sent(phone, WORDS | {"_entity": entity}, op=op)
    assert (repeated.headers["Outbox-Result"], repeated.headers["Outbox-Version"]) == (
        "duplicate",
        "1",
    )
    assert db.session.get(Entry, UUID(entity)).words["text"] == "Warm water, and light."


def test_an_intention_tells_its_version_too(phone_of, cast):
    phone = phone_of(cast.wren)
    path = f"/intentions/{cast.coming.id}/fear"
    said = {"text": "That it hurts.", "audience": "only me", "seen": "only me", "_base": "0"}
    assert sent(phone, said, path).headers["Outbox-Version"] == "1"


def test_what_is_fetched_in_the_background_sets_no_cookie(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post("/journal", WORDS, op=True)
    assert "Set-Cookie" not in phone.get("/today", headers={"X-Provide": "1"}).headers
    said = phone.get("/today")
    assert "It is in your journal." in said.text
    assert "Set-Cookie" in said.headers


def test_no_page_after_the_sign_in_sets_a_cookie(phone_of, cast):
    phone = phone_of()
    phone.post("/login", {"email": "wren@example.org", "password": PASSWORD})
    for path in ("/today", "/journal/new", "/outbox/session"):
        assert "Set-Cookie" not in phone.get(path).headers


def test_the_outbox_is_told_that_what_it_was_written_for_is_gone(phone_of, cast):
    gone = sent(phone_of(cast.wren), {}, f"/circle/check-ins/{uuid4()}/resonance")
    assert (gone.status_code, gone.headers["Outbox-Result"]) == (404, "invalid")


def test_what_is_sent_later_says_nothing_on_a_page_about_something_else(phone_of, cast):
    phone = phone_of(cast.wren)
    sent(phone, WORDS, **{"X-Outbox": "later"})
    assert "It is in your journal." not in phone.get("/today").text
    sent(phone, WORDS)
    assert "It is in your journal." in phone.get("/today").text
