"""Saying it and drawing it where eyes see double: large, still, and nothing to decide."""

from __future__ import annotations

import pytest

from tests.browser.softness import SCREENS, faults_of, take_pictures

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", SCREENS)
def test_saying_it_stays_large_and_still_all_the_way(screen, holder):
    width, height = SCREENS[screen]
    wren = holder("wren", viewport={"width": width, "height": height})
    wren.opens("/soft-mode/images/voice")
    for tapped, told in (
        ("Record", "It is recording."),
        ("Pause", "It waits for you."),
        ("Done", "Recorded"),
        ("Delete", "You can still bring it back."),
    ):
        wren.taps(tapped).reads(told)
        take_pictures(wren.page, f"voice-{tapped.lower()}-{screen}")
        assert faults_of(wren.page) == [], tapped
    wren.page.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(0); }")
    wren.taps("Record").reads("The microphone could not be used just now.")
    assert faults_of(wren.page) == []
