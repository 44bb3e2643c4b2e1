"""Numbers about oneself: offered, never pushed, and seen by nobody else."""

import re
from datetime import timedelta

import pytest
import time_machine

from tests.gatherings.planting import add_member
from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.measures.models import Measurement, Responder
from webapp.measures.scales import NOTICE, PHQ_9, SCALES

ALL_ZERO = {f"item-{number}": "0" for number in range(1, 10)}
DAY = timedelta(days=1)


@pytest.fixture
def responder(cast):
    words = {"who": "Dr. Amari", "hours": "Weekdays, 9 to 17", "reply": "within two hours"}
    with db.transaction() as session:
        session.add(Responder(circle_id=cast.juniper.id, words=words))


def taken_by(person):
    afresh = Measurement.owned_by(person).execution_options(populate_existing=True)
    found = db.session.scalars(afresh).all()
    db.session.commit()
    return [(one.kind, one.answers) for one in found]


def test_her_own_numbers_are_kept_one_set_a_day(phone_of, cast):
    phone = phone_of(cast.wren)
    assert phone.post("/measures", {"mood": "4", "energy": "", "sleep": "7"}).status_code == 303
    phone.post("/measures", {"mood": "5"})
    assert taken_by(cast.wren) == [("day", {"mood": 5, "sleep": 7})]
    with time_machine.travel(now() + DAY):
        phone_of(cast.wren).post("/measures", {"mood": "6"})
    assert len(taken_by(cast.wren)) == 2
    page = phone.get("/measures").text
    assert "Mood over time, 2 values." in page
    assert "Energy over time" not in page


@pytest.mark.parametrize("fields", [{}, {"mood": "", "sleep": ""}])
def test_nothing_chosen_is_answered_kindly(phone_of, cast, fields):
    answered = phone_of(cast.wren).post("/measures", fields)
    assert answered.status_code == 422
    assert "Nothing is chosen yet, and that is fine." in answered.text


@pytest.mark.parametrize("value", ["11", "-1", "many", "3.5"])
def test_a_number_that_is_none_is_refused_beside_it(phone_of, cast, value):
    answered = phone_of(cast.wren).post("/measures", {"mood": value})
    assert answered.status_code == 422
    assert "Please choose one of these, or none." in answered.text


