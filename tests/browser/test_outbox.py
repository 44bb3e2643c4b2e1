"""What waits on a phone: opened, sent again, kept as a file, discarded, and asked about."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.signal import HERE, writes

pytestmark = pytest.mark.browser

WAITING = """() => new Promise(done => {
  indexedDB.open('afterglow').onsuccess = ({target}) => {
    target.result.transaction('ops').objectStore('ops').count().onsuccess = ({target}) =>
      done(target.result);
  };
})"""


@pytest.fixture
def needs_me(somebody, signal) -> Person:
    """Somebody with words on their phone that are too long to be taken as they are."""
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "Too much. " * 6000)
    expect(person.page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    return person.taps("Send now")


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
    with needs_me.page.expect_download() as saved:
        needs_me.taps("Save as a file")
    assert saved.value.path().read_text("utf-8").startswith("Too much. " * 6000)
    needs_me.unfolds("Discard it").taps("Discard it for good")
    expect(needs_me.page.get_by_text("Nothing waits")).to_be_visible()
    assert written_by(needs_me) == []


def test_who_signs_out_with_something_unsent_is_asked(needs_me, written_by):
    expect(needs_me.page.get_by_text("It needs you")).to_be_visible()
    needs_me.opens("/you").taps("Sign out")
    question = needs_me.page.get_by_role("dialog")
    expect(question).to_contain_text("Something you wrote is still only here")
    needs_me.taps("Stay signed in")
    expect(question).to_be_hidden()
    needs_me.taps("Sign out").unfolds("Delete it").taps("Delete it and sign out")
    needs_me.arrives_at("/login")
    kept = needs_me.page.evaluate(WAITING)
    assert kept == 0
