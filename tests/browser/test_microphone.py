"""What happens to a phone while it records: it stays awake, is called, and lets go of it all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import wait_until
from tests.browser.person import Person
from tests.browser.recording import DIGEST, draws, records

pytestmark = pytest.mark.browser

# What the page asks of the phone, for a test to see: its microphone, and its screen.
WATCHED = """() => {
  const media = navigator.mediaDevices;
  const opens = media.getUserMedia.bind(media);
  media.getUserMedia = async wanted => window.heard = await opens(wanted);
  window.awake = 0;
  navigator.wakeLock.request = async () => {
    window.awake += 1;
    return {release() { window.awake -= 1; }};
  };
}"""
OPEN = "() => window.heard?.getTracks().some(track => track.readyState === 'live')"
CALLED = "() => window.heard.getTracks()[0].dispatchEvent(new Event('mute'))"
AWAKE = "() => window.awake"


@pytest.fixture
def fay(holder, site, signal) -> Person:
    """Somebody with a browser that has no worker, as in a private window."""
    name = f"fay{signal.server_address[1]}"
    site.newcomer(name)
    return holder(name, signal.url, service_workers="block").opens("/journal/new/voice")


def test_the_microphone_and_the_screen_are_let_go_when_she_is_done(fay):
    fay.page.evaluate(WATCHED)
    fay.taps("Record").reads("It is recording.")
    assert fay.page.evaluate(OPEN)
    wait_until(lambda: fay.page.evaluate(AWAKE) == 1)
    fay.taps("Done").reads("Recorded")
    assert not fay.page.evaluate(OPEN)
    wait_until(lambda: fay.page.evaluate(AWAKE) == 0)


def test_a_call_that_comes_in_makes_the_recording_wait(fay):
    fay.page.evaluate(WATCHED)
    fay.taps("Record").reads("It is recording.")
    fay.page.evaluate(CALLED)
    fay.reads("It waits for you.").taps("Go on").reads("It is recording.")
    fay.taps("Done").reads("Recorded")


def test_what_was_deleted_too_soon_is_brought_back(fay):
    said = records(fay)
    fay.taps("Delete").reads("Deleted. You can still bring it back.")
    assert fay.page.evaluate(DIGEST) == ""
    fay.taps("Bring it back").reads("Recorded")
    assert fay.page.evaluate(DIGEST) == said
    expect(fay.page.get_by_role("button", name="Keep it")).to_be_visible()


def test_a_slow_way_is_given_the_time_that_a_recording_takes(fay, signal):
    """Half a minute, by the phone's own clock. Words are tried again long before."""
    fay.page.clock.install()
    fay.opens("/journal/new/drawing")
    draws(fay)
    signal.state = "slow"
    fay.taps("Keep it")
    fay.page.clock.fast_forward(30_000)
    fay.arrives_at("/journal/[0-9a-f-]{36}").reads("It is in your journal.")


def test_whoever_leaves_while_it_is_on_its_way_is_asked(fay, signal):
    fay.opens("/journal/new/drawing")
    draws(fay)
    signal.state = "hanging"
    asked = []
    fay.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    fay.taps("Keep it")
    wait_until(lambda: "/journal/new/drawing" in signal.asked[-1:])
    fay.page.close(run_before_unload=True)
    wait_until(lambda: asked == ["beforeunload"] or fay.page.wait_for_timeout(50))
