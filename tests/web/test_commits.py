"""A write is stored once, and whoever sent it is told what became of it."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.web.faulty import (
    failing_at_commit,
    failing_once,
    kill_connections,
    killed_on_the_way,
    no_room,
    statement_error,
)
from webapp.database import db
from webapp.journal.models import Entry

WORDS = {"text": "A heron stood in the shallow water."}


def outbox(phone, op, fields=WORDS, path="/journal", **headers):
    """As a phone's outbox sends what has waited."""
    sent = {"X-Outbox": "1", "Idempotency-Key": op, **headers}
    return phone.post(path, dict(fields), headers=sent)


def told(answer):
    return answer.status_code, answer.headers.get("Outbox-Result")


def entries_of(person):
    count = select(func.count()).where(Entry.participant_id == person.id)
    found = db.session.scalar(count)
    db.session.rollback()
    return found


def test_the_outbox_of_wren_is_told_where_her_entry_is(cast, phone_of):
    answer = outbox(phone_of(cast.wren), str(uuid4()))
    assert told(answer) == (201, "stored")
    assert phone_of(cast.wren).get(answer.headers["Location"]).status_code == 200


def test_what_wrens_outbox_sends_again_is_stored_once(cast, phone_of):
    phone, op, before = phone_of(cast.wren), str(uuid4()), entries_of(cast.wren)
    first, second = outbox(phone, op), outbox(phone, op)
    assert told(second) == (200, "duplicate")
    assert second.headers["Location"] == first.headers["Location"]
    assert entries_of(cast.wren) == before + 1


def test_a_field_and_a_header_name_the_same_submission(cast, phone_of):
    phone, op, before = phone_of(cast.wren), str(uuid4()), entries_of(cast.wren)
    outbox(phone, op)
    again = phone.post("/journal", {**WORDS, "_op": op})
    assert (again.status_code, again.headers["Outbox-Result"]) == (303, "duplicate")
    assert entries_of(cast.wren) == before + 1


def test_a_name_used_for_other_words_is_told_apart(cast, phone_of):
    phone, op = phone_of(cast.wren), str(uuid4())
    outbox(phone, op)
    other = outbox(phone, op, {"text": "Quite another entry."})
    assert told(other) == (422, "key-reuse")
    assert other.text == ""


def test_two_people_may_choose_the_same_name(cast, phone_of):
    op = str(uuid4())
    assert told(outbox(phone_of(cast.wren), op)) == (201, "stored")
    assert told(outbox(phone_of(cast.moss), op)) == (201, "stored")


def test_words_typed_over_an_older_version_are_kept_as_a_copy(cast, phone_of):
    phone, entry = phone_of(cast.wren), cast.one(Entry, cast.wren)
    base, op = {"_base": "7"}, str(uuid4())
    for expected in ((201, "stored-copy"), (200, "duplicate")):
        answer = outbox(phone, op, {**WORDS, **base}, f"/journal/{entry.id}")
        assert told(answer) == expected
        assert answer.headers["Location"]


def test_what_cannot_be_stored_is_called_invalid(cast, phone_of):
    assert told(outbox(phone_of(cast.wren), str(uuid4()), {"text": ""})) == (422, "invalid")


def test_an_outbox_is_told_to_sign_in(phone_of):
    assert told(outbox(phone_of(), str(uuid4()))) == (401, "auth")


def test_an_outbox_is_told_to_fetch_a_token(cast, phone_of):
    phone, before = phone_of(cast.wren), entries_of(cast.wren)
    stale = outbox(phone, str(uuid4()), {**WORDS, "csrf_token": "stale"})
    assert told(stale) == (403, "csrf")
    assert entries_of(cast.wren) == before


@pytest.mark.parametrize("who", ["header", "field", "nobody"])
def test_wrens_words_are_never_stored_as_moss_s(who, cast, phone_of):
    phone, before = phone_of(cast.moss), entries_of(cast.moss)
    writer = "nobody we know" if who == "nobody" else str(cast.wren.id)
    if who == "field":
        answer = outbox(phone, str(uuid4()), {**WORDS, "_uid": writer})
    else:
        answer = outbox(phone, str(uuid4()), **{"X-Outbox-User": writer})
    assert told(answer) == (409, "wrong-user")
    assert "heron" not in answer.text
    assert entries_of(cast.moss) == before


