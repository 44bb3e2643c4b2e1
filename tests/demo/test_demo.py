"""Whoever runs `make run` meets people in the midst of things, and can be any of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from sqlalchemy import func, select

from tests.conftest import close
from tests.phone import Phone
from tests.shell import Shell
from webapp import create_app, demo, serving
from webapp.database import Base, db, now
from webapp.demo.stage import email_of
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.models import Participant
from webapp.today.arc import Phase, place_at

PLACES = ("/today", "/journal", "/intentions", "/circle", "/questions", "/you", "/care")
HOURS = [datetime(2026, 11, 22, hour, 7, tzinfo=UTC) for hour in range(24)]
ZONES = ("UTC", "America/Los_Angeles", "Pacific/Kiritimati")
# Clocks go back, and forward, in the days around.
ODD_DAYS = [
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2028, 2, 28, 12, tzinfo=UTC),
]


def signed_in(app, phone, who):
    words = {"email": email_of(who), "password": demo.PASSWORD}
    answer = phone.post("/login", words)
    assert (answer.status_code, answer.location) == (303, "/today"), who
    return phone


def stand(who):
    """Where somebody is on their arc."""
    me = db.session.scalar(Participant.with_email(email_of(who)))
    gatherings = db.session.scalars(Gathering.attended_by(me)).all()
    place = place_at([one for one in gatherings if one.kind == Kind.DOSING], now(), me.zone)
    return place.phase, place.days


def rows(app):
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.parametrize("who", demo.TELLING)
def test_everybody_signs_in_and_finds_their_pages_full(who, app, phone_of):
    phone = signed_in(app, phone_of(), who)
    for place in PLACES:
        assert phone.get(place).status_code == 200, place
    facilitates = phone.get("/facilitation").status_code
    assert facilitates == (200 if who == "ana" else 404)


def test_somebody_new_comes_in_by_the_printed_link(app, phone_of):
    with app.app_context():
        link = demo.welcome().split()[-1]
    phone = phone_of()
    assert "Juniper circle" in phone.get(urlsplit(link).path).text


def test_what_is_printed_names_everybody_and_how_to_get_in(app):
    with app.app_context():
        told = demo.welcome()
    assert demo.PASSWORD in told
    assert app.extensions["settings"].site_url in told
    for who in demo.TELLING:
        assert email_of(who) in told


@pytest.mark.parametrize("zone", ZONES)
def test_at_every_hour_everybody_is_where_they_are_said_to_be(zone, database_name, demo_at):
    apart = (1 if zone == "UTC" else 3) if database_name == "sqlite" else 12
    for moment in (*HOURS[::apart], *ODD_DAYS):
        with (
            time_machine.travel(moment, tick=False),
            demo_at(time_zone=zone) as app,
            app.app_context(),
        ):
            assert stand("wren") == (Phase.PREPARING, 4), moment
            assert stand("moss") == (Phase.INTEGRATING, 3), moment
            assert stand("rue") == (Phase.SESSION_DAY, 0), moment


def test_pages_open_in_the_middle_of_the_night(demo_at):
    for hour in (0, 5, 23):
        with time_machine.travel(HOURS[hour], tick=False), demo_at() as app:
            for who in ("wren", "moss", "rue", "ana"):
                phone = signed_in(app, Phone(app), who)
                assert phone.get("/today").status_code == 200
                assert phone.get("/circle").status_code == 200


@pytest.mark.parametrize(
    ("link", "zone"),
    [("zoneinfo/Asia/Tokyo", "Asia/Tokyo"), ("zoneinfo/Mars/Olympus", "UTC"), ("else", "UTC")],
)
def test_the_demo_goes_by_the_clock_of_the_machine(link, zone, tmp_path):
    """So that the days are right on the phone of whoever tries it there."""
    (tmp_path / "localtime").symlink_to(tmp_path / link)
    assert serving.zone_here(tmp_path / "localtime") == zone
    serving.write_first_settings(tmp_path / "settings.env")
    assert f"TIME_ZONE={serving.zone_here()}\n" in (tmp_path / "settings.env").read_text()


def test_setting_up_a_second_time_adds_nothing(settings):
    with_demo = replace(settings, environment="demo")
    app = create_app(with_demo)
    Shell(app).run("setup")
    assert rows(app)["participants"] == 0, "this database was there already"
    close(app)


def test_a_new_database_is_filled_once(bare_settings):
    app = create_app(replace(bare_settings, environment="demo"))
    Shell(app).run("setup")
    filled = rows(app)
    assert filled["participants"] > 5
    Shell(app).run("setup")
    assert rows(app) == filled
    close(app)


@pytest.mark.parametrize("environment", ["production", "test"])
def test_nobody_is_invented_outside_of_the_demo(environment, bare_settings):
    app = create_app(replace(bare_settings, environment=environment))
    Shell(app).run("setup")
    assert rows(app)["participants"] == rows(app)["circles"] == 0
    close(app)


def test_nothing_in_the_demo_is_said_before_it_could_be(app):
    """Nobody speaks in the future, and nobody before they came."""
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            if "created_at" in table.c:
                latest = db.session.scalar(select(func.max(table.c.created_at)))
                assert latest is None or latest <= now() + timedelta(seconds=1), table.name
