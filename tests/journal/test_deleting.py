from uuid import uuid4

from tests.journal.pen import entries_of, plant, read


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


def test_what_was_typed_over_a_deleted_entry_is_still_there(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Let go")
    phone.post(f"/journal/{entry.id}/delete")
    answer = phone.post(f"/journal/{entry.id}", {"text": "And more", "_base": "1"})
    assert answer.status_code == 404
    assert "You can keep your words as a new one." in answer.text
    assert "And more" in answer.text
    assert 'action="/journal"' in answer.text
