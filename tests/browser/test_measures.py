"""The ninth answer opens the care card at once, on every phone, with a signal or without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.demo import email_of
from tests.browser.kept import HERE, READY, kept_on, sends_now, wait_until
from webapp.circles.models import Circle
from webapp.database import db
from webapp.measures.models import Measurement, Responder
from webapp.participants.models import Participant

pytestmark = pytest.mark.browser

ALONE = "You do not have to carry this alone"
THOUGHTS = "Thoughts that you would be better off dead"


@pytest.fixture(autouse=True)
def responder(site):
    words = {"who": "Dr. Amari", "hours": "Weekdays, 9 to 17", "reply": "within two hours"}
    with site.inside(), db.transaction() as session:
        circles = session.scalars(select(Circle.id)).all()
        known = set(session.scalars(select(Responder.circle_id)))
        session.add_all(
            Responder(circle_id=circle_id, words=words) for circle_id in set(circles) - known
        )


def _answers(person, words: str) -> None:
    item = person.page.get_by_role("group", name=THOUGHTS)
    item.get_by_label(words).check()


def test_the_care_card_is_opened_by_the_answer_itself(newcomer):
    sage = newcomer().opens("/measures/phq-9").does_not_read(ALONE)
    _answers(sage, "Not at all")
    sage.does_not_read(ALONE)
    _answers(sage, "Several days")
    sage.reads(ALONE, "Dr. Amari", "nobody is told of it")
    sage.taps("Keep it").is_asked("Care card")


def test_it_needs_no_signal(somebody, signal):
    person = somebody().opens("/measures/phq-9")
    person.page.wait_for_function(READY)
    person.opens("/measures/phq-9")
    wait_until(lambda: "/measures/phq-9 <!" in kept_on(person.page))
    signal.state = "none"
    person.opens("/measures/phq-9").reads("This page was kept on your phone")
    _answers(person, "Nearly every day")
    person.reads(ALONE, "Dr. Amari").taps("Open the care card").is_asked("Care card")


def test_what_is_answered_without_a_signal_is_kept_once_there_is_one(somebody, signal, site):
    person = somebody().opens("/measures/phq-9")
    person.page.wait_for_function(READY)
    signal.state = "none"
    _answers(person, "Several days")
    person.taps("Keep it").reads(HERE)
    signal.state = "good"
    sends_now(person)
    wait_until(lambda: answered_by(person, site) == [{"9": 1}])


def answered_by(person, site):
    with site.inside():
        mine = Participant.with_email(email_of(person.name))
        return [
            one.answers
            for one in db.session.scalars(Measurement.owned_by(db.session.scalars(mine).one()))
        ]


def test_ones_own_numbers_become_a_picture_with_its_values(newcomer):
    sage = newcomer().opens("/measures")
    sage.page.get_by_label("Mood").select_option("4")
    sage.taps("Keep it")
    expect(sage.page.get_by_role("img", name="Mood over time")).to_be_visible()
    sage.unfolds("The values").taps("Remove: Mood")
    expect(sage.page.get_by_role("img", name="Mood over time")).to_have_count(0)
