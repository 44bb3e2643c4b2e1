"""What a slow phone on slow 4G feels: pages on a quarter of this processor, a server far away.

The way itself is slow (`tests/browser/signal.py`), and not only the browser's word for it: the
worker asks through it too. A connection is there already, as HTTP/2 needs but one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.browser import demo
from tests.browser.conftest import IN_MOTION, PHONE
from tests.browser.kept import READY
from tests.browser.person import Person
from tests.browser.signal import signal_to
from tests.chromium import running_chromium
from tests.server import Server

SLOWER = 4  # times
ROUNDS = 3
SETTLED = 1500  # milliseconds in which nothing more happens
# What the browser notes of itself, from the first moment on.
NOTES = """() => {
  const seen = window.seen = {tasks: [], shifted: 0, answered: 0};
  const notes = {
    paint: one => { if (one.name === 'first-contentful-paint') seen.painted = one.startTime; },
    longtask: one => { seen.tasks.push(one); },
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
OPENED = """() => {
  const {painted, tasks, shifted} = window.seen;
  const [{loadEventEnd}] = performance.getEntriesByType('navigation');
  const later = tasks.filter(task => task.startTime > painted);
  const blocked = later.reduce((sum, {duration}) => sum + duration - 50, 0);
  return {painted: painted / 1000, usable: loadEventEnd / 1000, blocked, shifted};
}"""
Cookies = Sequence[dict[str, object]]


class Felt(NamedTuple):
    """The worst of the pages, each opened for the first time and then again; medians of `ROUNDS`.

    Seconds until the first words are there, until all that the page asks for has come and run, and
    until the words are there when it is opened again. Milliseconds in which it could not have
    answered after its first words (total blocking time), and until it showed what was tapped or
    typed. Layout shift.
    """

    painted: float
    usable: float
    again: float
    blocked: float
    answered: float
    shifted: float


def measure(folder: Path, paths: tuple[str, ...]) -> Felt:
    with demo.serving(folder, htmx_source="self") as site, _far(site.server) as url:
        cookies = site.cookies_of("wren", url)
        pages = [[_felt(url, path, cookies) for _ in range(ROUNDS)] for path in paths]
    medians = [map(median, zip(*rounds, strict=True)) for rounds in pages]
    return Felt(*map(max, zip(*medians, strict=True)))


def painted(server: Server) -> float:
    """Seconds until the first words of a bare page are there: what no page can be quicker than."""
    with _far(server) as url:
        return median(_first(url) for _ in range(ROUNDS))


@contextmanager
def _far(server: Server) -> Iterator[str]:
    with signal_to(server.port) as signal:
        signal.state = "far"
        yield signal.url


@contextmanager
def _phone(url: str, cookies: Cookies = ()) -> Iterator[Person]:
    """Somebody with a slow phone and a browser of its own, which keeps nothing of another page."""
    with running_chromium() as browser:
        phone = browser.new_context(**PHONE | IN_MOTION | {"device_scale_factor": 2})
        phone.add_cookies(cookies)
        phone.add_init_script(f"({NOTES})()")
        person = Person("wren", phone, url)
        slowed = phone.new_cdp_session(person.page)
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield person


def _first(url: str) -> float:
    with _phone(url) as person:
        return _opened(person, "/")["painted"]


def _felt(url: str, path: str, cookies: Cookies) -> Felt:
    with _phone(url, cookies) as wren:
        first = _opened(wren, path)
        answered = _answered(wren.page)
        wren.page.wait_for_function(READY)
        again = _opened(wren, path)
    return Felt(
        painted=first["painted"],
        usable=max(first["usable"], first["painted"]),
        again=again["painted"],
        blocked=max(first["blocked"], again["blocked"]),
        answered=answered,
        shifted=max(first["shifted"], again["shifted"]),
    )


def _opened(person: Person, path: str) -> dict[str, Any]:
    person.opens(path).page.wait_for_timeout(SETTLED)
    return person.page.evaluate(OPENED)


def _answered(page: Page) -> float:
    """The longest wait of a tap on what folds, and of typing into the first box."""
    for fold in page.locator("main summary").filter(visible=True).all()[:3]:
        fold.tap()
    for box in page.locator("main textarea").filter(visible=True).all()[:1]:
        box.press_sequentially("The water was warm.")
    page.wait_for_timeout(SETTLED)
    return page.evaluate("() => window.seen.answered")
