"""Whatever becomes of the CDN, the app works; and nobody else is ever asked for anything."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import demo
from tests.browser.conftest import Phone
from tests.browser.demo import Demo
from tests.browser.person import Person
from tests.cdn import Cdn, cdn

pytestmark = pytest.mark.browser

LINE = "Two days to go and I keep tidying drawers."


@pytest.fixture(scope="module")
def source() -> Iterator[Cdn]:
    with cdn("well") as served:
        yield served


@pytest.fixture(scope="module")
def at_cdn(source: Cdn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("cdn")
    with demo.serving(folder, htmx_source="cdn", htmx_cdn_url=source.url) as served:
        yield served


@pytest.fixture
def asked() -> list[str]:
    """The addresses of everything that a phone asks for."""
    return []


@pytest.fixture
def holding(phone: Phone, at_cdn: Demo, asked: list[str]) -> BrowserContext:
    taken = phone()
    taken.add_cookies(at_cdn.cookies_of("linden"))
    taken.on("request", lambda request: asked.append(request.url))
    return taken


@pytest.fixture(params=["well", "down", "hung", "tampered", "without CORS"])
def condition(
    request: pytest.FixtureRequest, source: Cdn, holding: BrowserContext
) -> Iterator[str]:
    source.condition = request.param
    if request.param == "down":
        holding.route(source.url, lambda route: route.abort("connectionrefused"))
    yield request.param
    source.come_back()
    source.condition = "well"


def test_the_circle_answers_without_a_new_page_with_a_cdn_that_is(
    condition: str, holding: BrowserContext, at_cdn: Demo, source: Cdn, asked: list[str]
) -> None:
    linden = Person("linden", holding, at_cdn.url)
    linden.page.goto(f"{at_cdn.url}/circle", wait_until="commit")
    linden.page.wait_for_function("() => window.htmx")
    linden.page.evaluate("() => { window.stays = true; }")

    felt = linden.card(LINE).get_by_role("button", name="I’ve felt that too")
    was = felt.get_attribute("aria-pressed")
    felt.click()
    expect(felt).to_have_attribute("aria-pressed", "false" if was == "true" else "true")
    assert linden.page.evaluate("window.stays")
    assert [url for url in asked if not url.startswith(f"{at_cdn.url}/")] == [source.url]


def test_nobody_but_the_cdn_is_asked_while_somebody_looks_around(
    holding: BrowserContext, at_cdn: Demo, source: Cdn, asked: list[str]
) -> None:
    linden = Person("linden", holding, at_cdn.url).opens("/today")
    for place in ("Journal", "Circle", "You"):
        linden.taps_place(place).is_asked("")
    linden.taps("Care card").is_asked("Care card")
    assert {url for url in asked if not url.startswith(f"{at_cdn.url}/")} == {source.url}
