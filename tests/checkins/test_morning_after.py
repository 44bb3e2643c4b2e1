"""What has waited goes nowhere by itself: not from a page of yesterday, nor by being sent again."""

import pytest

from tests.checkins.conftest import fresh, latest
from tests.dosing_day import ENDS, MORNING, NOON, STARTS, plan, when
from webapp.checkins.models import Post
from webapp.database import db, uuid7
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind

SAID = {"state": "tender", "text": "Everything is one river.", "welcome": "y"}


@pytest.fixture
def planned(cast):
    return plan(cast)


@pytest.fixture
def wren(phone_of, cast, planned):
    with when("2027-04-01 12:00"):
        return phone_of(cast.wren)


def test_a_page_of_yesterday_keeps_what_it_has_said(wren, phone_of, cast):
    """It says that it waits; so it does, whenever it is sent, and is asked about at once."""
    with when(NOON):
        assert 'type="hidden" name="waits" value="y"' in wren.get("/circle").text
    with when(MORNING):
        wren.post("/circle/check-ins", {**SAID, "waits": "y"}, op=True)
        here = f"/circle/check-ins/{latest(Post).id}"
        assert "Share it now" in wren.get(here).text
        assert here in wren.get("/today").text
        assert SAID["text"] not in phone_of(cast.moss).get("/circle").text


def test_what_waits_and_is_corrected_in_the_morning_goes_on_waiting(wren, phone_of, cast):
    name = {"_entity": str(uuid7())}
    with when(NOON):
        wren.post("/circle/check-ins", {**SAID, **name}, op=True)
    with when(MORNING):
        wren.post("/circle/check-ins", {**SAID, **name, "text": "A river."}, op=True)
        assert latest(Post).words["text"] == "A river."
        assert "A river." not in phone_of(cast.moss).get("/circle").text


def test_what_the_circle_has_read_is_not_changed_on_that_day(wren, phone_of, cast):
    name = {"_entity": str(uuid7())}
    with when("2027-04-01 13:00"):
        wren.post("/circle/check-ins", {**SAID, **name}, op=True)
    with when(NOON):
        wren.post("/circle/check-ins", {**SAID, **name, "text": "Something else."}, op=True)
        assert "Something else." in wren.get("/circle").text
        page = phone_of(cast.moss).get("/circle").text
    assert SAID["text"] in page
    assert "Something else." not in page


def test_where_the_session_is_called_off_it_is_asked_about_at_once(wren, planned):
    with when("2027-04-02 08:00"):
        wren.post("/circle/check-ins", SAID, op=True)
        with db.transaction() as session:
            session.get(Gathering, planned.id).cancel()
        page = wren.get(f"/circle/check-ins/{latest(Post).id}").text
    assert "Share it now" in page


def test_a_night_in_which_the_clocks_go_back_is_one_night(wren, planned):
    with db.transaction() as session:
        moved = session.get(Gathering, planned.id)
        moved.starts_at, moved.ends_at = STARTS.replace(day=3), ENDS.replace(day=3)
    with when("2027-04-03 12:00"):
        wren.post("/circle/check-ins", SAID, op=True)
    for wall, asked in (("2027-04-04 04:59", False), ("2027-04-04 05:00", True)):
        with when(wall):
            page = wren.get(f"/circle/check-ins/{latest(Post).id}").text
        assert ("Share it now" in page) is asked


def test_in_an_open_circle_it_waits_just_the_same(phone_of, cast):
    here = {"circle_id": cast.harbour.id}
    meeting = Gathering(**here, kind=Kind.DOSING, starts_at=STARTS, ends_at=ENDS)
    coming = {"gathering_id": meeting.id, "participant_id": cast.ilse.id, "answer": Answer.COMING}
    with when("2027-04-01 12:00"), db.transaction() as session:
        session.add_all((meeting, Attendance(**coming)))
    with when(NOON):
        ilse = phone_of(cast.ilse)
        ilse.post("/circle/check-ins", {**SAID, "gathering": str(meeting.id)}, op=True)
        put_off = latest(Post)
        assert put_off.put_off_at
        assert SAID["text"] in ilse.get("/circle").text
    with when("2027-04-03 12:00"):
        phone_of(cast.ilse).post(f"/circle/check-ins/{put_off.id}/sharing", op=True)
    assert fresh(Post, put_off.id).put_off_at is None


def test_a_facilitator_may_speak_on_that_day(phone_of, cast, planned):
    with when(NOON):
        phone_of(cast.ana).post("/circle/check-ins", SAID)
        assert SAID["text"] in phone_of(cast.rue).get("/circle").text
