"""Every page, light and dark: seen, kept as a picture, without barriers, and in plain words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from config import Clinic
from tests.browser import demo
from tests.browser.catalogue import NO_PAGES, VIEWS
from tests.browser.chosen import known_choices
from tests.browser.conftest import Phone
from tests.browser.demo import Demo
from tests.browser.planted import known
from tests.browser.planting import plant
from tests.browser.saying import boxes_without_readers, hard_to_read, unwelcome_on
from tests.browser.scanners import Listener, barriers, show_whole, wider_than_the_screen
from tests.browser.views import View

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts" / "pages"
CLINIC = Clinic("Harbour Street clinic", "+1 555 0142")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("pages")
    with demo.serving(folder, plant, htmx_source="self", clinic=CLINIC) as served:
        yield served


@pytest.fixture(scope="module")
def records(planted: Demo) -> dict[str, object]:
    with planted.inside():
        return {**known(), **known_choices()}


@pytest.fixture
def holding(phone: Phone, planted: Demo, view: View) -> BrowserContext:
    """The phone of whoever looks at this page."""
    taken = phone()
    if view.who:
        taken.add_cookies(planted.cookies_of(view.who))
    return taken


def address(view: View, planted: Demo, records: dict[str, object]) -> str:
    arguments = {
        name: records.get(value, value) if name != "part" else value
        for name, value in view.arguments.items()
    }
    path = planted.app.url_map.bind("").build(view.endpoint, arguments, method="GET")
    return planted.url + path + view.query.format(**records)


def tap(page: Page, name: str) -> None:
    if name.startswith("@"):
        send = "to => { const form = document.forms[0]; form.action = to; form.submit(); }"
        with page.expect_navigation():
            page.evaluate(send, name[1:])
        return
    if "=" in name:
        field, _, value = name.partition("=")
        page.evaluate("([field, value]) => document.forms[0][field].value = value", [field, value])
        return
    if name.startswith("+"):
        page.locator("summary", has_text=name[1:]).first.click()
        return
    # Past the browser's own bubbles, to the sentences of the page.
    page.evaluate("() => { for (const form of document.forms) form.noValidate = true; }")
    page.locator("main").get_by_role("button", name=name).first.click()
    page.wait_for_load_state()
    page.wait_for_timeout(150)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_page_is_for_everybody(
    view: View, holding: BrowserContext, planted: Demo, records: dict[str, object]
) -> None:
    page = holding.new_page()
    heard = Listener(page, planted.url)
    page.goto(address(view, planted, records))
    for name in view.taps:
        tap(page, name.format(**records))
    expect(page.locator("main")).to_contain_text(view.shows)
    found = []
    show_whole(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        take_picture(page, f"{view.name}-{scheme}")
        found += [f"{scheme}: {barrier}" for barrier in barriers(page)]
    found += wider_than_the_screen(page)
    found += unwelcome_on(page) + boxes_without_readers(page) + hard_to_read(page)
    assert found + heard.complaints + heard.asked_elsewhere == []


def take_picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def test_every_page_there_is_was_looked_at(planted: Demo) -> None:
    pages = {
        rule.endpoint for rule in planted.app.url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    assert pages - NO_PAGES == {view.endpoint for view in VIEWS}
