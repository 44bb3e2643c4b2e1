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
    """A new phone with empty hands each time: `phone(color_scheme="dark", java_script_enabled=False)`."""
    taken: list[BrowserContext] = []

    def take(**options: Any) -> BrowserContext:
        taken.append(browser.new_context(**(PHONE | options)))
        return taken[-1]

    yield take
    for context in taken:
        context.close()
