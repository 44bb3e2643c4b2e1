from uuid import uuid4

import pytest

from tests.journal.pen import (
    KEPT,
    entries_of,
    read,
    write,
    written_by,
)
from webapp.journal.forms import NOTHING_YET
from webapp.journal.models import Family

BY_WREN = {
    "images": "The harbour, but the water was warm.\n\n  A red coat.  ",
    "feelings": "Tender.",
    "realizations": "I was not small in it.",
    "questions": "What would it be to arrive without bracing?",
    "text": "<b>Ana</b> had left the lamp on & \u202eit stayed\u202c on.",
}


def test_wren_writes_in_every_family_and_reads_it_again(phone_of, cast):
    phone = phone_of(cast.wren)
    answer = phone.post("/journal", BY_WREN, op=True)
    assert answer.headers["Outbox-Result"] == "stored"
    page = phone.get(answer.location)
    assert KEPT in page.text
    for text in ("Images", "A red coat.", "Feelings", "Realizations", "Questions", "<b>Ana</b>"):
        assert text in read(page)
    assert written_by(cast.wren) == [BY_WREN]


def test_every_box_and_every_saved_text_says_who_can_read_it(phone_of, cast):
    phone = phone_of(cast.wren)
    assert phone.get("/journal/new").text.count("Only you can read this") == len(Family) + 1
    entry = write(phone, text="For me")
    for path in ("", "/edit", "/versions"):
        assert "Only you can read this" in phone.get(f"/journal/{entry}{path}").text
    assert "Only you can read this" in phone.get("/journal").text


def test_one_word_is_enough(phone_of, cast):
    write(phone_of(cast.wren), feelings="soft")
    assert written_by(cast.wren) == [{"feelings": "soft"}]


@pytest.mark.parametrize("fields", [{}, {"text": " \n\t "}])
def test_an_empty_entry_gets_a_kind_sentence(phone_of, cast, fields):
    answer = phone_of(cast.wren).post("/journal", fields)
    assert answer.status_code == 422
    assert NOTHING_YET in read(answer)
    assert written_by(cast.wren) == []


def test_a_megabyte_is_not_taken_but_all_of_it_is_still_there(phone_of, cast):
    answer = phone_of(cast.wren).post("/journal", {"images": "sea " * 262_144, "text": "small"})
    assert answer.status_code == 422
    assert "This is too long for here (50,000 characters fit). It is all still here." in read(
        answer
    )
    assert answer.text.count("sea ") >= 262_144
    assert ">small" in answer.text.replace("\r\n", "").replace("\n", "")
    assert written_by(cast.wren) == []


def test_htmx_gets_the_form_again_with_its_words_and_the_name_of_its_entry(phone_of, cast):
    fields = {"text": "kept", "happened_on": "soon", "_entity": str(uuid4())}
    answer = phone_of(cast.wren).htmx("POST", "/journal", data=fields)
    assert (answer.status_code, "<html" in answer.text) == (422, False)
    assert "kept" in answer.text
    assert f'data-entity="{fields["_entity"]}"' in answer.text
    assert 'aria-describedby="happened_on-error"' in answer.text


def test_htmx_is_sent_to_the_entry(phone_of, cast):
    answer = phone_of(cast.wren).htmx("POST", "/journal", data={"text": "kept"}, op=True)
    assert answer.headers["HX-Redirect"].startswith("/journal/")


def test_the_phone_names_the_entry(phone_of, cast):
    name = uuid4()
    assert write(phone_of(cast.wren), text="Mine", _entity=str(name)) == name


def test_going_back_and_sending_more_changes_the_entry_instead_of_making_another(phone_of, cast):
    phone, name = phone_of(cast.wren), str(uuid4())
    write(phone, text="The stairs", _entity=name)
    write(phone, text="The stairs, and the light", _entity=name)
    assert written_by(cast.wren) == [{"text": "The stairs, and the light"}]


def test_the_name_of_another_persons_entry_is_no_way_to_it(phone_of, cast):
    [of_moss] = entries_of(cast.moss)
    entry = write(phone_of(cast.wren), text="Mine", _entity=str(of_moss.id))
    assert entry != of_moss.id
    assert [one.words for one in entries_of(cast.moss)] == [of_moss.words]
    assert written_by(cast.wren) == [{"text": "Mine"}]


def test_a_facilitator_keeps_a_journal_too(phone_of, cast):
    write(phone_of(cast.ana), text="A long day")
    assert written_by(cast.ana) == [{"text": "A long day"}]


@pytest.mark.parametrize(
    "typed",
    ["nul \x00 inside", "bell \x07", "\u200f\u202ertl\u202c", "é" * 999, "\n\n two lines\n"],
)
def test_what_is_typed_is_kept_to_the_letter(phone_of, cast, typed):
    phone = phone_of(cast.wren)
    body = {"text": typed.replace("\n", "\r\n"), "csrf_token": phone.token()}
    answer = phone.client.post("/journal", data=body, base_url="https://localhost")
    assert written_by(cast.wren) == [{"text": typed}]
    assert phone.client.get(answer.location, base_url="https://localhost").status_code == 200


def test_broken_bytes_are_asked_for_again_and_break_nothing(phone_of, cast):
    phone = phone_of(cast.wren)
    for broken in (b"\xff\xfe", b"\xed\xa0\x80", b"\xc3"):
        body = {"text": b"before " + broken, "csrf_token": phone.token()}
        answer = phone.client.post("/journal", data=body, base_url="https://localhost")
        assert answer.status_code == 400
    assert written_by(cast.wren) == []