def test_what_is_far_too_long_is_called_too_large(cast, phone_of):
    assert told(outbox(phone_of(cast.wren), str(uuid4()), {"text": "x" * 9_000_000})) == (
        413,
        "too-large",
    )


def test_htmx_is_sent_on_or_given_the_part(cast, phone_of):
    phone = phone_of(cast.wren)
    sent_on = phone.htmx("POST", "/journal", data=WORDS)
    assert (sent_on.status_code, sent_on.text) == (200, "")
    assert sent_on.headers["HX-Redirect"].startswith("/journal/")
    part = phone.htmx("POST", f"/gatherings/{cast.coming.id}/attendance", data={"answer": "unsure"})
    assert part.status_code == 200
    assert "<form" in part.text
    assert "<html" not in part.text


def test_a_plain_form_goes_and_sees(cast, phone_of):
    answer = phone_of(cast.wren).post("/journal", WORDS)
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (303, "stored")
    assert answer.location.startswith("/journal/")


@pytest.mark.parametrize("state", ["40001", "40P01", "08006", "57P01"])
@pytest.mark.parametrize("fails", [failing_once, failing_at_commit])
def test_a_lost_race_is_run_again_and_stored_once(state, fails, app, cast, phone_of):
    phone, op, before = phone_of(cast.wren), str(uuid4()), entries_of(cast.wren)
    with fails(app, "journal.create", statement_error(state)) as tries:
        assert told(outbox(phone, op)) == (201, "stored")
    assert len(tries) == 2
    assert told(outbox(phone, op)) == (200, "duplicate")
    assert entries_of(cast.wren) == before + 1


def test_what_fails_for_good_is_not_tried_for_ever(app, cast, phone_of):
    phone, before = phone_of(cast.wren), entries_of(cast.wren)
    with failing_once(app, "journal.create", statement_error("23514"), times=9) as tries:
        answer = outbox(phone, str(uuid4()))
    assert answer.status_code == 503
    assert "Outbox-Result" not in answer.headers, "the outbox keeps what no result says is done"
    assert len(tries) == 1
    assert entries_of(cast.wren) == before


def test_where_the_disk_is_full_wren_is_told_so_and_keeps_her_words(app, cast, phone_of):
    phone, before = phone_of(cast.wren), entries_of(cast.wren)
    with failing_once(app, "journal.create", statement_error("53100"), times=9):
        assert told(outbox(phone, str(uuid4()))) == (507, "full")
    assert entries_of(cast.wren) == before


@pytest.mark.only_on("sqlite")
def test_a_database_file_that_cannot_grow_is_a_full_disk(cast, phone_of):
    phone, op, before = phone_of(cast.wren), str(uuid4()), entries_of(cast.wren)
    much = {"text": "A heron. " * 4000}
    with no_room():
        assert told(outbox(phone, op, much)) == (507, "full")
        assert "The server is full" in phone.post("/journal", much).text
    assert entries_of(cast.wren) == before
    assert told(outbox(phone, op, much)) == (201, "stored")


@pytest.mark.only_on("postgres")  # SQLite has no connection to lose
def test_a_connection_that_died_in_the_night_is_replaced(settings, cast, phone_of):
    phone = phone_of(cast.wren)
    phone.get("/today")
    kill_connections(settings)
    assert phone.get("/today").status_code == 200
    kill_connections(settings)
    assert told(outbox(phone, str(uuid4()))) == (201, "stored")


@pytest.mark.only_on("postgres")  # SQLite has no connection to lose
def test_a_connection_that_dies_in_the_midst_costs_nothing(settings, app, cast, phone_of):
    phone, op, before = phone_of(cast.wren), str(uuid4()), entries_of(cast.wren)
    with killed_on_the_way(app, "journal.create", settings) as tries:
        assert told(outbox(phone, op)) == (201, "stored")
    assert len(tries) == 2
    assert told(outbox(phone, op)) == (200, "duplicate")
    assert entries_of(cast.wren) == before + 1
