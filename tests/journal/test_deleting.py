from uuid import uuid4

from tests.journal.pen import (
    days_ago,
    entries_of,
    entry_at,
    plant,
    read,
    rewrite,
    written_by,
)


def test_deleting_takes_the_entry_and_its_versions(phone_of, cast):
    phone = phone_of(cast.wren)
    [entry] = entries_of(cast.wren)
    assert "removed at once" in read(phone.get(f"/journal/{entry.id}"))
    answer = phone.post(f"/journal/{entry.id}/delete", op=True)
    assert "The entry is gone." in phone.get(answer.location).text
    assert phone.get(f"/journal/{entry.id}").status_code == 404
    assert entries_of(cast.wren) == []


def test_deleting_twice_is_deleting_once(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Let go")
    fields = {"_op": str(uuid4())}
    first, second = (phone.post(f"/journal/{entry.id}/delete", fields) for _ in range(2))
    assert (first.location, second.location) == ("/journal", "/journal")
    assert second.headers["Outbox-Result"] == "duplicate"


GONE = "That entry is no longer here, so your words are kept as a new one."


def test_what_was_typed_over_a_deleted_entry_is_kept_as_a_new_one(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Let go")
    phone.post(f"/journal/{entry.id}/delete")
    day = days_ago(cast.wren, 2)
    answer = rewrite(phone, entry, 1, text="And more", happened_on=str(day))
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (303, "stored-copy")
    assert entry_at(answer) != entry.id
    page = read(phone.get(answer.location))
    assert GONE in page
    assert "And more" in page
    assert entries_of(cast.wren)[-1].happened_on == day


def test_htmx_is_sent_to_the_new_entry(phone_of, cast):
    fields = {"text": "And more", "_base": "1"}
    answer = phone_of(cast.wren).htmx("POST", f"/journal/{uuid4()}", data=fields, op=True)
    assert "And more" in phone_of(cast.wren).get(answer.headers["HX-Redirect"]).text


def test_sent_twice_it_is_one_new_entry(phone_of, cast):
    phone, fields = phone_of(cast.wren), {"text": "And more", "_op": str(uuid4())}
    first, second = (phone.post(f"/journal/{uuid}", fields) for uuid in [uuid4()] * 2)
    assert first.location == second.location
    assert written_by(cast.wren) == [{"text": "And more"}]


def test_words_for_an_entry_of_somebody_else_are_kept_just_so_and_nothing_is_told(phone_of, cast):
    [of_moss] = entries_of(cast.moss)
    phone = phone_of(cast.wren)
    answer = rewrite(phone, of_moss, 1, text="Mine")
    assert entry_at(answer) != of_moss.id
    assert GONE in read(phone.get(answer.location))
    assert [one.words for one in entries_of(cast.moss)] == [of_moss.words]
    assert written_by(cast.wren) == [{"text": "Mine"}]


def test_without_words_an_entry_that_is_gone_stays_gone(phone_of, cast):
    assert rewrite(phone_of(cast.wren), uuid4(), 1, text=" ").status_code == 404
    assert written_by(cast.wren) == []


def test_a_day_that_is_none_costs_nobody_the_words_of_a_deleted_entry(phone_of, cast):
    answer = rewrite(phone_of(cast.wren), uuid4(), 1, text="And more", happened_on="soon")
    assert answer.status_code == 422
    assert "And more" in answer.text
    assert 'action="/journal"' in answer.text
