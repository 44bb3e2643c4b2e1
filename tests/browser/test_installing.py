"""Being told, once and kindly, why to install, and how on this phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

IPHONE = "Object.defineProperty(navigator, 'standalone', {value: false});"
INSTALLED = "Object.defineProperty(navigator, 'standalone', {value: true});"
NOTED = "navigator.storage.persist = async () => { window.keptForGood = true; return true; };"
# What Chromium says where it would install; headless it never does.
OFFER = """() => {
  const prompt = () => { window.prompted = (window.prompted ?? 0) + 1; };
  dispatchEvent(Object.assign(new Event('beforeinstallprompt', {cancelable: true}), {prompt}));
}"""
BY_HAND = "Tap Share, then “Add to Home Screen”."

Wren = Callable[..., Person]


@pytest.fixture
def wren(holder: Callable[..., Person]) -> Wren:
    def on(*scripts: str) -> Person:
        person = holder("wren")
        for script in (*scripts, NOTED):
            person.phone.add_init_script(script)
        return person.opens("/today").is_asked("Wren")

    return on


def test_on_an_iphone_she_is_told_once_why_it_matters_and_how_it_is_done(wren: Wren) -> None:
    person = wren(IPHONE).reads("Keep Afterglow at hand", "thrown away after a week", BY_HAND)
    person.does_not_read("Install it")
    person.taps("Not now").does_not_read("Keep Afterglow at hand")
    person.opens("/today").is_asked("Wren").does_not_read("Keep Afterglow at hand")


def test_where_the_browser_installs_one_tap_is_enough(wren: Wren) -> None:
    person = wren().does_not_read("Keep Afterglow at hand")
    person.page.evaluate(OFFER)
    person.reads("Keep Afterglow at hand").does_not_read(BY_HAND)
    person.taps("Install it").does_not_read("Keep Afterglow at hand")
    assert person.page.evaluate("() => window.prompted") == 1
    person.opens("/today").is_asked("Wren").page.evaluate(OFFER)
    person.does_not_read("Keep Afterglow at hand")


def test_whoever_has_it_installed_is_told_nothing_and_it_is_kept_for_good(wren: Wren) -> None:
    person = wren(INSTALLED)
    person.page.evaluate(OFFER)
    person.does_not_read("Keep Afterglow at hand")
    assert person.page.evaluate("() => window.keptForGood")


def test_in_a_mere_tab_the_browser_is_not_asked_to_keep_it_for_good(wren: Wren) -> None:
    person = wren(IPHONE).reads(BY_HAND)
    expect(person.page.locator("[data-install]")).to_be_visible()
    assert not person.page.evaluate("() => window.keptForGood")
