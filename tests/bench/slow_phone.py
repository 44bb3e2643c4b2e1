"""What a slow phone on slow 4G feels: a quarter of this processor, and a server far away.

The way itself is slow (`tests/browser/signal.py`), and not only the browser's word for it: the
worker asks through it too. Each new connection costs a round trip, as a real one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.browser import demo
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.signal import READY, Signal, signal_to
from tests.chromium import running_chromium

SLOWER = 4  # times
SETTLED = 1500  # milliseconds in which nothing more happens
# What the browser notes of itself, from the first moment on.
NOTES = """() => {
  const seen = window.seen = {blocked: 0, shifted: 0, answered: 0};
  const notes = {
    paint: one => { if (one.name === 'first-contentful-paint') seen.painted = one.startTime; },
    longtask: one => { seen.blocked += one.duration - 50; },
    'layout-shift': one => { if (!one.hadRecentInput) seen.shifted += one.value; },
    event: one => {
      if (one.interactionId) seen.answered = Math.max(seen.answered, one.duration);
    },
  };
  for (const [type, note] of Object.entries(notes)) {
    new PerformanceObserver(list => list.getEntries().forEach(note))
      .observe({type, buffered: true, durationThreshold: 16});
  }
}"""
LOADED = """() => {
  const {loadEventEnd} = performance.getEntriesByType('navigation')[0];
  return {...window.seen, usable: loadEventEnd};
}"""


class Felt(NamedTuple):
    """The worst of the pages, each opened for the first time and then again.

    Seconds until the first words are there, until all that the page asks for has come and run, and
    until the words are there when it is opened again. Milliseconds in which it could not have
    answered (total blocking time), and until it showed what was tapped or typed. Layout shift.
    """

    painted: float
    usable: float
    again: float
    blocked: float
    answered: float
    shifted: float


def measure(folder: Path, paths: tuple[str, ...]) -> Felt:
    with demo.serving(folder, htmx_source="self") as site, _far(site) as signal:
        return Felt(*map(max, zip(*(_felt(site, signal, path) for path in paths), strict=True)))


@contextmanager
def _far(site: demo.Demo) -> Iterator[Signal]:
    with signal_to(site.server.port) as signal:
        signal.state = "far"
        yield signal


def _felt(site: demo.Demo, signal: Signal, path: str) -> Felt:
    """In a browser of its own, which keeps nothing of the page before."""
    with running_chromium() as browser:
        phone = browser.new_context(**PHONE)
        phone.add_cookies(site.cookies_of("wren", signal.url))
        phone.add_init_script(f"({NOTES})()")
        wren = Person("wren", phone, signal.url)
        slow = phone.new_cdp_session(wren.page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        first = _opened(wren, path)
        answered = _answered(wren.page)
        wren.page.wait_for_function(READY)
        again = _opened(wren, path)
    return Felt(
        painted=first["painted"] / 1000,
        usable=max(first["usable"], first["painted"]) / 1000,
        again=again["painted"] / 1000,
        blocked=max(first["blocked"], again["blocked"]),
        answered=answered,
        shifted=max(first["shifted"], again["shifted"]),
    )


def _opened(wren: Person, path: str) -> dict[str, Any]:
    wren.opens(path).page.wait_for_timeout(SETTLED)
    return wren.page.evaluate(LOADED)


def _answered(page: Page) -> float:
    """The longest wait of a tap on everything that folds, and of typing into the first box."""
    for fold in page.locator("main summary").filter(visible=True).all()[:3]:
        fold.tap()
    for box in page.locator("main textarea").filter(visible=True).all()[:1]:
        box.press_sequentially("The water was warm.")
    page.wait_for_timeout(SETTLED)
    return page.evaluate("() => window.seen.answered")
