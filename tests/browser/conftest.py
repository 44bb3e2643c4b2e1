"""A phone in a real Chromium."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.chromium import running_chromium

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}

Phone = Callable[..., BrowserContext]


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
