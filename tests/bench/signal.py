"""How long a person waits for an answer when the network has none, in a real browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser import demo
from tests.browser.conftest import PHONE
from tests.browser.kept import HERE, READY, writes
from tests.browser.person import Person
from tests.browser.signal import signal_to
from tests.chromium import running_chromium

GONE = "() => !document.querySelector('[data-while=nothing]').hidden"


class Waits(NamedTuple):
    saved: float  # seconds from the tap to "Saved on this phone" on a network that hangs
    sent: float  # seconds from the browser's word that the network is back until it has arrived
    kept: float  # seconds until a kept page can be read without any network


def measure(folder: Path) -> Waits:
    with (
        demo.serving(folder, htmx_source="self") as site,
        running_chromium() as browser,
        signal_to(site.server.port) as signal,
    ):
        phone = browser.new_context(**PHONE)
        phone.add_cookies(site.cookies_of("wren", signal.url))
        wren = Person("wren", phone, signal.url).opens("/today")
        wren.page.wait_for_function(READY)
        wren.opens("/journal/new")
        signal.state = "hanging"
        writes(wren, "The harbour, but the water was warm.")
        saved = _until(wren.page, HERE)
        signal.state = "none"
        began = time.perf_counter()
        wren.opens("/journal/new")
        kept = time.perf_counter() - began
        writes(wren, "And the coat.")
        _until(wren.page, HERE)
        wren.page.wait_for_timeout(10_000)  # the one that hung is given up
        signal.state = "good"
        began = time.perf_counter()
        wren.page.evaluate("() => dispatchEvent(new Event('online'))")
        wren.page.wait_for_function(GONE)
        return Waits(saved, time.perf_counter() - began, kept)


def _until(page: Page, words: str) -> float:
    began = time.perf_counter()
    page.get_by_text(words).filter(visible=True).first.wait_for()
    return time.perf_counter() - began
