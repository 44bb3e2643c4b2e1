import re

import pytest

from tests.journal.pen import counted, days_ago, entries_of, plant, plant_many, read, today
from webapp.database import db
from webapp.intentions.models import IntentionPart, PartName


def leaves(answer):
    return [int(number) for number in re.findall(r"Leaf number (\d+)<", answer.text)]


def older(answer):
    found = re.search(r'href="([^"]*)" rel="next"', answer.text)
    return found and found[1].replace("&amp;", "&")


def test_an_empty_journal_asks_nothing(phone_of, cast):
    page = read(phone_of(cast.olive).get("/journal"))
    assert "Nothing is written yet, and nothing has to be." in page


def test_the_latest_day_comes_first(phone_of, cast):
    plant(cast.wren, "Yesterday", happened_on=days_ago(cast.wren, 1))
    plant(cast.wren, "Today")
    page = read(phone_of(cast.wren).get("/journal"))
    assert page.index("Today ") < page.index("Yesterday") < page.index("Wren saw a harbour")


def test_older_leads_through_everything_once(phone_of, cast):
    phone = phone_of(cast.olive)
    plant_many(cast.olive, 47)
    seen, page = [], phone.get("/journal")
    while True:
        seen += leaves(page)
        if not (address := older(page)):
            break
        assert len(leaves(page)) == 20
        page = phone.get(address)
    assert sorted(seen) == list(range(47))


def test_what_is_written_meanwhile_moves_nothing(phone_of, cast):
    phone = phone_of(cast.olive)
    plant_many(cast.olive, 25)
    first = phone.get("/journal")
    plant(cast.olive, "Just now")
    assert set(leaves(first)) | set(leaves(phone.get(older(first)))) == set(range(25))


def test_wren_looks_by_session(phone_of, cast):
    plant(cast.wren, "On another day")
    page = read(phone_of(cast.wren).get(f"/journal?session={cast.gone.id}&day="))
    assert "Wren saw a harbour" in page
    assert "On another day" not in page


def test_wren_looks_by_day(phone_of, cast):
    plant(cast.wren, "On this day")
    page = read(phone_of(cast.wren).get(f"/journal?session=&day={today(cast.wren)}"))
    assert "On this day" in page
    assert "Wren saw a harbour" not in page
    empty = phone_of(cast.wren).get("/journal?day=2020-02-29")
    assert "Nothing is written for this day" in read(empty)


def test_older_stays_with_the_session(phone_of, cast):
    phone = phone_of(cast.wren)
    for number in range(24):
        plant(cast.wren, f"Leaf number {number}", gathering_id=cast.gone.id)
        plant(cast.wren, f"Stone number {number}")
    page = phone.get(f"/journal?session={cast.gone.id}")
    rest = phone.get(older(page))
    assert sorted(leaves(page) + leaves(rest)) == list(range(24))
    assert "Stone" not in rest.text


@pytest.mark.parametrize(
    "query",
    [
        "session=nonsense",
        "day=soon",
        "before=soon",
        "before=2025-01-01_x",
        "before=_",
        "session=0199f2f0-0000-7000-8000-000000000000",
    ],
)
def test_an_address_that_means_nothing_leads_nowhere(phone_of, cast, query):
    assert phone_of(cast.wren).get(f"/journal?{query}").status_code == 404


def test_another_circles_session_is_no_place_to_look(phone_of, cast):
    answer = phone_of(cast.wren).get(f"/journal?session={cast.harbours.id}")
    assert answer.status_code == 404


def test_the_intention_of_that_session_stands_beside_the_entry(phone_of, cast):
    with db.transaction() as session:
        for name, words in ((PartName.MEET, "Met, not carried"), (PartName.WORD, "soften")):
            part = IntentionPart(participant_id=cast.wren.id, gathering_id=cast.gone.id, name=name)
            part.text, part.audience = words, "circle"
            session.add(part)
    phone = phone_of(cast.wren)
    [entry] = entries_of(cast.wren)
    paths = [f"/journal/{entry.id}", f"/journal/{entry.id}/edit", "/journal/new"]
    for path in [*paths, f"/journal?session={cast.gone.id}"]:
        page = read(phone.get(path))
        assert "“Met, not carried” People of your circle can read this" in page
        assert "Word to hold: soften" in page
    [of_moss] = entries_of(cast.moss)
    assert "Met, not carried" not in phone_of(cast.moss).get(f"/journal/{of_moss.id}").text


@pytest.mark.parametrize("path", ["/journal", "/journal?session={gone}", "/journal/new", "search"])
def test_a_thousand_entries_take_no_more_queries_than_ten(phone_of, cast, path):
    phone = phone_of(cast.wren)

    def queries():
        with counted() as statements:
            if path == "search":
                phone.post("/journal/search", {"q": "leaf number"})
            else:
                phone.get(path.format(gone=cast.gone.id))
        return [one for one in statements if one.lstrip().upper().startswith(("SELECT", "WITH"))]

    plant_many(cast.wren, 10)
    few = queries()
    plant_many(cast.wren, 990)
    assert len(queries()) == len(few) <= 6


def test_one_entry_takes_as_many_queries_with_many_versions(phone_of, cast):
    phone = phone_of(cast.wren)
    [entry] = entries_of(cast.wren)
    for path in ("", "/edit", "/versions"):
        with counted() as statements:
            phone.get(f"/journal/{entry.id}{path}")
        assert len([one for one in statements if one.lstrip().upper().startswith("SELECT")]) <= 6
