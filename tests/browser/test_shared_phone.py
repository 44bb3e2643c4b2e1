"""One phone, and more than one person: nobody sees or sends what is another's."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from tests.browser.demo import email_of
from tests.browser.kept import HERE, OPEN_KEYS, kept_on, wait_until, writes
from webapp.database import db, now
from webapp.participants.models import Participant, SignIn

pytestmark = pytest.mark.browser


def test_when_the_sign_in_has_run_out_it_waits_for_the_next(somebody, signal, site, written_by):
    person = somebody().opens("/journal/new")
    person.page.wait_for_timeout(2000)  # what is fetched beside the page has come
    with site.inside():
        me = db.session.scalars(Participant.with_email(email_of(person.name))).one()
        with db.transaction() as session:
            session.execute(
                update(SignIn).where(SignIn.participant_id == me.id).values(ended_at=now())
            )
    writes(person, "Late at night.")
    expect(person.page.get_by_text(HERE)).to_be_visible()
    assert written_by(person) == []
    person.opens("/login").signs_in().arrives_at("/today")
    wait_until(lambda: written_by(person) == ["Late at night."])


def test_somebody_else_on_the_same_phone_sees_and_sends_nothing(somebody, signal, written_by):
    first = somebody().opens("/journal/new")
    signal.state = "none"
    writes(first, "Only mine.")
    expect(first.page.get_by_text(HERE)).to_be_visible()
    cookies = first.phone.cookies()
    signal.state = "good"
    second = somebody(on=first).opens("/outbox")
    expect(second.page.get_by_text("Nothing waits")).to_be_visible()
    assert "Only mine." not in second.page.content()
    assert second.page.evaluate(OPEN_KEYS) == 0
    signal.state = "none"
    second.opens("/journal")
    assert "Only mine." not in second.page.content()
    signal.state = "good"
    assert written_by(second) == written_by(first) == []
    first.phone.clear_cookies()
    first.phone.add_cookies(cookies)
    first.opens("/today")
    wait_until(lambda: written_by(first) == ["Only mine."])
    assert written_by(second) == []


def test_a_form_left_open_is_not_sent_as_who_came_after(somebody, signal, written_by):
    first = somebody().opens("/journal/new")
    cookies = first.phone.cookies()
    second = somebody(on=first)
    writes(first, "Only mine.")
    expect(first.page.get_by_text("Somebody else is signed in")).to_be_visible()
    expect(first.page.locator("textarea[name=text]")).to_have_value("Only mine.")
    assert written_by(second) == written_by(first) == []
    assert "Only mine." not in second.opens("/outbox").page.content()
    first.phone.clear_cookies()
    first.phone.add_cookies(cookies)
    first.opens("/today")
    wait_until(lambda: written_by(first) == ["Only mine."])
    assert written_by(second) == []


def test_after_signing_out_nothing_of_it_can_be_read_here(somebody, signal):
    person = somebody().opens("/journal/new")
    writes(person, "A kingfisher, for a moment")
    person.arrives_at("/journal/[0-9a-f-]{36}").opens("/journal")
    assert "kingfisher" in kept_on(person.page)
    person.opens("/journal/new")
    person.page.locator("textarea[name=text]").press_sequentially("A heron, half seen")
    wait_until(lambda: "draft|" in kept_on(person.page))
    person.opens("/you").taps("Sign out").arrives_at("/login")
    for state in ("good", "none"):
        signal.state = state
        for path in ("/today", "/journal", "/intentions", "/journal/new", "/outbox", "/login"):
            person.opens(path)
            _says_nothing_of(person, person.page.content())
            _says_nothing_of(person, kept_on(person.page))


def test_a_page_left_open_keeps_nothing_in_the_name_of_who_came_after(somebody, signal):
    first = somebody().opens("/journal/new")
    second = somebody(on=first).opens("/today")
    first.page.locator("textarea[name=text]").press_sequentially("A kingfisher")
    first.page.wait_for_timeout(1200)
    second.opens("/journal/new")
    second.page.wait_for_timeout(500)
    expect(second.page.get_by_role("button", name="Take it up")).to_be_hidden()
    assert "kingfisher" not in second.opens("/outbox").page.content()


def _says_nothing_of(person, found: str) -> None:
    for word in ("kingfisher", "heron", person.name):
        assert word not in found.lower()