def test_numbers_given_without_a_signal_belong_to_the_day_they_were_given(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post("/measures", {"mood": "8"})
    earlier = day_of(now(), cast.wren.zone) - 2 * DAY
    phone.post("/measures", {"mood": "3", "happened_on": str(earlier)})
    found = db.session.scalars(Measurement.owned_by(cast.wren)).all()
    db.session.commit()
    assert [one.answers["mood"] for one in found] == [3, 8]
    assert found[0].taken_on == earlier


def test_one_number_is_removed_and_the_others_of_that_day_stay(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post("/measures", {"mood": "8", "sleep": "2"})
    [one] = db.session.scalars(Measurement.owned_by(cast.wren)).all()
    db.session.commit()
    phone.post(f"/measures/{one.id}/removal", {"item": "mood"})
    assert taken_by(cast.wren) == [("day", {"sleep": 2})]
    phone.post(f"/measures/{one.id}/removal", {"item": "sleep"})
    assert taken_by(cast.wren) == []


def test_a_questionnaire_shows_its_notice_and_says_who_sees_it(phone_of, cast):
    page = phone_of(cast.wren).get("/measures/gad-7").text
    assert NOTICE in page
    assert "Only you can read this" in page


@pytest.mark.parametrize("name", ["phq-2", "gad-7"])
def test_it_is_asked_at_most_every_two_weeks(phone_of, cast, name):
    answers = {f"item-{n}": "1" for n in range(1, len(SCALES[name].items) + 1)}
    start = cast.coming.ends_at + 2 * DAY
    with time_machine.travel(start) as clock:
        phone = phone_of(cast.wren)
        assert phone.post(f"/measures/{name}", answers).status_code == 303
        clock.move_to(start + 13 * DAY)
        assert "again from" in phone.get("/measures").text
        answered = phone.post(f"/measures/{name}", answers)
        assert answered.status_code == 422
        assert "it can be answered again from" in answered.text
        assert answered.text.count("checked") == len(answers)
        clock.move_to(start + 14 * DAY)
        assert "again from" not in phone.get("/measures").text
        assert phone.post(f"/measures/{name}", answers).status_code == 303
    assert len(taken_by(cast.wren)) == 2


def test_what_was_answered_without_a_signal_is_asked_no_more_often(phone_of, cast):
    """Answers of an earlier day may arrive after those of a later one."""
    phone, today = phone_of(cast.wren), day_of(now(), cast.wren.zone)
    phone.post("/measures/gad-7", {"item-1": "1"})
    held = {"item-1": "2", "happened_on": str(today - 13 * DAY)}
    assert "it can be answered again from" in phone.post("/measures/gad-7", held).text
    held["happened_on"] = str(today - 14 * DAY)
    assert phone.post("/measures/gad-7", held).status_code == 303
    held["happened_on"] = str(today - 7 * DAY)  # between the two
    assert f"from {today + 14 * DAY:%-d %B}" in phone.post("/measures/gad-7", held).text


def test_one_left_half_open_is_kept_and_has_no_sum(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post("/measures/gad-7", {"item-1": "2"})
    assert taken_by(cast.wren) == [("gad-7", {"1": 2})]
    assert "GAD-7 over time" not in phone.get("/measures").text


def test_what_was_left_open_can_go_and_be_answered_anew(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post("/measures/gad-7", {"item-1": "2"})
    page = phone.get("/measures").text
    assert "Left open" in page
    [removal] = re.findall(r'action="(/measures/[^"]+/removal)"', page)
    phone.post(removal)
    page = phone.get("/measures").text
    assert "Left open" not in page
    assert 'href="/measures/gad-7"' in page


def test_without_somebody_who_answers_the_phq_9_is_not_there(phone_of, cast):
    phone = phone_of(cast.wren)
    assert PHQ_9.title not in phone.get("/measures").text
    assert phone.get("/measures/phq-9").status_code == 404
    assert phone.post("/measures/phq-9", ALL_ZERO).status_code == 404


def test_with_somebody_who_answers_it_is_offered_in_that_circle_alone(phone_of, cast, responder):
    assert PHQ_9.title in phone_of(cast.wren).get("/measures").text
    assert phone_of(cast.ilse).get("/measures/phq-9").status_code == 404
    assert phone_of(cast.sol).get("/measures/phq-9").status_code == 404


def test_somebody_in_two_circles_sees_who_answers_in_either(phone_of, cast, responder):
    assert "At your clinic: Dr. Amari" in phone_of(cast.wren).get("/measures/phq-9").text
    words = {"who": "Dr. Bell", "hours": "At night", "reply": "within an hour"}
    add_member(cast.harbour, cast.wren)
    with db.transaction() as session:
        session.add(Responder(circle_id=cast.harbour.id, words=words))
    page = phone_of(cast.wren).get("/measures/phq-9").text
    assert "For Juniper circle: Dr. Amari" in page
    assert "For Harbour circle: Dr. Bell. At night." in page


@pytest.mark.parametrize("ninth", ["1", "2", "3"])
def test_the_ninth_answer_leads_to_the_care_card(phone_of, cast, responder, ninth):
    phone = phone_of(cast.wren)
    assert "Dr. Amari" in phone.get("/measures/phq-9").text
    answered = phone.post("/measures/phq-9", {**ALL_ZERO, "item-9": ninth})
    assert answered.location == "/care"
    assert len(taken_by(cast.wren)) == 1


def test_without_such_an_answer_nothing_is_made_of_it(phone_of, cast, responder):
    assert phone_of(cast.wren).post("/measures/phq-9", ALL_ZERO).location == "/measures"


@pytest.mark.parametrize("who", ["moss", "ana", "ilse"])
def test_nobody_else_sees_or_removes_what_she_gave(phone_of, cast, who):
    phone_of(cast.wren).post("/measures", {"mood": "4"})
    other = phone_of(getattr(cast, who))
    assert "Mood over time" not in other.get("/measures").text
    [one] = db.session.scalars(Measurement.owned_by(cast.wren)).all()
    db.session.commit()
    assert other.post(f"/measures/{one.id}/removal").status_code == 404
    phone_of(cast.wren).post(f"/measures/{one.id}/removal")
    assert taken_by(cast.wren) == []


@pytest.mark.parametrize("path", ["/measures", "/measures/gad-7"])
def test_around_a_session_nothing_is_measured(phone_of, cast, path):
    with time_machine.travel(cast.coming.starts_at + timedelta(minutes=1)) as clock:
        phone = phone_of(cast.wren)
        assert "Not today" in phone.get(path).text
        clock.move_to(cast.coming.ends_at + timedelta(hours=2))
        assert "Not today" in phone.get(path).text
        clock.move_to(cast.coming.ends_at + DAY)
        assert "Not today" not in phone.get(path).text


def test_what_was_answered_before_the_session_still_arrives_in_it(phone_of, cast):
    with time_machine.travel(cast.coming.starts_at + timedelta(minutes=1)):
        assert phone_of(cast.wren).post("/measures", {"mood": "4"}).status_code == 303
