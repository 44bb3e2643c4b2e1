"""What the server does not take as it is: the words stay, and what can be mended is mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import HERE, sends_now, wait_until, writes

pytestmark = pytest.mark.browser

# Two forms of one name, as a browser that restores an old page may send them.
TWICE = """async () => {
  const value = name => document.querySelector(`[name=${name}]`).value;
  const op = crypto.randomUUID();
  for (const text of ['First.', 'Second.']) {
    const body = new URLSearchParams({
      csrf_token: value('csrf_token'), _op: op, _entity: crypto.randomUUID(),
      _uid: document.body.dataset.uid, _page: '/journal/new', text,
    });
    await fetch('/journal', {method: 'POST', body, headers: {'HX-Request': 'true'}});
  }
}"""
FILL = "(box, words) => { box.value = words; }"


def test_two_writings_of_one_name_are_both_stored(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    person.page.evaluate(TWICE)
    wait_until(lambda: sorted(written_by(person)) == ["First.", "Second."])


def test_words_from_a_page_of_an_earlier_sign_in_are_there_to_be_sent_once_more(
    somebody, signal, written_by
):
    person = somebody().opens("/journal/new")
    other = person.with_another_page().opens("/you").taps("Sign out").arrives_at("/login")
    other.signs_in().arrives_at("/today")
    writes(person, "From an old page.")
    expect(person.page.get_by_text("This page had been open for a while")).to_be_visible()
    expect(person.page.locator("textarea[name=text]")).to_have_value("From an old page.")
    person.taps("Keep it").arrives_at("/journal/[0-9a-f-]{36}")
    assert written_by(person) == ["From an old page."]
    person.opens("/outbox")
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()


def test_waiting_words_from_a_page_of_an_earlier_sign_in_arrive(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    other = person.with_another_page().opens("/you").taps("Sign out").arrives_at("/login")
    other.signs_in().arrives_at("/today")
    signal.state = "none"
    writes(person, "From an old page.")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    sends_now(person)
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()
    assert written_by(person) == ["From an old page."]


@pytest.mark.parametrize("full", [False, True])
def test_what_the_server_has_no_room_for_stays_here(full, somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    words = "Short." if full else "Far too long. " * 360_000  # 5 MB
    signal.state = "none"
    person.page.locator("textarea[name=text]").evaluate(FILL, words)
    person.taps("Keep it")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    signal.state = "full" if full else "good"
    sends_now(person)
    expect(person.page.get_by_text("It needs you")).to_be_visible()
    person.taps("Open its page")
    expect(person.page.locator("textarea[name=text]")).to_have_value(words)
    assert written_by(person) == []
