from datetime import timedelta
from uuid import uuid4

import pytest

from tests.journal.pen import chosen_session, entries_of, read, today, write, written_by
from webapp.database import db
from webapp.gatherings.models import Gathering, Kind


def test_an_entry_belongs_to_a_session_and_its_day(phone_of, cast):
    phone, day = phone_of(cast.wren), cast.gone.starts_at.date() + timedelta(days=3)
    entry = write(phone, text="Home", gathering=str(cast.gone.id), happened_on=day.isoformat())
    assert f"Day 3 after the session on {cast.gone.starts_at:%-d %B}" in read(
        phone.get(f"/journal/{entry}")
    )


def test_a_day_that_is_left_empty_is_today(phone_of, cast):
    write(phone_of(cast.wren), text="Now", happened_on="")
    assert entries_of(cast.wren)[-1].happened_on == today(cast.wren)


@pytest.mark.parametrize(
    "day", ["2025-02-30", "soon", "1899-12-31", "0000-00-00", "\x00", "9" * 99]
)
def test_a_day_that_is_none_is_said_beside_the_field(phone_of, cast, day):
    answer = phone_of(cast.wren).post("/journal", {"text": "kept", "happened_on": day})
    assert answer.status_code == 422
    assert "Please choose a day" in answer.text
    assert "kept" in answer.text


def test_a_day_ahead_is_not_written_about_yet(phone_of, cast):
    tomorrow = today(cast.wren) + timedelta(days=2)
    answer = phone_of(cast.wren).post("/journal", {"text": "a", "happened_on": str(tomorrow)})
    assert answer.status_code == 422
    assert "This day is still ahead." in answer.text


@pytest.mark.parametrize("foreign", ["harbours", "unknown", "nonsense"])
def test_only_ones_own_sessions_can_be_chosen(phone_of, cast, foreign):
    chosen = {"harbours": str(cast.harbours.id), "unknown": str(uuid4()), "nonsense": "x\x00"}[
        foreign
    ]
    answer = phone_of(cast.wren).post("/journal", {"text": "kept", "gathering": chosen})
    assert answer.status_code == 422
    assert "Please choose one of your own sessions, or none." in answer.text
    assert written_by(cast.wren) == []


def test_the_last_session_is_chosen_already(phone_of, cast):
    assert chosen_session(phone_of(cast.wren).get("/journal/new")) == str(cast.gone.id)


def test_after_a_month_no_session_is_chosen(phone_of, cast, at_noon):
    with db.transaction() as session:
        gone = session.get(Gathering, cast.gone.id)
        gone.starts_at -= timedelta(days=22)
        gone.ends_at -= timedelta(days=22)
    assert chosen_session(phone_of(cast.wren).get("/journal/new")) == ""


def test_a_meeting_that_is_no_session_is_not_chosen(phone_of, cast):
    with db.transaction() as session:
        session.get(Gathering, cast.gone.id).kind = Kind.INTEGRATION
    page = phone_of(cast.wren).get("/journal/new")
    assert chosen_session(page) == ""
    assert "Integration meeting · " in page.text


def test_today_can_lead_to_the_form_of_one_session(phone_of, cast):
    page = phone_of(cast.wren).get(f"/journal/new?session={cast.coming.id}")
    assert chosen_session(page) == str(cast.coming.id)
    other = phone_of(cast.wren).get(f"/journal/new?session={cast.harbours.id}")
    assert chosen_session(other) == str(cast.gone.id)
