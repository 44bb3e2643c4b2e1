"""A page with every kind of form, and a server whose answers a test chooses."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.browser.conftest import Phone
from tests.browser.pages.serving import Site, site

Write = Callable[[str], None]
Says = Callable[[str], None]
Arrives = Callable[[int], None]


@pytest.fixture
def served() -> Iterator[Site]:
    with site() as served:
        yield served


@pytest.fixture
def context(phone: Phone) -> BrowserContext:
    return phone()


@pytest.fixture
def page(context: BrowserContext, served: Site) -> Page:
    page = context.new_page()
    page.goto(served.url("writing"))
    page.wait_for_function("() => document.querySelector('#intention[data-htmx-powered]')")
    return page


@pytest.fixture
def write(page: Page) -> Write:
    """Write on at the end of the intention."""

    def write_on(words: str) -> None:
        page.get_by_label("Intention").press("Control+End")
        page.keyboard.insert_text(words)

    return write_on


@pytest.fixture
def says(page: Page) -> Says:
    """Wait for the line below the intention to say a sentence."""
    return lambda sentence: expect(page.locator("#line")).to_have_text(sentence)


@pytest.fixture
def arrives(page: Page, served: Site) -> Arrives:
    """Wait for the server to have been sent so many submissions."""

    def wait(count: int) -> None:
        for _moment in range(200):
            if len(served.arrived) >= count:
                return
            page.wait_for_timeout(25)
        pytest.fail(f"{len(served.arrived)} submissions arrived instead of {count}")

    return wait


@pytest.fixture
def questions(page: Page) -> list[str]:
    """The browser's own "Leave this page?", answered with yes."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    return asked
