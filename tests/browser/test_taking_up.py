"""What a page that saves by itself takes up again of what waits here, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.demo import Demo, email_of
from tests.browser.kept import HERE, kept_on, sends_now, wait_until
from tests.browser.person import Person
from webapp.database import db, now
from webapp.journal.models import Entry
from webapp.participants.models import Participant

pytestmark = pytest.mark.browser

ASKS = "Any images that stay with you?"


@pytest.fixture
def images_of(site: Demo) -> Callable[[Person], list[str]]:
    """What somebody has answered to the first question, as the server has it."""

    def look(person: Person) -> list[str]:
        with site.inside():
            me = db.session.scalars(Participant.with_email(email_of(person.name))).one()
            entries = db.session.scalars(Entry.owned_by(me))
            return sorted(entry.words.get("images", "") for entry in entries)

    return look


def test_yesterdays_answer_that_still_waits_is_not_taken_up(somebody, signal, images_of):
    iris = somebody().opens("/soft-mode/images").is_asked(ASKS)
    wait_until(lambda: "/soft-mode/images <!" in kept_on(iris.page))
    signal.state = "none"
    iris.opens("/soft-mode/images").writes(ASKS, "The harbour").reads(HERE)
    iris.opens("/soft-mode/images").finds(ASKS, "The harbour")
    iris.page.clock.set_system_time(now() + timedelta(days=1))
    iris.opens("/soft-mode/images").reads("This page was kept on your phone").finds(ASKS, "")
    iris.writes(ASKS, "A heron").reads(HERE)
    signal.state = "good"
    sends_now(iris.opens("/outbox").arrives_at("/outbox"))
    wait_until(lambda: images_of(iris) == ["A heron", "The harbour"])


def test_what_waits_goes_on_as_itself_and_not_over_what_another_device_wrote(
    somebody, holder, signal, images_of
):
    iris = somebody().opens("/soft-mode/images").is_asked(ASKS)
    wait_until(lambda: "/soft-mode/images <!" in kept_on(iris.page))
    signal.state = "none"
    iris.opens("/soft-mode/images").writes(ASKS, "Too much. " * 6000).reads(HERE)
    tablet = holder(iris.name).opens("/soft-mode/images").writes(ASKS, "The harbour")
    expect(tablet.page.locator("[data-status]")).to_have_text("Saved")
    iris.opens("/outbox").arrives_at("/outbox")
    signal.state = "good"
    sends_now(iris)
    iris.reads("It needs you").taps("Open its page").is_asked(ASKS)
    wait_until(lambda: iris.box(ASKS).input_value().startswith("Too much."))
    iris.writes(ASKS, "A heron").taps("Next: feelings").is_asked("What was there to feel?")
    wait_until(lambda: images_of(iris) == ["A heron", "The harbour"])


def test_what_is_typed_on_after_the_page_was_lost_is_what_stands(somebody, signal, images_of):
    iris = somebody().opens("/soft-mode/images").is_asked(ASKS)
    wait_until(lambda: "/soft-mode/images <!" in kept_on(iris.page))
    signal.state = "none"
    iris.opens("/soft-mode/images")
    for words in ("The harbour", "The harbour, warm", "The harbour, warm and dark"):
        iris.writes(ASKS, words).reads(HERE)
        iris.page.wait_for_timeout(1200)
    iris.opens("/soft-mode/images").finds(ASKS, "The harbour, warm and dark")
    iris.writes(ASKS, "The harbour, warm and dark and wide").reads(HERE)
    iris.page.wait_for_timeout(1200)
    signal.state = "good"
    sends_now(iris.opens("/outbox").arrives_at("/outbox"))
    wait_until(lambda: images_of(iris) == ["The harbour, warm and dark and wide"])
