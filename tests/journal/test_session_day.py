"""What is chosen on the day of a session waits until the morning after, and is asked once more."""

from datetime import timedelta

import pytest

from tests.dosing_day import ENDS, MORNING, NOON, at, created, plan, when
from tests.journal.pen import plant, read
from tests.journal.scissors import Sharing, chosen_by, excerpts_in
from webapp.circles.models import Agreement
from webapp.database import db
from webapp.gatherings.models import Answer, Attendance, Gathering

ASKED = "Share them now?"


@pytest.fixture
def planned(cast):
    return plan(cast)


@pytest.fixture
def sharing(phone_of, cast, planned):
    with when("2027-04-01 12:00"):
        entry = plant(cast.wren, "It opened. It closed again.", gathering_id=planned.id)
        return Sharing(phone_of(cast.wren), entry)


def put_off(sharing: Sharing, words: str = "opened", **fields: str) -> None:
    with when(NOON):
        sharing.chooses(words, **fields)
        sharing.shares()


@pytest.mark.parametrize(
    ("wall", "waits"),
    [
        ("2027-04-02 04:59", False), ("2027-04-02 05:00", True), ("2027-04-02 10:00", True),
        ("2027-04-03 04:59", True), ("2027-04-03 05:00", False),
    ],
)  # fmt: skip
def test_it_waits_from_that_morning_to_the_next_on_her_own_clock(sharing, cast, wall, waits):
    with when(wall):
        sharing.chooses("opened")
        assert ("Today is the day of your session" in sharing.page) is waits
        assert sharing.shares().location == f"/journal/{sharing.entry_id}"
    assert excerpts_in(cast.juniper.id) == ([] if waits else ["It opened."])
    [chosen] = chosen_by(cast.wren) if waits else [None]
    assert (chosen is not None and chosen.put_off_at == at(wall)) is waits


def test_while_it_waits_nobody_sees_it_and_nothing_asks(sharing, phone_of, cast):
    put_off(sharing)
    with when("2027-04-02 20:00"):
        entry = read(sharing.phone.get(f"/journal/{sharing.entry_id}"))
        assert "Chosen on the day of your session" in entry
        page = read(sharing.phone.get(sharing.at))
        assert "It waits until the morning" in page
        assert "Share this" not in page
        assert ASKED not in read(sharing.phone.get("/today"))
        for name in ("moss", "ana"):
            phone = phone_of(getattr(cast, name))
            assert "It opened." not in phone.get("/circle").text


def test_in_the_morning_today_and_the_entry_ask_once_more(sharing, phone_of, cast):
    put_off(sharing)
    with when(MORNING):
        assert ASKED in read(sharing.phone.get("/today"))
        page = sharing.phone.get(sharing.at)
        assert "You chose these words on the day of your session." in read(page)
        sharing.page = page.text
        assert excerpts_in(cast.juniper.id) == []
        assert sharing.shares().status_code == 303
        assert ASKED not in read(sharing.phone.get("/today"))
        assert "It opened." in phone_of(cast.moss).get("/circle").text


def test_it_is_never_shared_by_itself_nor_asked_about_for_ever(sharing, cast):
    put_off(sharing)
    for wall, asked in ((MORNING, True), ("2027-04-08 12:00", True), ("2027-04-10 12:00", False)):
        with when(wall):
            assert (ASKED in read(sharing.phone.get("/today"))) is asked
            assert "Look at it" in sharing.phone.get(f"/journal/{sharing.entry_id}").text
    assert excerpts_in(cast.juniper.id) == []


def test_in_the_morning_it_can_be_let_go(sharing, cast):
    put_off(sharing)
    with when(MORNING):
        sharing.takes_back()
        assert ASKED not in read(sharing.phone.get("/today"))
    assert (chosen_by(cast.wren), excerpts_in(cast.juniper.id)) == ([], [])


