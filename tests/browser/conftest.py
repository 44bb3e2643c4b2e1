"""A phone in a real Chromium, and people of the demo who hold one."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import select

from tests.browser import demo
from tests.browser.demo import Demo, email_of
from tests.browser.person import Person
from tests.browser.signal import READY, Signal, kept_on, signal_to, wait_until
from tests.chromium import running_chromium
from webapp.database import db
from webapp.journal.models import Entry
from webapp.participants.models import Participant

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}

Phone = Callable[..., BrowserContext]
Somebody = Callable[[str], Person]
Newcomer = Callable[[], Person]
numbers = count(1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_chromium() as started:
        yield started


@pytest.fixture
def phone(browser: Browser) -> Iterator[Phone]:
    """A new, empty phone each time; takes the options of `Browser.new_context`."""
    taken: list[BrowserContext] = []

    def take(**options: Any) -> BrowserContext:
        taken.append(browser.new_context(**(PHONE | options)))
        return taken[-1]

    yield take
    for context in taken:
        context.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, for every journey of this run. Each leaves it as it needs nothing of the others."""
    with demo.serving(tmp_path_factory.mktemp("demo"), htmx_source="self") as served:
        yield served


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Every journey is made on both kinds of phone."""
    return request.param


@pytest.fixture
def stranger(phone: Phone, site: Demo, scripts: bool) -> Newcomer:
    """Somebody the app does not know, with an e-mail of their own."""

    def come() -> Person:
        return Person(f"sage{next(numbers)}", phone(java_script_enabled=scripts), site.url)

    return come


@pytest.fixture
def person(phone: Phone, site: Demo, scripts: bool) -> Somebody:
    """Somebody of the demo, signed in."""

    def take(name: str) -> Person:
        holding = phone(java_script_enabled=scripts)
        holding.add_cookies(site.cookies_of(name))
        return Person(name, holding, site.url)

    return take


@pytest.fixture
def newcomer(person: Somebody, site: Demo) -> Newcomer:
    """Somebody who has just joined Juniper circle, and has Today before them."""

    def come() -> Person:
        name = f"sage{next(numbers)}"
        site.newcomer(name)
        return person(name).opens("/today")

    return come


@pytest.fixture
def signal(site: Demo) -> Iterator[Signal]:
    with signal_to(site.server.port) as signal:
        yield signal


@pytest.fixture
def somebody(phone: Phone, site: Demo, signal: Signal) -> Callable[..., Person]:
    """Somebody new in Juniper circle, whose phone has opened the app once."""

    def come(on: Person | None = None) -> Person:
        name = f"iris{next(numbers)}"
        site.newcomer(name)
        holding = on.phone if on else phone()
        holding.clear_cookies()
        holding.add_cookies(site.cookies_of(name, signal.url))
        person = Person(name, holding, signal.url).opens("/today")
        person.page.wait_for_function(READY)
        wait_until(lambda: f"{signal.url}/intentions <!" in kept_on(person.page))
        return person

    return come


@pytest.fixture
def written_by(site: Demo) -> Callable[[Person], list[str]]:
    """What the server has of a person's journal."""

    def look(person: Person) -> list[str]:
        with site.inside():
            me = db.session.scalars(Participant.with_email(email_of(person.name))).one()
            entries = db.session.scalars(select(Entry).where(Entry.participant_id == me.id))
            return [entry.words.get("text", "") for entry in entries]

    return look
