"""A phone in a real Chromium, and people of the demo who hold one."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, expect
from sqlalchemy import select

from tests.browser import demo
from tests.browser.demo import Demo, email_of
from tests.browser.kept import HERE, READY, kept_on, sends_now, wait_until, writes
from tests.browser.person import PATIENCE, Person
from tests.browser.signal import Signal, signal_to
from tests.chromium import running_chromium
from webapp.database import db
from webapp.journal.models import Entry
from webapp.participants.models import Participant

# Coarser than a real one's screen, and still: fine grain and motion cost more than most tests.
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 1,
    "reduced_motion": "reduce",
    "has_touch": True,
    "is_mobile": True,
    "timezone_id": "UTC",  # where the people of the demo live
}

KINDS: dict[str, dict[str, Any]] = {
    "with everything": {},
    "without a worker": {"service_workers": "block"},
    "without JavaScript": {"java_script_enabled": False},
}

Phone = Callable[..., BrowserContext]
Somebody = Callable[[str], Person]
Newcomer = Callable[[], Person]
IN_MOTION = {"reduced_motion": "no-preference"}
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
        put_away(context)


def put_away(context: BrowserContext) -> None:
    """Chromium may never end a context of which a page is just on its way to another address.

    Such a page is sent elsewhere, and sent again while what it was on its way to comes between.
    """
    for page in context.pages:
        for patience in (2_000, 5_000, PATIENCE):
            with suppress(Error):
                page.goto("about:blank", timeout=patience)
                break
    context.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, for every journey of this run. Each leaves it as it needs nothing of the others."""
    with demo.serving(tmp_path_factory.mktemp("demo"), htmx_source="self") as served:
        yield served


@pytest.fixture
def holder(phone: Phone, site: Demo) -> Callable[..., Person]:
    """Somebody of the demo with a phone, signed in.

    `url` is where the phone reaches the site, when that is not its own address.
    """

    def take(name: str, url: str = "", **options: Any) -> Person:
        holding = phone(**options)
        holding.add_cookies(site.cookies_of(name, url))
        return Person(name, holding, url or site.url)

    return take


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every journey is made on every kind of phone."""
    return KINDS[request.param]


@pytest.fixture
def scripts(kind: dict[str, Any]) -> bool:
    return kind.get("java_script_enabled", True)


@pytest.fixture
def has_outbox(kind: dict[str, Any]) -> bool:
    return not kind


@pytest.fixture
def stranger(phone: Phone, site: Demo, kind: dict[str, Any]) -> Newcomer:
    """Somebody the app does not know, with an e-mail of their own."""

    def come() -> Person:
        return Person(f"sage{next(numbers)}", phone(**kind), site.url)

    return come


@pytest.fixture
def person(holder: Callable[..., Person], kind: dict[str, Any]) -> Somebody:
    """Somebody of the demo, signed in."""
    return lambda name: holder(name, **kind)


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
def somebody(holder: Callable[..., Person], site: Demo, signal: Signal) -> Callable[..., Person]:
    """Somebody new in Juniper circle, whose phone has opened the app once."""

    def come(on: Person | None = None) -> Person:
        name = f"iris{next(numbers)}"
        site.newcomer(name)
        cookies = site.cookies_of(name, signal.url)
        person = on.hands_over_to(name, cookies) if on else holder(name, signal.url)
        person.opens("/today")
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


@pytest.fixture
def needs_me(somebody, signal) -> Person:
    """Somebody with words on their phone that are too long to be taken as they are."""
    person = somebody().opens("/journal/new")
    signal.state = "none"
    writes(person, "Too much. " * 6000)
    expect(person.page.get_by_text(HERE)).to_be_visible()
    signal.state = "good"
    sends_now(person)
    return person