def test_a_page_of_yesterday_keeps_what_it_has_said(sharing, cast):
    with when(NOON):
        sharing.chooses("opened")
        assert 'type="hidden" name="waits" value="y"' in sharing.page
    with when(MORNING):
        sharing.shares(waits="y")
        assert excerpts_in(cast.juniper.id) == []
        assert ASKED in read(sharing.phone.get("/today"))
        sharing.page = sharing.phone.get(sharing.at).text
        sharing.shares()
    assert excerpts_in(cast.juniper.id) == ["It opened."]


@pytest.mark.parametrize(("made", "waits"), [(NOON, True), ("2027-04-01 13:00", False)])
def test_what_the_phone_has_held_since_that_day_waits_just_the_same(sharing, cast, made, waits):
    with when(MORNING):
        sharing.chooses("opened")
        assert sharing.shares(headers={"X-Outbox": "later", **created(made)}).status_code == 201
        assert (ASKED in read(sharing.phone.get("/today"))) is waits
    assert excerpts_in(cast.juniper.id) == ([] if waits else ["It opened."])


def test_a_phone_whose_clock_is_ahead_waits_for_no_session_to_come(sharing, cast):
    with when("2027-04-01 20:00"):
        sharing.chooses("opened")
        sharing.shares(headers=created("2027-04-02 13:00"))
    assert excerpts_in(cast.juniper.id) == ["It opened."]


@pytest.mark.parametrize("moment", ["", "soon", "-1", "9" * 30, "-62135596800000", "1e9", "٣"])
def test_a_moment_that_cannot_be_is_now(sharing, cast, moment):
    with when(MORNING):
        sharing.chooses("opened")
        assert sharing.shares(headers={"X-Outbox-Created": moment}).status_code == 303
    assert excerpts_in(cast.juniper.id) == ["It opened."]


@pytest.mark.parametrize("change", ["called off", "not coming"])
def test_whoever_has_no_session_that_day_shares_at_once(sharing, cast, planned, change):
    with db.transaction() as session:
        if change == "called off":
            session.get(Gathering, planned.id).cancel()
        else:
            away = {"gathering_id": planned.id, "participant_id": cast.wren.id}
            session.add(Attendance(**away, answer=Answer.NOT_COMING))
    put_off(sharing)
    assert excerpts_in(cast.juniper.id) == ["It opened."]


def test_others_of_the_circle_are_not_held_up_by_her_session(phone_of, cast, planned):
    with db.transaction() as session:
        away = {"gathering_id": planned.id, "participant_id": cast.moss.id}
        session.add(Attendance(**away, answer=Answer.NOT_COMING))
    with when(NOON):
        sharing = Sharing(phone_of(cast.moss), plant(cast.moss, "A plain day."))
    put_off(sharing, "plain")
    assert excerpts_in(cast.juniper.id) == ["A plain day."]


def test_another_choice_on_the_same_day_is_asked_about_instead(sharing, cast):
    put_off(sharing)
    put_off(sharing, "closed", excerpt=str(chosen_by(cast.wren)[0].id))
    with when(MORNING):
        page = sharing.phone.get(sharing.at).text
    assert "It closed again." in page
    assert "It opened." not in page
    assert len(chosen_by(cast.wren)) == 1


def test_nothing_is_consented_to_on_the_day(sharing, cast):
    with db.transaction() as session:
        agreement = session.scalar(Agreement.current(cast.juniper.id))
        session.add(agreement.revised("We say nothing outside."))
    with when(NOON):
        sharing.chooses("opened")
        assert "We say nothing outside." not in sharing.page
        assert sharing.shares().status_code == 303
    with when(MORNING):
        sharing.page = sharing.phone.get(sharing.at).text
        assert "We say nothing outside." in sharing.page
        assert sharing.shares().status_code == 422
        assert sharing.shares(accept="y").status_code == 303


def test_a_session_that_ends_after_midnight_keeps_it_until_the_morning_after_that(sharing, planned):
    with db.transaction() as session:
        session.get(Gathering, planned.id).ends_at = ENDS + timedelta(hours=12)
    put_off(sharing)
    for wall, asked in ((MORNING, True), ("2027-04-03 04:59", False)):
        with when(wall):
            assert (ASKED in read(sharing.phone.get(sharing.at))) is asked
