"""Scheduling gatherings, and their rosters."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.gatherings.planting import add_member, again, answer_of, gathering_of
from webapp.database import db, now
from webapp.gatherings.models import Attendance, Gathering


def form(**fields):
    return {
        "kind": "integration",
        "starts": "2027-03-28T10:00",
        "ends": "2027-03-28T12:00",
        "place": "The garden room",
        "what_to_expect": "Tea, and time.",
        **fields,
    }


def gatherings(circle):
    found = select(Gathering).where(Gathering.circle_id == circle.id).order_by(Gathering.created_at)
    rows = db.session.scalars(found).all()
    db.session.commit()
    return rows


def path_of(gathering):
    return f"/facilitation/gatherings/{gathering.id}"


def to_schedule(circle):
    return f"/facilitation/circles/{circle.id}/gatherings"


@pytest.mark.parametrize(
    ("starts", "ends", "begins_at"),
    [
        ("2027-03-26T10:00", "2027-03-26T12:00", datetime(2027, 3, 26, 9, tzinfo=UTC)),
        # The clocks are put forward in the night to this day, and back in the night to the next.
        ("2027-03-28T10:00", "2027-03-28T12:00", datetime(2027, 3, 28, 8, tzinfo=UTC)),
        ("2027-10-31T10:00", "2027-10-31T12:00", datetime(2027, 10, 31, 9, tzinfo=UTC)),
        ("2027-03-27T22:00", "2027-03-28T06:00", datetime(2027, 3, 27, 21, tzinfo=UTC)),
    ],
)
def test_ana_schedules_on_the_circles_clock(phone_of, cast, starts, ends, begins_at):
    phone = phone_of(cast.ana)
    sent = phone.post(to_schedule(cast.juniper), form(starts=starts, ends=ends), op=True)
    gathering = gatherings(cast.juniper)[-1]
    assert sent.location == path_of(gathering)
    assert gathering.starts_at == begins_at
    assert (gathering.place, gathering.what_to_expect) == ("The garden room", "Tea, and time.")
    page = phone.get(f"{path_of(gathering)}/edit").text
    assert f'value="{starts}"' in page
    assert f'value="{ends}"' in page
    assert "The garden room" in phone_of(cast.wren).get(f"/gatherings/{gathering.id}").text


def test_a_gathering_sent_twice_is_scheduled_once(phone_of, cast):
    phone, fields = phone_of(cast.ana), form(_op=str(uuid4()))
    before = len(gatherings(cast.juniper))
    for _ in range(3):
        phone.post(to_schedule(cast.juniper), fields)
    assert len(gatherings(cast.juniper)) == before + 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "party"}, "Please choose one of these."),
        ({"starts": ""}, "Please choose a day and a time."),
        ({"starts": "soon"}, "Please choose a day and a time."),
        ({"starts": "2027-02-30T10:00"}, "Please choose a day and a time."),
        ({"starts": "2027-03-28T02:30"}, "this time never comes"),
        ({"ends": "2027-03-28T02:30"}, "this time never comes"),
        ({"ends": "2027-03-28T10:00"}, "The end has to come after the beginning."),
        ({"ends": "2027-03-27T12:00"}, "The end has to come after the beginning."),
        ({"ends": "2028-03-28T12:00"}, "That is longer than a week."),
        ({"starts": "0001-01-01T00:00"}, "Please look at the year again."),
        ({"ends": "9999-12-31T23:59"}, "Please look at the year again."),
        ({"place": "p" * 300}, "This is too long for here"),
        ({"place": "a\x00b"}, "Please keep this to one line"),
        ({"what_to_expect": "y" * 1_000_000}, "This is too long for here"),
        ({"starts": "\x00", "ends": "\u202e"}, "Please choose a day and a time."),
    ],
)
def test_what_cannot_be_is_kept_and_answered_next_to_its_field(phone_of, cast, fields, sentence):
    phone, before = phone_of(cast.ana), cast.coming.starts_at
    for path in (to_schedule(cast.juniper), path_of(cast.coming)):
        sent = phone.post(path, form(**fields))
        assert sent.status_code == 422
        assert sentence in sent.text
        assert 'value="The garden room"' in sent.text or "place" in fields
    assert len(gatherings(cast.juniper)) == 2
    assert again(cast.coming).starts_at == before


def test_nothing_filled_in_is_no_gathering(phone_of, cast):
    assert phone_of(cast.ana).post(to_schedule(cast.juniper), {}).status_code == 422


def test_a_moved_gathering_is_seen_at_its_new_time(phone_of, cast):
    later = (now() + timedelta(days=9)).strftime("%Y-%m-%d")
    fields = form(kind="dosing", starts=f"{later}T09:30", ends=f"{later}T13:00", _base="1")
    sent = phone_of(cast.ana).post(path_of(cast.coming), fields)
    assert sent.location == path_of(cast.coming)
    page = phone_of(cast.wren).get(f"/gatherings/{cast.coming.id}").text
    assert "09:30" in page
    assert again(cast.coming).ends_at.astimezone(cast.wren.zone).strftime("%H:%M") == "13:00"


def test_a_cancelled_gathering_stays_seen_and_can_be_brought_back(phone_of, cast):
    ana, wren = phone_of(cast.ana), phone_of(cast.wren)
    assert "Cancel this gathering?" in ana.get(f"{path_of(cast.coming)}/cancellation").text
    for _ in range(2):
        ana.post(f"{path_of(cast.coming)}/cancellation")
    assert again(cast.coming).cancelled_at
    assert "This gathering was cancelled" in wren.get(f"/gatherings/{cast.coming.id}").text
    for _ in range(2):
        ana.post(f"{path_of(cast.coming)}/return")
    assert again(cast.coming).cancelled_at is None


def test_ana_reads_who_comes(phone_of, cast):
    phone_of(cast.moss).post(f"/gatherings/{cast.coming.id}/attendance", {"answer": "not coming"})
    page = phone_of(cast.ana).get(path_of(cast.coming)).text
    assert "Not coming" in page
    assert "Expected, has not said" in page
    assert ">Sol<" not in page


def test_whoever_joined_after_it_began_was_not_expected(phone_of, cast):
    add_member(cast.juniper, cast.olive)
    phone = phone_of(cast.ana)
    assert ">Olive<" not in phone.get(path_of(cast.gone)).text
    assert ">Olive<" in phone.get(path_of(cast.coming)).text


def test_bea_puts_somebody_on_the_roster_of_an_open_circle_and_takes_them_off(phone_of, cast):
    add_member(cast.harbour, cast.olive)
    phone, path = phone_of(cast.bea), path_of(cast.harbours)
    assert "Olive" in phone.get(path).text
    sent = phone.post(f"{path}/roster", {"participant": str(cast.olive.id)}, op=True)
    assert sent.location == path
    assert answer_of(cast.olive, cast.harbours) == "coming"
    assert phone_of(cast.olive).get(f"/gatherings/{cast.harbours.id}").status_code == 200
    phone.post(f"{path}/roster/{cast.olive.id}/removal")
    assert answer_of(cast.olive, cast.harbours) is None
    assert phone_of(cast.olive).get(f"/gatherings/{cast.harbours.id}").status_code == 404
    assert phone.post(f"{path}/roster/{cast.olive.id}/removal").status_code == 404


def test_only_people_of_the_circle_can_be_put_on_its_rosters(phone_of, cast):
    phone, path = phone_of(cast.bea), f"{path_of(cast.harbours)}/roster"
    others = [str(person.id) for person in (cast.wren, cast.olive, cast.bea, cast.ilse)]
    for named in (*others, "", "nonsense", "\x00", str(uuid4())):
        sent = phone.post(path, {"participant": named})
        assert sent.status_code == 422
        assert "Please choose one of these." in sent.text
    found = select(Attendance).where(Attendance.gathering_id == cast.harbours.id)
    assert len(db.session.scalars(found).all()) == 1
    db.session.commit()


def test_in_a_closed_circle_nobody_is_put_on_or_taken_off(phone_of, cast):
    phone, path = phone_of(cast.ana), path_of(cast.coming)
    assert phone.post(f"{path}/roster", {"participant": str(cast.wren.id)}).status_code == 422
    assert phone.post(f"{path}/roster/{cast.wren.id}/removal").status_code == 404


def test_a_gathering_of_another_circle_cannot_be_moved(phone_of, cast):
    theirs = gathering_of(cast.harbour)
    assert phone_of(cast.ana).post(path_of(theirs), form()).status_code == 404
    assert again(theirs).place == "The garden room"
