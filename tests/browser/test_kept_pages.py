"""Pages that are read without a signal, and what keeps them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.kept import READY, kept_on, wait_until, writes
from tests.browser.person import Person
from webapp.database import now

pytestmark = pytest.mark.browser


def test_own_pages_are_there_without_a_signal_and_say_how_old_they_are(somebody, signal):
    person = somebody()
    signal.state = "none"
    for path, heading in (
        ("/today", "iris"),
        ("/journal", "Journal"),
        ("/journal/new", "What is still with you?"),
        ("/intentions", "ntention"),
    ):
        person.opens(path)
        expect(person.page.locator("h1")).to_contain_text(heading, ignore_case=True)
        expect(person.page.get_by_text("This page was kept on your phone")).to_be_visible()
    person.opens("/care")
    expect(person.page.locator("h1")).to_have_text("Care card")
    person.opens("/circle")
    expect(person.page.locator("h1")).to_have_text("There is no signal")


def test_the_session_day_is_there_without_a_signal(holder, signal):
    rue = holder("rue", signal.url).opens("/today")
    rue.page.wait_for_function(READY)
    wait_until(lambda: f"{signal.url}/today <!" in kept_on(rue.page))
    signal.state = "none"
    rue.opens("/today").is_asked("Whatever is under the noise.")
    rue.reads("Take your time. Nothing is needed from you now.", "This page was kept on your phone")


def test_what_was_said_once_is_not_said_again_by_a_kept_page(somebody, signal):
    person = somebody().opens("/journal/new")
    writes(person, "A heron.")
    person.arrives_at("/journal/[0-9a-f-]{36}")
    expect(person.page.get_by_text("It is in your journal.")).to_be_visible()
    signal.state = "none"
    person.page.reload()
    expect(person.page.get_by_text("This page was kept on your phone")).to_be_visible()
    expect(person.page.get_by_text("It is in your journal.")).to_be_hidden()


def test_a_new_version_waits_until_nothing_is_being_typed(somebody, signal, written_by):
    person = somebody()
    person.page.clock.install()
    box = person.opens("/journal/new").page.locator("textarea[name=text]")
    box.press_sequentially("Half a sent")
    signal.newer = True
    waiting = """async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      return registration.waiting?.state;
    }"""
    wait_until(lambda: person.page.evaluate(waiting) == "installed")
    _lets_a_minute_pass(person)
    assert person.page.evaluate(waiting) == "installed"
    expect(box).to_have_value("Half a sent")
    writes(person, "Half a sentence, and the rest.")
    person.arrives_at("/journal/[0-9a-f-]{36}")
    person.page.wait_for_function(READY)
    # Not in the moment at which the network is looked for: it would lose what is just asked for.
    person.page.clock.fast_forward("00:31")
    person.page.wait_for_timeout(1000)
    assert person.page.evaluate(waiting) == "installed"
    shells = "async () => (await caches.keys()).filter(name => name.startsWith('shell-')).join()"

    def has_taken_over_by_a_minute_later() -> bool:
        _lets_a_minute_pass(person)
        return person.page.evaluate(shells).startswith("shell-newer-")

    wait_until(has_taken_over_by_a_minute_later)
    person.opens("/today").is_asked(person.name.title())
    assert written_by(person) == ["Half a sentence, and the rest."]


def _lets_a_minute_pass(person: Person) -> None:
    """The network is looked for, and that is answered."""
    person.page.clock.fast_forward("00:40")
    person.page.wait_for_timeout(500)
    person.page.clock.fast_forward("00:20")


def test_whoever_comes_back_on_another_day_gets_the_page_of_that_day(somebody):
    person = somebody().opens("/measures")
    comes_back_tomorrow(person)
    person.page.wait_for_function("() => !window.isYesterdays")


def test_what_was_filled_in_yesterday_stays_until_it_is_sent(somebody):
    person = somebody().opens("/measures")
    person.page.get_by_label("Mood").select_option("4")
    comes_back_tomorrow(person)
    person.page.wait_for_timeout(500)
    assert person.page.evaluate("() => window.isYesterdays")
    expect(person.page.get_by_label("Mood")).to_have_value("4")


def test_what_was_sent_keeps_nobody_on_yesterdays_page(somebody):
    person = somebody().opens("/measures")
    mood = person.page.get_by_label("Mood")
    mood.select_option("4")
    mood.evaluate("one => one.form.dispatchEvent(new Event('submit', {bubbles: true}))")
    comes_back_tomorrow(person)
    person.page.wait_for_function("() => !window.isYesterdays")


def test_what_cannot_be_had_again_without_a_signal_stays_to_be_read(somebody, signal):
    person = somebody().opens("/circle")
    signal.state = "none"
    comes_back_tomorrow(person)
    person.page.wait_for_timeout(500)
    assert person.page.evaluate("() => window.isYesterdays")
    signal.state = "good"
    person.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    person.page.wait_for_function("() => !window.isYesterdays")


def test_what_was_refused_yesterday_stays_with_its_words(somebody):
    person = somebody().opens("/measures/phq-2")
    person.page.evaluate("() => document.querySelector('main form').submit()")
    person.reads("Nothing is chosen yet")
    comes_back_tomorrow(person)
    person.page.wait_for_timeout(500)
    assert person.page.evaluate("() => window.isYesterdays")


def test_an_older_phone_that_does_not_know_a_newer_zone_goes_by_its_own(somebody):
    person = somebody().opens("/measures")
    person.page.evaluate("() => { document.body.dataset.zone = 'Nowhere/Yet'; }")
    comes_back_tomorrow(person)
    person.page.wait_for_function("() => !window.isYesterdays")


def test_a_phone_elsewhere_writes_on_the_day_of_its_person(holder, site, signal):
    """Vera lives where the server's clock is, and is on the other side of the world."""
    site.newcomer("vera")
    vera = holder("vera", signal.url, timezone_id="Pacific/Auckland").opens("/journal/new")
    vera.page.wait_for_function(READY)
    vera.opens("/journal/new")
    wait_until(lambda: "/journal/new <!" in kept_on(vera.page))
    evening = now().replace(hour=20)
    vera.page.clock.set_system_time(evening)
    signal.state = "none"
    vera.opens("/journal/new").reads("This page was kept on your phone")
    expect(vera.page.get_by_label("The day it belongs to")).to_have_value(str(evening.date()))


def comes_back_tomorrow(person) -> None:
    person.page.evaluate("() => { window.isYesterdays = true; }")
    person.page.clock.set_system_time(now() + timedelta(days=1))
    person.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
