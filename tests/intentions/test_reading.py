from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.intentions.pen import Page, path
from webapp.database import db, now
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart, PartName


def queries_of(phone, address):
    seen = []

    def look(_c, _k, statement, *_):
        seen.append(statement)

    event.listen(db.reading, "before_cursor_execute", look)
    try:
        assert phone.get(address).status_code == 200
    finally:
        event.remove(db.reading, "before_cursor_execute", look)
    return sum(statement.startswith("SELECT") for statement in seen)


def sessions_with_words(cast, person, count):
    with db.transaction() as session:
        for number in range(count):
            starts_at = now() - timedelta(days=20 + number)
            gathering = Gathering(
                circle_id=cast.juniper.id,
                kind=Kind.DOSING,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=4),
            )
            parts = [
                IntentionPart(
                    participant_id=person.id,
                    gathering_id=gathering.id,
                    name=name,
                    text=f"{name} {number} ago.",
                )
                for name in PartName
            ]
            session.add_all((gathering, *parts))


def test_the_coming_session_is_on_top_with_a_way_to_begin(phone_of, cast):
    page = phone_of(cast.rue).get("/intentions").text
    assert "Go on" in page
    assert "Rue intends" in page
    assert "Only you can read this" in page


def test_where_no_session_is_planned_the_page_says_what_it_is_for(phone_of, cast):
    assert "When a session is planned for you" in phone_of(cast.olive).get("/intentions").text


def test_a_session_without_an_intention_yet_offers_to_set_one(phone_of, cast):
    with db.transaction() as session:
        session.delete(session.scalar(IntentionPart.owned_by(cast.rue)))
    page = phone_of(cast.rue).get("/intentions").text
    assert "Set an intention" in page
    assert f'href="{path(cast.coming, "brings")}"' in page


def test_a_facilitator_of_a_circle_has_no_intention_to_set(phone_of, cast):
    phone = phone_of(cast.ana)
    assert "Set an intention" not in phone.get("/intentions").text
    assert phone.get(path(cast.coming)).status_code == 404


def test_past_intentions_come_newest_first_and_twenty_at_a_time(phone_of, cast):
    sessions_with_words(cast, cast.wren, 23)
    phone = phone_of(cast.wren)
    first = phone.get("/intentions")
    order = [first.text.index(f"meet {number} ago.") for number in range(20)]
    assert order == sorted(order)
    assert "meet 20 ago." not in first.text
    older = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    rest = phone.get(older).text
    assert "meet 20 ago." in rest
    assert "meet 22 ago." in rest
    assert "Wren intends" not in rest


def test_a_past_session_without_words_is_not_mentioned(phone_of, cast):
    page = phone_of(cast.wren).get("/intentions").text
    assert str(cast.gone.id) not in page


def test_one_intention_reads_as_a_page_with_the_audience_of_each_part(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("Let it be met", "circle")
    Page(phone_of(cast.wren), cast.coming, "word").type("soften", "facilitators")
    page = phone_of(cast.wren).get(f"/intentions/{cast.coming.id}").text
    for words in (
        "Wren intends",
        "Let it be met",
        "soften",
        "Only you can read this",
        "Everyone in Juniper circle can read this",
        "Facilitators can read this",
        f'href="{path(cast.coming)}"',
        f'href="{path(cast.coming, "brings")}/versions"',
        "What you fear",
    ):
        assert words in page


@pytest.mark.parametrize("tail", ["", "/meet", "/meet/versions"])
def test_whose_session_it_is_not_finds_nothing(phone_of, cast, tail):
    for person in (cast.ilse, cast.olive, cast.ana, cast.bea):
        assert phone_of(person).get(f"/intentions/{cast.coming.id}{tail}").status_code == 404
    assert phone_of(cast.wren).get(f"/intentions/{cast.harbours.id}{tail}").status_code == 404
    assert phone_of(cast.sol).get(f"/intentions/{cast.gone.id}{tail}").status_code == 404


@pytest.mark.parametrize("address", ["nobody", "0/meet", "{id}/dose", "{id}/meet/versions/x/use"])
def test_addresses_that_lead_nowhere_say_so(phone_of, cast, address):
    phone = phone_of(cast.wren)
    assert phone.get(f"/intentions/{address.format(id=cast.coming.id)}").status_code == 404


@pytest.mark.parametrize("before", ["x", "00000000-0000-0000-0000-000000000000", "'"])
def test_an_older_page_that_is_not_there_is_not_found_or_the_first(phone_of, cast, before):
    answer = phone_of(cast.wren).get("/intentions", query_string={"before": before})
    assert answer.status_code in (200, 404)


def test_nobody_else_reads_an_unshared_part_anywhere(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("for nobody else")
    for person in (cast.moss, cast.ana):
        for address in ("/intentions", f"/intentions/{cast.coming.id}"):
            assert "for nobody else" not in phone_of(person).get(address).text


@pytest.mark.parametrize("count", [1, 60])
def test_no_page_needs_more_than_six_queries(phone_of, cast, count):
    sessions_with_words(cast, cast.wren, count)
    phone, here = phone_of(cast.wren), path(cast.coming, "brings")
    for address in ("/intentions", f"/intentions/{cast.coming.id}", here, f"{here}/versions"):
        phone.get(address)
        assert queries_of(phone, address) <= 6
