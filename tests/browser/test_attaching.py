"""Where words are too much she says it or draws it, and it is there again to the byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE
from tests.browser.demo import Demo, email_of
from tests.browser.kept import HERE, READY, kept_on, sends_now, wait_until
from tests.browser.person import Person
from tests.browser.recording import CLOSED, DIGEST, DRAWN, LENGTH, SEEKS, draws, records
from tests.browser.signal import Signal
from tests.chromium import kill, lasting
from webapp.database import db
from webapp.journal.attachments import Attachment
from webapp.participants.models import Participant

pytestmark = pytest.mark.browser


@pytest.fixture
def kept(site: Demo) -> Callable[[Person], list[str]]:
    """The digests of what the server has of somebody, opened, the earliest first."""

    def look(person: Person) -> list[str]:
        with site.inside():
            me = db.session.scalars(Participant.with_email(email_of(person.name))).one()
            mine = db.session.scalars(Attachment.owned_by(me).order_by(Attachment.created_at))
            return [hashlib.sha256(one.data).hexdigest() for one in mine]

    return look


@pytest.fixture
def ivy(holder, site: Demo, request, signal: Signal) -> Person:
    name = f"ivy{abs(hash(request.node.name))}"
    site.newcomer(name)
    # What is drawn has the grain of a real screen.
    person = holder(name, signal.url, device_scale_factor=2).opens("/today")
    person.page.wait_for_function(READY)
    return person


def test_she_says_it_listens_and_keeps_it(ivy, kept):
    ivy.opens("/journal/new").taps("Say it")
    said = records(ivy)
    ivy.taps("Listen")
    expect(ivy.page.get_by_role("button", name="Pause")).to_be_visible()
    ivy.taps("Keep it").arrives_at("/journal/[0-9a-f-]{36}").reads("A voice note · 0:01")
    assert kept(ivy) == [said]
    wait_until(lambda: 0.5 < (ivy.page.evaluate(LENGTH) or 0) < 3)
    wait_until(lambda: ivy.page.evaluate("() => document.querySelector('audio').currentTime") == 0)
    middle = ivy.page.evaluate(LENGTH) / 2
    assert ivy.page.evaluate(SEEKS) == pytest.approx(middle, abs=0.2)


def test_she_pauses_goes_on_and_lets_it_go_before_it_is_kept(ivy, kept):
    ivy.opens("/journal/new/voice").taps("Record").reads("It is recording.")
    ivy.page.wait_for_timeout(1100)
    ivy.taps("Pause").reads("It waits for you.")
    ivy.page.wait_for_timeout(3000)
    ivy.taps("Go on").reads("It is recording.")
    ivy.page.wait_for_timeout(1100)
    ivy.taps("Done").reads("Recorded")
    # The pause does not count.
    assert ivy.page.locator("[name=seconds]").input_value() in ("2", "3")
    ivy.taps("Delete").reads("Up to five minutes.")
    assert ivy.page.evaluate(DIGEST) == ""
    ivy.opens("/journal/new/voice")
    expect(ivy.page.get_by_role("button", name="Record")).to_be_visible()
    ivy.does_not_read("You had begun to write here.")
    assert kept(ivy) == []


def test_five_minutes_is_as_long_as_it_gets(ivy):
    ivy.page.clock.install()
    ivy.opens("/journal/new/voice").taps("Record").reads("It is recording.")
    ivy.page.clock.fast_forward("04:50")
    ivy.page.wait_for_timeout(500)
    ivy.reads("It is recording.").page.clock.fast_forward("00:10")
    ivy.reads("Five minutes are recorded")
    assert ivy.page.evaluate(DIGEST)


def test_a_closed_microphone_is_said_and_words_are_left(ivy):
    ivy.page.add_init_script(f"({CLOSED})()")
    ivy.opens("/journal/new/voice").taps("Record").reads("The microphone is closed to this app.")
    ivy.taps("Write instead").arrives_at("/journal/new")


@pytest.mark.parametrize("medium", ["voice", "drawing"])
def test_without_a_signal_it_waits_on_the_phone_and_arrives_once(medium, ivy, signal, kept):
    address = f"/journal/new/{medium}"
    wait_until(lambda: f"{signal.url}{address} <!" in kept_on(ivy.page))
    signal.state = "none"
    ivy.opens(address)
    made = records(ivy) if medium == "voice" else draws(ivy)
    ivy.taps("Keep it").arrives_at("/outbox").reads(HERE)
    ivy.reads("A voice note" if medium == "voice" else "A drawing")
    ivy.taps("Open its page").arrives_at(address)
    wait_until(lambda: ivy.page.evaluate(DIGEST) == made)
    ivy.taps("Keep it").arrives_at("/outbox")
    expect(ivy.page.locator("[data-ops] li")).to_have_count(1)
    # It is stored, and the answer is lost: it is sent again under its own name.
    signal.losing, signal.state = 1, "good"
    sends_now(ivy)
    ivy.reads("Nothing waits")
    assert kept(ivy) == [made]


def test_a_drawing_has_her_colours_and_every_line_can_be_taken_back(ivy, kept):
    ivy.opens("/journal/new").taps("Draw it")
    one = draws(ivy)
    ivy.page.get_by_label("Sage").check()
    draws(ivy, 0.8)
    ivy.writes("What is on it", "A bridge of light").taps("Keep it")
    ivy.arrives_at("/journal/[0-9a-f-]{36}")
    picture = ivy.page.get_by_role("img", name="A bridge of light")
    assert ivy.page.evaluate(DRAWN, picture.get_attribute("src")) == 2
    ivy.taps("Draw").arrives_at("/journal/[0-9a-f-]{36}/drawing")
    draws(ivy, 0.8)
    ivy.taps("Undo")
    wait_until(lambda: ivy.page.evaluate(DIGEST) == "")
    assert draws(ivy) == one
    ivy.taps("Keep it").arrives_at("/journal/[0-9a-f-]{36}")
    expect(ivy.page.get_by_role("figure")).to_have_count(2)
    assert one in kept(ivy)


@pytest.mark.parametrize("medium", ["voice", "drawing"])
def test_in_soft_mode_a_question_is_answered_by_it(medium, ivy, kept):
    ivy.opens("/soft-mode/images").taps("Say it" if medium == "voice" else "Draw it")
    ivy.is_asked("Any images that stay with you?")
    made = records(ivy) if medium == "voice" else draws(ivy)
    ivy.taps("Keep it").is_asked("What was there to feel?")
    assert kept(ivy) == [made]
    ivy.opens("/soft-mode/images").reads("Kept with it")
    ivy.writes("Any images", "The harbour").taps("Next: feelings").is_asked("What was there")
    ivy.opens("/journal").taps("The harbour").reads("The harbour")
    expect(ivy.page.get_by_role("figure")).to_have_count(1)


def test_she_lets_go_of_a_voice_note(ivy, kept):
    ivy.opens("/journal/new/voice")
    records(ivy)
    ivy.taps("Keep it").arrives_at("/journal/[0-9a-f-]{36}").unfolds("Delete this voice note")
    ivy.taps("Delete it for good").reads("A voice note is gone.", "Left empty")
    assert kept(ivy) == []


@pytest.fixture
def switch_on(
    browser: Browser, site: Demo, signal: Signal, tmp_path, request
) -> Iterator[Callable[[], Person]]:
    name = f"ivy{abs(hash(request.node.name))}"
    site.newcomer(name)
    with ExitStack() as phones:

        def start() -> Person:
            phone = phones.enter_context(lasting(browser, tmp_path / "phone", **PHONE))
            phone.add_cookies(site.cookies_of(name, signal.url))
            return Person(name, phone, signal.url)

        yield start


@pytest.mark.parametrize("medium", ["voice", "drawing"])
def test_what_was_kept_in_the_basement_survives_the_phone(
    medium, switch_on, signal, kept, tmp_path
):
    ivy = switch_on().opens(f"/journal/new/{medium}")
    ivy.page.wait_for_function(READY)
    signal.state = "none"
    made = records(ivy) if medium == "voice" else draws(ivy)
    ivy.taps("Keep it").arrives_at("/outbox").reads(HERE)
    kill(tmp_path / "phone")
    signal.state = "good"
    again = switch_on().opens("/today")
    wait_until(lambda: kept(again) == [made])


def test_what_is_being_recorded_survives_the_phone(switch_on, kept, tmp_path):
    ivy = switch_on().opens("/journal/new/voice")
    ivy.page.wait_for_function(READY)
    ivy.opens("/journal/new/voice").taps("Record").reads("It is recording.")
    wait_until(lambda: ivy.page.evaluate(DIGEST))
    ivy.page.wait_for_timeout(1500)
    kill(tmp_path / "phone")
    again = switch_on().opens("/journal/new/voice").taps("Take it up").reads("Recorded")
    made = again.page.evaluate(DIGEST)
    again.taps("Keep it").arrives_at("/journal/[0-9a-f-]{36}")
    assert kept(again) == [made]
