"""The phone dies in the middle of it, and is switched on again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import PHONE
from tests.browser.demo import Demo
from tests.browser.kept import HERE, READY, wait_until, writes
from tests.browser.person import Person
from tests.browser.signal import Signal
from tests.chromium import kill, lasting

pytestmark = pytest.mark.browser

SwitchOn = Callable[[], Person]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "phone"


@pytest.fixture
def switch_on(browser: Browser, site: Demo, signal: Signal, folder, request) -> Iterator[SwitchOn]:
    name = f"ivy{abs(hash(request.node.name))}"
    site.newcomer(name)

    with ExitStack() as phones:

        def start() -> Person:
            phone: BrowserContext = phones.enter_context(lasting(browser, folder, **PHONE))
            phone.add_cookies(site.cookies_of(name, signal.url))
            return Person(name, phone, signal.url)

        yield start


def test_what_was_saved_here_survives_the_phone(switch_on, folder, signal, written_by):
    ivy = switch_on().opens("/journal/new")
    ivy.page.wait_for_function(READY)
    signal.state = "none"
    writes(ivy, "Before it went dark.")
    expect(ivy.page.get_by_text(HERE)).to_be_visible()
    kill(folder)
    signal.state = "good"
    switch_on().opens("/today")
    wait_until(lambda: written_by(ivy) == ["Before it went dark."])


def test_what_was_being_typed_survives_the_phone(switch_on, folder, signal):
    ivy = switch_on().opens("/journal/new")
    ivy.page.wait_for_function(READY)
    ivy.opens("/journal/new")
    ivy.page.locator("textarea[name=text]").press_sequentially("My sister’s red")
    ivy.page.wait_for_timeout(1000)
    kill(folder)
    again = switch_on().opens("/journal/new").taps("Take it up")
    expect(again.page.locator("textarea[name=text]")).to_have_value("My sister’s red")


def test_the_app_can_be_installed(switch_on):
    ivy = switch_on().opens("/today")
    ivy.page.wait_for_function(READY)
    asked = ivy.phone.new_cdp_session(ivy.page).send("Page.getInstallabilityErrors")
    assert asked["installabilityErrors"] == []
