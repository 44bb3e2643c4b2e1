"""With no signal, a bad one, or one that comes and goes: nothing is lost, doubled or misfiled."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import FULL, HERE, READY, sends_now, wait_until, writes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("trouble", ["none", "hanging", "portal", "busy", "cut"])
def test_what_is_written_in_trouble_waits_here_and_arrives_once(
    trouble, somebody, signal, written_by
):
    person = somebody().opens("/journal/new")
    signal.state = trouble
    writes(person, "The harbour, but the water was warm.")
    expect(person.page.get_by_text(HERE)).to_be_visible(timeout=4500)
    expect(person.page.locator("[data-words]")).to_have_text("The harbour, but the water was warm.")
    expect(person.page.get_by_text("Only you can read this until it is sent")).to_be_visible()
    signal.state = "good"
    sends_now(person)
    expect(person.page.get_by_text("Nothing waits")).to_be_visible(timeout=20_000)
    assert written_by(person) == ["The harbour, but the water was warm."]


@pytest.mark.parametrize("losing", [1, 2])
def test_an_answer_that_is_lost_makes_no_second_entry(losing, somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    signal.losing = losing
    writes(person, "Once.")
    # Chromium itself sends again what got no answer, and so does the outbox.
    person.arrives_at("/(outbox|journal/[0-9a-f-]{36})")
    wait_until(lambda: signal.losing <= 0)
    person.opens("/outbox")
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()
    assert written_by(person) == ["Once."]


def test_a_server_that_forgets_names_is_found(somebody, signal, written_by):
    """The planted fault: without its names the same words are stored each time they are sent."""
    person = somebody().opens("/journal/new")
    signal.forgets, signal.losing = True, 2
    writes(person, "Once.")
    wait_until(lambda: len(written_by(person)) > 1)


def test_what_is_written_before_the_phone_knows_whose_it_is_arrives_too(
    somebody, signal, written_by
):
    """The first page of all may have come before there was a worker to see it."""
    person = somebody().opens("/journal/new")
    person.page.evaluate(
        """() => new Promise(done => {
          indexedDB.open('afterglow').onsuccess = ({target}) => {
            const meta = target.result.transaction('meta', 'readwrite').objectStore('meta');
            meta.delete('person').onsuccess = done;
          };
        })"""
    )
    signal.state = "none"
    writes(person, "The very first.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    person.page.evaluate("() => dispatchEvent(new Event('online'))")
    wait_until(lambda: written_by(person) == ["The very first."])
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()


def test_a_whole_visit_without_a_signal(somebody, signal, written_by):
    person = somebody()
    signal.state = "none"
    for words in ("First.", "Second."):
        person.opens("/journal/new")
        writes(person, words)
        expect(person.page.get_by_text(HERE)).to_be_visible()
    person.opens("/journal")
    expect(person.page.locator("#waiting [data-words]")).to_have_text(["First.", "Second."])
    expect(person.page.locator("#waiting").get_by_text("Only you can read this")).to_have_count(2)
    signal.state = "good"
    person.opens("/today")
    wait_until(lambda: sorted(written_by(person)) == ["First.", "Second."])


def test_what_was_typed_when_the_phone_died_is_offered_again(somebody):
    person = somebody().opens("/journal/new")
    person.page.locator("textarea[name=text]").press_sequentially("My sister’s red")
    person.page.wait_for_timeout(1200)
    again = person.with_another_page()
    person.page.close()
    again.opens("/journal/new").taps("Take it up")
    expect(again.page.locator("textarea[name=text]")).to_have_value("My sister’s red")


def test_an_intention_typed_without_a_signal_arrives_as_it_was_last(holder, signal):
    wren = holder("wren", signal.url).opens("/today")
    wren.page.wait_for_function(READY)
    wren.opens("/intentions")
    wren.page.locator("a[href^='/intentions/']").first.click()
    wren.page.locator("a[href$='/fear']").first.click()
    signal.state = "none"
    box = wren.page.locator("textarea[name=text]")
    for words in ("That it", "That it hurts", "That it hurts, and that it does not."):
        box.fill(words)
        wren.page.wait_for_timeout(1100)
    expect(wren.page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    wren.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(wren.page.locator("[data-status]")).to_have_text("Saved", timeout=15_000)
    wren.page.reload()
    expect(box).to_have_value("That it hurts, and that it does not.")
    expect(wren.page.get_by_text("Another device")).to_have_count(0)


def test_a_phone_that_has_no_room_sends_at_once_and_else_keeps_the_page(
    somebody, signal, written_by
):
    person = somebody().opens("/journal/new")
    person.phone.service_workers[0].evaluate(FULL)
    signal.state = "none"
    writes(person, "No room here.")
    expect(person.page.get_by_text("Keep this page open")).to_be_visible()
    expect(person.page.locator("textarea[name=text]")).to_have_value("No room here.")
    signal.state = "good"
    person.page.evaluate("() => dispatchEvent(new Event('online'))")
    person.arrives_at("/journal/[0-9a-f-]{36}")
    assert written_by(person) == ["No room here."]


def test_without_a_worker_everything_is_sent_at_once(holder, site, signal, written_by):
    site.newcomer("juno")
    juno = holder("juno", signal.url, service_workers="block").opens("/journal/new")
    writes(juno, "Plainly.")
    juno.arrives_at("/journal/[0-9a-f-]{36}").opens("/outbox")
    assert written_by(juno) == ["Plainly."]


def test_who_types_on_when_the_signal_is_back_is_in_no_conflict_with_themselves(somebody, signal):
    person = somebody().taps("Set an intention").is_asked("What brings you?")
    box = person.page.locator("textarea[name=text]")
    for state, words in (
        ("none", "That it hurts"),
        ("good", "That it hurts, and that it does not."),
    ):
        signal.state = state
        box.fill(words)
        person.page.wait_for_timeout(1200)
        signal.state = "good"
        person.page.evaluate("() => dispatchEvent(new Event('online'))")
        expect(person.page.locator("[data-status]")).to_have_text("Saved", timeout=15_000)
    person.page.reload()
    expect(box).to_have_value("That it hurts, and that it does not.")
    expect(person.page.get_by_text("nother device")).to_have_count(0)


def test_without_tls_where_browsers_hold_much_back_everything_is_still_sent(
    holder, site, signal, written_by
):
    site.newcomer("jules")
    jules, complaints = holder("jules", signal.url), []
    jules.phone.add_init_script(
        "delete Crypto.prototype.randomUUID; delete Navigator.prototype.serviceWorker;"
    )
    jules.page.on("pageerror", lambda error: complaints.append(str(error)))
    writes(jules.opens("/journal/new"), "Over the local network.")
    jules.arrives_at("/journal/[0-9a-f-]{36}")
    assert (written_by(jules), complaints) == (["Over the local network."], [])
