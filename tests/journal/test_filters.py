"""A journal narrowed to a kind of fragment or a tag, with words looked for in it or without."""

import re

import pytest

from tests.journal.pen import counted, days_ago, plant, read, today, write
from webapp.database import db
from webapp.journal.models import Entry
from webapp.journal.tags import Tag


def put(person, words, **attributes):
    attributes.setdefault("happened_on", today(person))
    with db.transaction() as session:
        session.add(Entry(participant_id=person.id, words=words, **attributes))


def search(phone, query, **filters):
    at = "&".join(f"{name}={value}" for name, value in filters.items())
    return phone.post(f"/journal/search?{at}", {"q": query})


def leaves(page):
    return sorted(int(number) for number in re.findall(r"(?:Leaf|leaf) number (\d+)", read(page)))


@pytest.mark.parametrize("kind", ["images", "feelings", "body", "realizations", "questions"])
def test_wren_looks_by_kind_and_sees_what_is_of_it(phone_of, cast, kind):
    put(cast.olive, {"images": "A picture", kind: "What is looked for"})
    put(cast.olive, {"text": "Something else", "images" if kind != "images" else "body": "Or this"})
    page = read(phone_of(cast.olive).get(f"/journal?kind={kind}"))
    assert "What is looked for" in page
    assert "Something else" not in page
    assert "Or this" not in page


def test_free_text_and_the_days_after_are_kinds_too(phone_of, cast):
    phone = phone_of(cast.olive)
    put(cast.olive, {"text": "On a day after"}, asked="day 3")
    put(cast.olive, {"text": "Of my own accord"})
    put(cast.olive, {"images": "A picture"}, asked="images")
    after = read(phone.get("/journal?kind=days"))
    assert "On a day after" in after
    assert "Of my own accord" not in after
    assert "A picture" not in after
    free = read(phone.get("/journal?kind=text"))
    assert "Of my own accord" in free
    assert "A picture" not in free


def test_a_box_that_was_named_in_a_text_is_no_kind(phone_of, cast):
    put(cast.olive, {"text": "images \x7fbody\x7f are words"})
    assert "are words" not in read(phone_of(cast.olive).get("/journal?kind=images"))
    assert "are words" not in read(phone_of(cast.olive).get("/journal?kind=body"))


def test_wren_looks_by_tag_and_older_stays_with_it(phone_of, cast):
    phone = phone_of(cast.olive)
    for number in range(23):
        day = str(days_ago(cast.olive, number))
        write(phone, text=f"Leaf number {number}", tags="sister", happened_on=day)
        plant(cast.olive, f"Stone {number}")
    at = f"/journal?tag={Tag.id_of(cast.olive.id, 'sister')}"
    page = phone.get(at)
    assert leaves(page) == list(range(20))
    older = re.search(r'href="([^"]*)" rel="next"', page.text)[1].replace("&amp;", "&")
    assert leaves(phone.get(older)) == [20, 21, 22]
    assert "Stone" not in read(page) + read(phone.get(older))


def test_a_kind_goes_on_to_what_is_older(phone_of, cast):
    phone = phone_of(cast.olive)
    for number in range(45):
        box = "images" if number % 2 else "feelings"
        put(cast.olive, {box: f"Leaf number {number}"}, happened_on=days_ago(cast.olive, number))
    page, seen = phone.get("/journal?kind=images"), []
    while True:
        seen += leaves(page)
        older = re.search(r'href="([^"]*)" rel="next"', page.text)
        if not older:
            break
        page = phone.get(older[1].replace("&amp;", "&"))
    assert seen == list(range(1, 45, 2))


def test_words_are_looked_for_among_what_is_narrowed(phone_of, cast):
    phone = phone_of(cast.wren)
    tag = Tag.id_of(cast.wren.id, "sister")
    write(phone, images="A red coat", tags="sister", gathering=str(cast.gone.id))
    write(phone, images="A blue coat")
    write(phone, feelings="A green coat", tags="sister")
    whole = {"tag": tag, "kind": "images", "session": cast.gone.id}
    for filters in (whole, {"tag": tag, "kind": "images"}):
        page = search(phone, "coat", **filters)
        assert "A red <mark>coat</mark>" in page.text
        assert "green" not in read(page)
        assert "blue" not in read(page)
    assert "No entry among these has this word" in read(search(phone, "lamp", tag=tag))


