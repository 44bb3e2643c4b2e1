"""One entry from a year ago, for whoever has switched that on."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.journal.pen import days_ago, plant, read, write
from webapp.database import db
from webapp.journal.looking_back import a_year_before
from webapp.participants.models import Participant

HEADING = "From a year ago"


def switch(phone, on=True):
    return phone.post("/journal/looking-back", {"on": "y"} if on else {})


def shown(phone, path="/journal"):
    return HEADING in read(phone.get(path))


def test_nobody_is_shown_anything_who_did_not_ask_for_it(phone_of, cast):
    plant(cast.olive, "A year old", happened_on=days_ago(cast.olive, 365))
    assert not shown(phone_of(cast.olive))
    you = read(phone_of(cast.olive).get("/you"))
    assert "It does not unless you switch it on. Nobody else sees it, or that it is on." in you


def test_olive_switches_it_on_and_finds_the_entry_and_the_way_to_switch_it_off(phone_of, cast):
    phone = phone_of(cast.olive)
    entry = plant(cast.olive, "A year old", happened_on=days_ago(cast.olive, 365))
    assert switch(phone).location == "/you"
    page = phone.get("/journal")
    assert HEADING in read(page)
    assert f'href="/journal/{entry.id}">Read it</a>' in page.text
    assert "A year old" in read(page)
    answer = phone.post("/journal/looking-back", {"from_journal": "y"})
    assert answer.location == "/journal"
    assert "Nothing from a year ago is shown any more." in read(phone.get("/journal"))
    assert not shown(phone)


def test_it_is_switched_for_one_person_alone(phone_of, cast):
    switch(phone_of(cast.olive))
    people = db.session.query(Participant).where(Participant.looks_back).all()
    assert [person.id for person in people] == [cast.olive.id]
    db.session.commit()


@pytest.mark.parametrize(
    ("days", "is_near"), [(361, False), (362, True), (365, True), (368, True), (369, False)]
)
def test_three_days_before_and_after_are_near_enough(phone_of, cast, days, is_near):
    with time_machine.travel(datetime(2031, 6, 15, 12, tzinfo=UTC)):
        phone = phone_of(cast.olive)
        plant(cast.olive, "A year old", happened_on=days_ago(cast.olive, days))
        switch(phone)
        assert shown(phone) is is_near


def test_the_nearest_day_is_the_one(phone_of, cast):
    with time_machine.travel(datetime(2031, 6, 15, 12, tzinfo=UTC)):
        phone = phone_of(cast.olive)
        for days in (363, 366, 367):
            plant(cast.olive, f"{days} days old", happened_on=days_ago(cast.olive, days))
        switch(phone)
        page = read(phone.get("/journal"))
        assert page.index("366 days old") > page.index(HEADING)
        assert page[page.index(HEADING) :].startswith(f"{HEADING} · Friday 14 June 2030 366 days")


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2032, 2, 29), date(2031, 2, 28)),
        (date(2033, 2, 28), date(2032, 2, 28)),
        (date(2033, 3, 1), date(2032, 3, 1)),
        (date(2031, 1, 1), date(2030, 1, 1)),
    ],
)
def test_a_year_before_is_the_same_day_or_the_last_of_that_february(day, before):
    assert a_year_before(day) == before


def test_what_was_written_on_a_29_of_february_is_found_the_year_after(phone_of, cast):
    with time_machine.travel(datetime(2033, 3, 1, 12, tzinfo=UTC)):
        phone = phone_of(cast.olive)
        plant(cast.olive, "On a leap day", happened_on=date(2032, 2, 29))
        switch(phone)
        assert shown(phone)


def test_it_stays_away_on_the_day_of_a_session_until_the_next_morning(phone_of, cast):
    phone = phone_of(cast.wren)
    plant(cast.wren, "A year old", happened_on=days_ago(cast.wren, 361))
    switch(phone)
    for moment, is_shown in (
        (cast.coming.starts_at, False),
        (cast.coming.ends_at, False),
        (cast.coming.ends_at + timedelta(days=2), True),
    ):
        with time_machine.travel(moment):
            assert shown(phone_of(cast.wren)) is is_shown, moment


def test_it_stays_away_where_something_else_is_looked_for(phone_of, cast):
    phone = phone_of(cast.olive)
    plant(cast.olive, "A year old", happened_on=days_ago(cast.olive, 365))
    write(phone, text="Now", tags="sister")
    switch(phone)
    assert shown(phone)
    assert not shown(phone, "/journal?kind=text")
    assert HEADING not in read(phone.post("/journal/search", {"q": "year"}))
    assert not shown(phone, "/today")


def test_another_persons_entry_is_never_shown(phone_of, cast):
    plant(cast.moss, "The year of Moss", happened_on=days_ago(cast.moss, 365))
    phone = phone_of(cast.olive)
    switch(phone)
    assert not shown(phone)
