"""What waits on a phone: opened, sent again, kept as a file, discarded, and asked about."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.kept import HERE, kept_on, sends_now, wait_until, writes

pytestmark = pytest.mark.browser

# One waiting row is damaged, as by a bad memory card.
DAMAGE = """() => new Promise(done => {
  indexedDB.open('afterglow').onsuccess = ({target}) => {
    const ops = target.result.transaction('ops', 'readwrite').objectStore('ops');
    ops.getAll().onsuccess = ({target}) => {
      const row = target.result[0];
      ops.put({...row, ct: row.ct.slice(1)}).onsuccess = done;
    };
  };
})"""


def test_what_the_server_does_not_take_is_opened_and_sent_again(needs_me, written_by):
    expect(needs_me.page.get_by_text("It needs you")).to_be_visible()
    needs_me.taps("Open its page")
    box = needs_me.page.locator("textarea[name=text]")
    expect(box).to_have_value("Too much. " * 6000)
    writes(needs_me, "Enough.")
    needs_me.arrives_at("/journal/[0-9a-f-]{36}").opens("/outbox")
    expect(needs_me.page.get_by_text("Nothing waits")).to_be_visible()
    assert written_by(needs_me) == ["Enough."]


def test_what_waits_is_saved_as_a_file_or_discarded_for_good(needs_me, written_by):
    expect(needs_me.page.get_by_text("It needs you")).to_be_visible()
    with needs_me.page.expect_download() as saved:
        needs_me.taps("Save as a file")
    assert saved.value.path().read_text("utf-8").startswith("Too much. " * 6000)
    needs_me.unfolds("Discard it").taps("Discard it for good")
    expect(needs_me.page.get_by_text("Nothing waits")).to_be_visible()
    assert written_by(needs_me) == []


def test_from_you_it_is_two_taps_to_what_waits_why_and_since_when(needs_me):
    needs_me.opens("/you").taps("On this phone").arrives_at("/outbox").reads("Too much.")
    needs_me.reads("It needs you: open it and look once more.", f"Since {time.strftime('%A')}")
    needs_me.reads("Only you can read this until it is sent")


def test_without_a_signal_you_still_leads_to_what_waits(somebody, signal):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "A kingfisher.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible()
    person.opens("/today").taps_place("You").reads("There is no signal")
    person.taps("On this phone").arrives_at("/outbox")
    person.reads("A kingfisher.", "Waiting for a signal.")


def test_what_waited_leaves_the_list_by_itself(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "A kingfisher.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible()
    person.opens("/journal").reads("A kingfisher.")
    person.page.evaluate("() => { window.sameAsBefore = true; }")
    signal.state = "good"
    person.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(person.page.locator("#waiting [data-words]")).to_have_count(0)
    assert written_by(person) == ["A kingfisher."]
    assert person.page.evaluate("() => window.sameAsBefore")


def test_what_is_being_typed_stays_while_something_earlier_is_sent(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "A kingfisher.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible()
    box = person.opens("/journal/new").page.locator("textarea[name=text]")
    box.press_sequentially("And then a her")
    signal.state = "good"
    person.page.evaluate("() => dispatchEvent(new Event('online'))")
    wait_until(lambda: written_by(person) == ["A kingfisher."])
    person.page.wait_for_timeout(500)
    box.press_sequentially("on.")
    expect(box).to_have_value("And then a heron.")
    expect(box).to_be_focused()


def test_what_is_discarded_is_nowhere_said_to_be_saved(somebody, signal):
    person = somebody().taps("Set an intention").is_asked("What brings you?")
    signal.state = "none"
    person.writes("What brings you?", "Half a thought").reads(HERE)
    other = person.with_another_page().opens("/outbox")
    other.unfolds("Discard it").taps("Discard it for good")
    expect(other.page.get_by_text("Nothing waits")).to_be_visible()
    expect(person.page.get_by_text(HERE)).to_be_hidden()
    expect(person.page.locator("[data-status]")).not_to_have_text("Saved")


def test_what_cannot_be_opened_yet_says_so(needs_me, signal):
    """Nothing is offered that would save an empty file in the words' place."""
    needs_me.opens("/you").taps("Sign out").taps("Sign out. It waits here for me")
    signal.withheld = "/outbox/key"
    needs_me.arrives_at("/login").signs_in().arrives_at("/today").opens("/outbox")
    expect(needs_me.page.get_by_text("It opens once there is a signal")).to_be_visible()
    expect(needs_me.page.get_by_role("button", name="Save as a file")).to_be_hidden()
    signal.withheld = ""
    needs_me.page.reload()
    expect(needs_me.page.get_by_text("Too much.")).to_be_visible()


def test_what_cannot_be_opened_any_more_holds_nothing_else_up(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "Lost to the card.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible()
    person.page.evaluate(DAMAGE)
    person.opens("/journal/new")
    writes(person, "Still whole.")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    person.opens("/outbox")
    sends_now(person)
    expect(person.page.get_by_text("It was damaged on this phone")).to_be_visible()
    wait_until(lambda: written_by(person) == ["Still whole."])
    expect(person.page.locator("[data-words]")).to_have_count(1)
    person.unfolds("Discard it").taps("Discard it for good")
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()


def test_an_objection_that_comes_late_still_finds_the_words(somebody, signal):
    person = somebody().opens("/journal/new")
    signal.state = "slow"
    writes(person, "Too much. " * 6000)
    expect(person.page.get_by_text(HERE)).to_be_visible()
    expect(person.page.get_by_text("It needs you")).to_be_visible(timeout=15_000)
    person.taps("Open its page")
    expect(person.page.locator("textarea[name=text]")).to_have_value("Too much. " * 6000)


def test_what_waits_is_sealed_on_the_phone(somebody, signal):
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "A kingfisher, for a moment")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible()
    kept = kept_on(person.page)
    assert '"url":"/journal"' in kept
    assert "kingfisher" not in kept


@pytest.mark.parametrize("state", ["good", "none"])
def test_words_that_another_site_sends_from_this_phone_are_not_taken(
    state, somebody, signal, written_by
):
    person = somebody()
    uid = person.page.evaluate("() => document.body.dataset.uid")
    person.page.goto("about:blank")
    person.page.set_content(
        f"""<form method="post" action="{signal.url}/journal">
          <input name="_op" value="01a207ee-cefc-435a-8e1c-8f661108bb81">
          <input name="_uid" value="{uid}"><input name="text" value="Not mine.">
          <input name="csrf_token" value=""><button>Win a prize</button></form>"""
    )
    signal.state = state
    person.taps("Win a prize")
    person.page.wait_for_timeout(3000)
    signal.state = "good"
    person.opens("/today").opens("/outbox")
    person.page.wait_for_timeout(2000)
    assert written_by(person) == []
