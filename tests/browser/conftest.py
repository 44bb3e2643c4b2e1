"""A phone in a real Chromium, and people of the demo who hold one."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import demo
from tests.browser.demo import Demo
from tests.browser.person import Person
from tests.chromium import running_chromium

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
