import re

from tests.journal.pen import counted, days_ago, plant, read, rewrite
from webapp.database import db
from webapp.journal.models import Entry


def search(phone, query, **options):
    return phone.post("/journal/search", {"q": query}, **options)


def test_wren_finds_words_whatever_their_case_and_accents(phone_of, cast):
    plant(cast.wren, "Rain on the roof of the CAFÉ; Zoë’s coat over a chair.")
    for query in ("cafe", "zoe's COAT", "Zoë’s", "chair cafe"):
        page = search(phone_of(cast.wren), query)
        assert "coat" in read(page), query
        assert "<mark>" in page.text


def test_every_word_has_to_occur_in_whatever_box(phone_of, cast):
    with db.transaction() as session:
        words = {"images": "A harbour at night", "questions": "Whose red coat?"}
        day = days_ago(cast.wren, 2)
        session.add(Entry(participant_id=cast.wren.id, happened_on=day, words=words))
    phone = phone_of(cast.wren)
    assert "<mark>coat</mark>" in search(phone, "coat harbour night").text
    assert "No entry has all these words" in read(search(phone, "coat harbour morning"))


def test_the_latest_come_first_and_older_goes_on(phone_of, cast):
    phone = phone_of(cast.wren)
    for number in range(23):
        plant(cast.wren, f"Leaf number {number:02}", happened_on=days_ago(cast.wren, number))
    page = search(phone, "leaf")
    found = re.findall(r"</mark> number (\d\d)", page.text)
    assert found == [f"{number:02}" for number in range(20)]
    before = re.search(r'name="before" value="([^"]+)"', page.text)[1]
    rest = phone.post("/journal/search", {"q": "leaf", "before": before}).text
    assert re.findall(r"</mark> number (\d\d)", rest) == ["20", "21", "22"]
    assert 'name="before"' not in rest


def test_the_words_looked_for_stay_in_the_box(phone_of, cast):
    assert 'value="&lt;harbour&gt;"' in search(phone_of(cast.wren), "<harbour>").text


def test_looking_for_nothing_shows_the_journal(phone_of, cast):
    for query in ("", "  ", "\u0301"):
        assert "Wren saw a harbour" in read(search(phone_of(cast.wren), query))


def test_htmx_gets_only_what_was_found(phone_of, cast):
    answer = phone_of(cast.wren).htmx("POST", "/journal/search", data={"q": "harbour"})
    assert "<html" not in answer.text
    assert 'id="entries"' in answer.text
    assert "1 found" in read(answer)


def test_what_is_too_long_to_look_for_is_said_beside_the_box(phone_of, cast):
    answer = search(phone_of(cast.wren), "x" * 1_000_000)
    assert answer.status_code == 422
    assert "This is too long for here" in answer.text
    assert 'aria-describedby="q-error"' in answer.text


def test_a_cursor_that_is_none_leads_nowhere(phone_of, cast):
    answer = phone_of(cast.wren).post("/journal/search", {"q": "harbour", "before": "soon"})
    assert answer.status_code == 404


def test_searching_takes_no_turn_from_those_who_write(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.token()
    with counted() as statements:
        search(phone, "harbour")
    assert "BEGIN IMMEDIATE" not in statements
    assert all(one.lstrip().startswith(("SELECT", "BEGIN")) for one in statements)


def test_a_word_that_was_taken_out_is_not_found_any_more(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "A paper boat")
    rewrite(phone, entry, 1, text="A copper kettle")
    assert "No entry has this word" in read(search(phone, "boat"))
    assert "<mark>kettle</mark>" in search(phone, "kettle").text


def test_words_in_quotation_marks_are_found_without_them(phone_of, cast):
    plant(cast.wren, 'She said "come home" and I did.')
    page = search(phone_of(cast.wren), "“come home”")
    assert "<mark>come</mark> <mark>home</mark>" in page.text
