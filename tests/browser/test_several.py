"""Several taps, pages, devices and edits: each arrives once, and nothing is replaced."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import HERE, kept_on, sends_now, wait_until, writes
from tests.browser.person import Person

pytestmark = pytest.mark.browser

THRICE = """() => {
  const buttons = [...document.querySelectorAll('main button')];
  const button = buttons.find(one => one.textContent === 'Keep it');
  for (let times = 0; times < 3; times++) button.click();
}"""
# Past everything that a page does against it, as a browser may that sends a form again by itself.
FORCED = """async () => {
  const form = document.querySelector('textarea[name=text]').form;
  const body = new URLSearchParams(new FormData(form));
  const send = () => fetch(form.action, {method: 'POST', body, headers: {'HX-Request': 'true'}});
  await Promise.allSettled([send(), send(), send()]);
  location.href = '/outbox';
}"""


def arrives(person: Person) -> None:
    person.opens("/outbox")
    expect(person.page.get_by_text("Nothing waits")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("state", ["good", "none"])
@pytest.mark.parametrize("taps", [THRICE, FORCED], ids=["by hand", "by force"])
def test_three_quick_taps_are_one_entry(taps, state, somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    person.page.locator("textarea[name=text]").fill("Once.")
    signal.state = state
    person.page.evaluate(taps)
    person.arrives_at("/(outbox|journal/[0-9a-f-]{36})")
    signal.state = "good"
    arrives(person)
    assert written_by(person) == ["Once."]


def test_two_pages_of_one_phone_both_arrive(somebody, signal, written_by):
    first = somebody().opens("/journal/new")
    second = first.with_another_page().opens("/journal/new")
    signal.state = "none"
    for page, words in ((first, "Here."), (second, "And there.")):
        writes(page, words)
        expect(page.page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    arrives(first)
    assert sorted(written_by(first)) == ["And there.", "Here."]


def test_what_waits_can_be_changed_before_it_is_sent(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "The stairs.")
    person.taps("Open its page")
    expect(person.page.locator("textarea[name=text]")).to_have_value("The stairs.")
    writes(person, "The stairs, and the light.")
    expect(person.page.locator("[data-words]")).to_have_text(["The stairs, and the light."])
    signal.state = "good"
    sends_now(person)
    arrives(person)
    assert written_by(person) == ["The stairs, and the light."]


def test_what_is_being_changed_is_not_sent_by_another_page(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "The stairs.")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    person.taps("Open its page")
    expect(person.page.locator("textarea[name=text]")).to_have_value("The stairs.")
    signal.state = "good"
    other = person.with_another_page().opens("/journal/new")
    writes(other, "Something else.")
    other.arrives_at("/journal/[0-9a-f-]{36}").opens("/outbox")
    sends_now(other)
    other.page.wait_for_timeout(1500)
    assert written_by(person) == ["Something else."]
    writes(person, "The stairs, and the light.")
    arrives(other)
    assert sorted(written_by(person)) == ["Something else.", "The stairs, and the light."]


def test_an_entry_changed_on_two_devices_is_kept_twice(somebody, phone, signal, site):
    person = somebody().opens("/journal/new")
    writes(person, "The stairs.")
    person.arrives_at("/journal/[0-9a-f-]{36}")
    entry = person.page.url.removeprefix(signal.url)
    tablet = phone()
    tablet.add_cookies(person.phone.cookies())
    other = Person(person.name, tablet, site.url)
    person.opens(f"{entry}/edit")
    signal.state = "none"
    writes(person, "By phone.")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    other.opens(f"{entry}/edit")
    writes(other, "By tablet.")
    other.arrives_at("/journal/[0-9a-f-]{36}")
    signal.state = "good"
    arrives(person)
    person.opens(f"{entry}/versions").reads("As it stands", "From another device")
    person.reads("By tablet.", "By phone.").taps("Put both together")
    person.reads("Both stand together now.", "By tablet.", "By phone.")


def test_what_waits_goes_although_nobody_says_that_the_signal_is_back(somebody, signal, written_by):
    """Neither by an event nor by Background Sync, which two browsers out of three do not have."""
    person = somebody().opens("/journal/new")
    deaf = "() => delete ServiceWorkerRegistration.prototype.sync"
    assert person.phone.service_workers[0].evaluate(deaf)
    signal.state = "none"
    writes(person, "In the silence.")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    person.page.wait_for_timeout(2000)  # it has been tried, in vain
    signal.state = "good"
    wait_until(lambda: written_by(person) == ["In the silence."], 45)
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()


def test_today_opened_again_is_one_request_and_no_file(somebody, signal):
    person = somebody().opens("/today")
    provided = person.page.evaluate("() => document.body.dataset.provide").split()
    for path in provided:
        wait_until(lambda path=path: f"{signal.url}{path} <!" in kept_on(person.page))
    signal.asked.clear()
    person.opens("/today")
    person.page.wait_for_load_state("networkidle")
    # Whether there is a newer worker is asked by the browser itself.
    assert [path for path in signal.asked if path != "/sw.js"] == ["/today"]
