from uuid import uuid4

import pytest
from sqlalchemy import text

from tests.journal.pen import entries_of, kept_of, plant, read, write
from webapp.database import db
from webapp.journal.models import Entry, EntryVersion

READS = ("", "/edit", "/versions")
OTHERS = ("moss", "ana", "ilse", "olive", "sol")


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_opens_or_changes_an_entry(phone_of, cast, name):
    other = phone_of(getattr(cast, name))
    [entry] = entries_of(cast.wren)
    [version] = kept_of(cast.wren, entry.id)
    for path in READS:
        answer = other.get(f"/journal/{entry.id}{path}")
        unknown = other.get(f"/journal/{uuid4()}{path}")
        assert (answer.status_code, read(answer)) == (404, read(unknown))
    for path in ("/delete", f"/versions/{version.id}/use"):
        answer = other.post(f"/journal/{entry.id}{path}", {"text": "Not mine", "_base": "1"})
        assert answer.status_code == 404
        assert "harbour" not in answer.text
    assert [one.words for one in entries_of(cast.wren)] == [entry.words]


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_finds_it_in_a_list_or_a_search(phone_of, cast, name):
    other = phone_of(getattr(cast, name))
    plant(cast.wren, "unmistakable", gathering_id=cast.gone.id)
    assert "unmistakable" not in other.get("/journal").text
    assert "No entry has this word" in read(other.post("/journal/search", {"q": "unmistakable"}))


@pytest.mark.parametrize(
    "path", ["/journal", "/journal/new", "/journal/{}", "/journal/{}/edit", "/journal/{}/versions"]
)
def test_a_stranger_is_asked_to_sign_in(phone_of, cast, path):
    [entry] = entries_of(cast.wren)
    answer = phone_of().get(path.format(entry.id))
    assert answer.status_code == 303
    assert answer.location.startswith("/login")


def test_sol_keeps_the_journal_after_leaving_the_circle(phone_of, cast):
    phone = phone_of(cast.sol)
    [entry] = entries_of(cast.sol)
    assert "Sol saw a harbour" in phone.get("/journal").text
    page = read(phone.get(f"/journal/{entry.id}"))
    assert "Sol wrote this alone" in page
    assert f"Day 1 after the session on {cast.gone.starts_at:%-d %B}" in page
    assert str(cast.coming.id) not in phone.get("/journal/new").text
    assert f'<option selected value="{cast.gone.id}"' in phone.get(f"/journal/{entry.id}/edit").text


def test_sol_can_still_write(phone_of, cast):
    write(phone_of(cast.sol), text="On my own now", gathering=str(cast.gone.id))
    assert {"text": "On my own now"} in [entry.words for entry in entries_of(cast.sol)]


def test_the_database_holds_no_word_of_it(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, images="Zauberwort", feelings="Zauberwort")
    phone.post(f"/journal/{entry}", {"text": "Zauberwort again", "_base": "1"})
    for table in (Entry.__table__, EntryVersion.__table__):
        for row in db.session.execute(text(f"SELECT * FROM {table.name}")):
            assert b"Zauberwort" not in b"".join(bytes(str(value), "utf-8") for value in row)
            assert not any(
                b"Zauberwort" in bytes(v) for v in row if isinstance(v, bytes | memoryview)
            )
    db.session.commit()


def test_no_address_holds_a_word_of_it(phone_of, cast):
    phone = phone_of(cast.wren)
    answer = phone.post("/journal", {"text": "Zauberwort"})
    assert "Zauberwort" not in answer.location
    assert phone.get("/journal/search?q=Zauberwort").status_code == 405


def test_words_are_shown_as_they_are_and_never_as_markup(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="<script>alert(1)</script> a harbour", images="<i>x</i>")
    for path in ("", "/edit", "/versions"):
        assert "<script>alert" not in phone.get(f"/journal/{entry}{path}").text
    assert "&lt;i&gt;x&lt;/i&gt;" in phone.get("/journal").text
    found = phone.post("/journal/search", {"q": "alert harbour"}).text
    assert "&lt;script&gt;<mark>alert</mark>(1)" in found