def test_what_is_narrowed_is_shown_and_can_be_taken_away(phone_of, cast):
    phone = phone_of(cast.wren)
    tag = Tag.id_of(cast.wren.id, "sister")
    write(phone, images="A red coat", tags="sister")
    page = phone.get(f"/journal?kind=images&tag={tag}")
    assert f'<a class="chip" href="/journal?tag={tag}">Images' in page.text
    assert '<a class="chip" href="/journal?kind=images">sister' in page.text
    found = search(phone, "coat", kind="images", tag=tag)
    assert f'formaction="/journal/search?tag={tag}">Images' in found.text
    assert f'action="/journal/search?kind=images&amp;tag={tag}"' in found.text
    assert 'type="hidden" name="q" value="coat"' in found.text


def test_older_hits_stay_narrowed(phone_of, cast):
    phone = phone_of(cast.olive)
    for number in range(23):
        day = days_ago(cast.olive, number)
        put(cast.olive, {"images": f"Leaf number {number}"}, happened_on=day)
        put(cast.olive, {"body": f"Leaf number {number + 100}"}, happened_on=day)
    page = search(phone, "leaf", kind="images")
    assert leaves(page) == list(range(20))
    before = re.search(r'name="before" value="([^"]+)"', page.text)[1]
    rest = phone.post("/journal/search?kind=images", {"q": "leaf", "before": before})
    assert leaves(rest) == [20, 21, 22]


def test_nothing_like_this_gets_a_kind_sentence(phone_of, cast):
    page = read(phone_of(cast.wren).get("/journal?kind=body"))
    assert "Nothing here is of this kind yet, and nothing has to be." in page


def test_looking_for_nothing_among_these_shows_these(phone_of, cast):
    phone = phone_of(cast.wren)
    write(phone, body="Warm hands")
    page = read(search(phone, " ", kind="body"))
    assert "Warm hands" in page
    assert "Wren saw a harbour" not in page


def test_htmx_gets_the_form_with_the_words_too(phone_of, cast):
    phone = phone_of(cast.wren)
    answer = phone.htmx("POST", "/journal/search", data={"q": "harbour"})
    assert 'id="look-by" method="post"' in answer.text
    cleared = phone.htmx("POST", "/journal/search", data={"q": ""})
    assert 'id="look-by" method="get"' in cleared.text


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "tag=nonsense", "tag=0199f2f0-0000-7000-8000-000000000000"]
)
def test_what_means_nothing_leads_nowhere(phone_of, cast, query):
    phone = phone_of(cast.wren)
    assert phone.get(f"/journal?{query}").status_code == 404
    assert phone.post(f"/journal/search?{query}", {"q": "harbour"}).status_code == 404


def test_no_address_names_a_tag_or_a_word(phone_of, cast):
    phone = phone_of(cast.wren)
    write(phone, text="Zauberwort", tags="Zauberwort")
    page = search(phone, "zauberwort", tag=Tag.id_of(cast.wren.id, "zauberwort"))
    addresses = re.findall(r'(?:href|action|formaction|hx-post)="([^"]*)"', page.text)
    assert not [address for address in addresses if "auberwort" in address]


@pytest.mark.parametrize("query", ["kind=images", "kind=days", "tag={}", "kind=text&tag={}"])
def test_a_thousand_entries_take_no_more_queries_than_ten(phone_of, cast, query):
    phone = phone_of(cast.olive)
    for number in range(3):
        write(phone, text=f"Leaf {number}", images="A lake", tags="sister")
    query = query.format(Tag.id_of(cast.olive.id, "sister"))

    def queries():
        found = []
        for ask in (lambda: phone.get(f"/journal?{query}"), lambda: search(phone, "leaf")):
            with counted() as statements:
                assert ask().status_code == 200
            found.append(len([one for one in statements if one.startswith(("SELECT", "WITH"))]))
        return found

    few = queries()
    with db.transaction() as session:
        session.add_all(
            Entry(
                participant_id=cast.olive.id,
                happened_on=today(cast.olive),
                words={"images": f"Leaf {number}", "text": "More"},
                asked="day 3",
            )
            for number in range(1000)
        )
    assert queries() == few
    assert max(few) <= 6
