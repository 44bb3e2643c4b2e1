"""Signing out: with something unsent, without a signal, and from pages that were left open."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.demo import email_of
from tests.browser.kept import FULL, OPEN_KEYS, kept_on, wait_until, writes
from webapp.database import db
from webapp.participants.models import Participant, SignIn

pytestmark = pytest.mark.browser

WAITING = """() => new Promise(done => {
  indexedDB.open('afterglow').onsuccess = ({target}) => {
    target.result.transaction('ops').objectStore('ops').count().onsuccess = ({target}) =>
      done(target.result);
  };
})"""


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


def test_who_signs_out_leaves_it_locked_and_finds_it_again(needs_me, written_by):
    expect(needs_me.page.get_by_text("It needs you")).to_be_visible()
    assert needs_me.page.evaluate(OPEN_KEYS) == 1
    needs_me.opens("/you").taps("Sign out").taps("Sign out. It waits here for me")
    needs_me.arrives_at("/login")
    assert needs_me.page.evaluate(OPEN_KEYS) == 0
    assert needs_me.page.evaluate(WAITING) == 1
    needs_me.signs_in().arrives_at("/today").opens("/outbox")
    expect(needs_me.page.get_by_text("Too much.")).to_be_visible()
    needs_me.taps("Open its page")
    expect(needs_me.page.locator("textarea[name=text]")).to_have_value(re.compile("^Too much"))
    writes(needs_me, "Enough.")
    needs_me.arrives_at("/journal/[0-9a-f-]{36}")
    assert written_by(needs_me) == ["Enough."]


def test_what_was_being_typed_is_offered_again_after_a_sign_out(somebody, signal):
    person = somebody().opens("/journal/new")
    person.page.locator("textarea[name=text]").press_sequentially("My sister’s red")
    person.page.wait_for_timeout(1200)
    person.opens("/you").taps("Sign out").arrives_at("/login")
    assert person.page.evaluate(OPEN_KEYS) == 0
    person.signs_in().arrives_at("/today").opens("/journal/new").taps("Take it up")
    expect(person.page.locator("textarea[name=text]")).to_have_value("My sister’s red")


def test_what_was_begun_before_a_sign_out_is_not_replaced_by_what_is_begun_after(somebody, signal):
    person = somebody().opens("/journal/new")
    person.page.locator("textarea[name=text]").press_sequentially("My sister’s red")
    wait_until(lambda: "draft|" in kept_on(person.page))
    person.opens("/you").taps("Sign out").arrives_at("/login").signs_in().arrives_at("/today")
    wait_until(lambda: person.page.evaluate(OPEN_KEYS) == 1)
    wait_until(lambda: f"{signal.url}/intentions <!" in kept_on(person.page))
    signal.state = "none"
    person.opens("/journal/new").taps("Take it up")
    expect(person.page.locator("textarea[name=text]")).to_have_value("My sister’s red")


def test_another_page_shows_nothing_of_it_after_a_sign_out(needs_me):
    other = needs_me.with_another_page().opens("/you")
    expect(needs_me.page.get_by_text("It needs you")).to_be_visible()
    other.taps("Sign out").taps("Sign out. It waits here for me").arrives_at("/login")
    expect(needs_me.page.locator("[data-words]")).to_have_count(0)


@pytest.mark.parametrize("trouble", ["none", "cut", "portal", "busy", "slow", "full"])
def test_who_signs_out_without_a_signal_stays_signed_out_when_there_is_one(
    trouble, somebody, signal, site
):
    person = somebody().opens("/journal").opens("/you")
    signal.state = trouble
    person.taps("Sign out").arrives_at("/offline")
    expect(person.page.get_by_text("You are signed out on this phone")).to_be_visible()
    expect(person.page.locator("main").get_by_role("link").first).to_be_hidden()
    for path in ("/today", "/journal"):
        person.opens(path)
        assert person.name not in person.page.content().lower()
    signal.state = "good"
    person.opens("/today").arrives_at("/login")
    with site.inside():
        me = db.session.scalars(Participant.with_email(email_of(person.name))).one()
        mine = select(SignIn).where(SignIn.participant_id == me.id, SignIn.ended_at.is_(None))
        assert db.session.scalars(mine).all() == []


def test_who_has_signed_out_without_a_signal_writes_nothing_in_their_name_any_more(
    somebody, signal, written_by
):
    person = somebody().opens("/journal/new")
    other = person.with_another_page().opens("/you")
    signal.state = "none"
    other.taps("Sign out").arrives_at("/offline")
    signal.state = "good"
    writes(person, "After I had left.")
    person.arrives_at("/outbox")
    assert "After I had left." not in person.page.content()
    assert person.page.evaluate(OPEN_KEYS) == 0
    assert written_by(person) == []
    person.opens("/login").signs_in().arrives_at("/today")
    wait_until(lambda: written_by(person) == ["After I had left."])


def test_who_signs_in_again_from_a_page_that_was_left_open_stays_signed_in(somebody, signal):
    person = somebody()
    left_open = person.with_another_page().opens("/you").taps("Sign out").arrives_at("/login")
    person.opens("/login").signs_in().arrives_at("/today").opens("/you")
    signal.state = "none"
    person.taps("Sign out").arrives_at("/offline")
    signal.state = "good"
    left_open.signs_in().reads("This page had been open for a while")
    left_open.signs_in().arrives_at("/today").opens("/journal").is_asked("Journal")


def test_who_signs_out_from_a_page_of_an_earlier_sign_in_is_signed_out(somebody, signal):
    person = somebody().opens("/you")
    other = person.with_another_page().opens("/you").taps("Sign out").arrives_at("/login")
    other.signs_in().arrives_at("/today")
    person.taps("Sign out").arrives_at("/login")
    other.opens("/today").arrives_at("/login")


def test_who_signs_out_on_a_phone_without_room_is_signed_out(somebody, signal):
    person = somebody().opens("/you")
    person.phone.service_workers[0].evaluate(FULL)
    person.taps("Sign out").arrives_at("/login")
    person.opens("/today").arrives_at("/login")


@pytest.mark.parametrize("uid", ["", '<input name="_uid" value="">'])
def test_another_site_cannot_sign_anybody_out(uid, somebody, signal):
    person = somebody()
    person.page.goto("about:blank")
    person.page.set_content(
        f"""<form method="post" action="{signal.url}/logout">{uid}<button>Go</button></form>"""
    )
    person.taps("Go")
    person.opens("/today").is_asked(person.name.capitalize())
    signal.state = "none"
    person.opens("/journal").is_asked("Journal")
