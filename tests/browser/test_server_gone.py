"""The server itself stands still, is stopped or killed, with nothing between it and the phone."""

from __future__ import annotations

import os
import signal as signals
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import demo
from tests.browser.demo import Demo
from tests.browser.kept import HERE, sends_now, wait_until, writes
from tests.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of our own: nobody else's journeys meet its troubles."""
    with demo.serving(tmp_path_factory.mktemp("mortal"), htmx_source="self") as served:
        yield served


@pytest.fixture
def signal(site: Demo) -> Server:
    """The phone reaches the server itself."""
    return site.server


def _tell(server: Server, what: signals.Signals) -> None:
    for process in server.processes():
        os.kill(process, what)


def _stand_still(server: Server) -> None:
    _tell(server, signals.SIGSTOP)


def _go_on(server: Server) -> None:
    _tell(server, signals.SIGCONT)


TROUBLES: dict[str, tuple[Callable[[Server], None], Callable[[Server], object]]] = {
    "stands still": (_stand_still, _go_on),
    "is stopped": (Server.stop, Server.start),
    "is killed": (Server.kill, Server.start),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_written_while_the_server(trouble, somebody, signal, written_by):
    begins, ends = TROUBLES[trouble]
    person = somebody().opens("/journal/new")
    begins(signal)
    writes(person, "Into the dark.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible(timeout=4500)
    person.opens("/today").reads("This page was kept on your phone")
    person.opens("/care").is_asked("Care card")
    ends(signal)
    person.opens("/outbox")
    sends_now(person)
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()
    assert written_by(person) == ["Into the dark."]


def test_what_the_server_was_about_to_hear_when_it_was_killed(somebody, signal, written_by):
    person = somebody().opens("/journal/new")
    _stand_still(signal)
    writes(person, "Half heard.")
    expect(person.arrives_at("/outbox").page.get_by_text(HERE)).to_be_visible(timeout=4500)
    signal.kill()
    signal.start()
    person.page.evaluate("() => dispatchEvent(new Event('online'))")
    wait_until(lambda: written_by(person) == ["Half heard."])
    expect(person.page.get_by_text("Nothing waits")).to_be_visible()
