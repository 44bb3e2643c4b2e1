"""Whatever happens to the CDN, the page gets htmx once and the person's form works."""

import pytest

from tests.browser.conftest import Phone
from tests.browser.pages.serving import site
from tests.cdn import CONDITIONS, cdn

pytestmark = pytest.mark.browser

COUNT_RUNS = """
let htmx;
window.htmxRuns = 0;
Object.defineProperty(window, 'htmx', {
  get: () => htmx,
  set: value => { htmx = value; window.htmxRuns += 1; },
});
"""
NEVER_LOSE_PATIENCE = """
const wait = window.setTimeout;
window.setTimeout = (call, after) => after === 1500 ? 0 : wait(call, after);
"""
STARTED = "() => document.querySelector('form[data-htmx-powered]')"


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_form_works_and_htmx_runs_once_with_a_cdn_that_is(condition: str, phone: Phone) -> None:
    with cdn(condition) as source, site(source.url) as served:
        page = phone().new_page()
        page.add_init_script(COUNT_RUNS)
        page.goto(served.url("source"), wait_until="commit")
        page.wait_for_function(STARTED, timeout=5000)

        page.get_by_label("Your words").fill("a warm stone")
        page.get_by_role("button").click()
        page.wait_for_selector("#answer .kept")

        source.come_back()
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)
        assert page.evaluate("window.htmxRuns") == 1
        assert page.url == served.url("source")
        assert [fields["words"] for fields in served.arrived] == ["a warm stone"]


@pytest.mark.parametrize("condition", ["down", "tampered", "without CORS"])
def test_nobody_waits_for_a_cdn_that_is(condition: str, phone: Phone) -> None:
    with cdn(condition) as source, site(source.url) as served:
        page = phone().new_page()
        page.add_init_script(NEVER_LOSE_PATIENCE)
        page.goto(served.url("source"), wait_until="commit")
        page.wait_for_function(STARTED, timeout=5000)


def test_our_own_copy_does_not_run_when_it_was_altered(phone: Phone) -> None:
    with cdn("down") as source, site(source.url) as served:
        page = phone().new_page()
        page.add_init_script(COUNT_RUNS)
        page.route("**/vendor/*", lambda route: route.fulfill(body="window.htmx = 'altered'"))
        with page.expect_response("**/vendor/*"):
            page.goto(served.url("source"))
        page.wait_for_timeout(300)
        assert page.evaluate("window.htmxRuns") == 0


def test_a_cdn_that_is_well_is_asked_and_our_own_copy_is_not(phone: Phone) -> None:
    with cdn("well") as source, site(source.url) as served:
        page = phone().new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served.url("source"))
        page.wait_for_timeout(1800)
        assert source.asked
        assert not [url for url in asked if "/vendor/" in url]


def test_the_cdn_learns_no_address_of_a_page(phone: Phone) -> None:
    with cdn("well") as source, site(source.url) as served:
        page = phone().new_page()
        with page.expect_request(source.url) as asked:
            page.goto(served.url("source"))
        assert "referer" not in asked.value.all_headers()
