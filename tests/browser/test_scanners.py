"""The scanners see what they are for: each finds the fault that is planted for it."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Phone
from tests.browser.demo import Demo
from tests.browser.saying import boxes_without_readers, grade_of, hard_to_read, unwelcome_on
from tests.browser.scanners import Listener, barriers, show_whole, wider_than_the_screen

pytestmark = pytest.mark.browser

WELL = """<!doctype html><html lang="en"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<main><h1>A page</h1>{}</main></html>"""


@pytest.fixture
def page(phone: Phone) -> Page:
    return phone().new_page()


def plant(page: Page, site: Demo, body: str) -> Listener:
    """A page under the app's own policy, with this in it."""
    policy = page.request.get(f"{site.url}/care").headers["content-security-policy"]
    head = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    page.route("**/planted", lambda route: route.fulfill(body=WELL.format(body), headers=head))
    heard = Listener(page, site.url)
    page.goto(f"{site.url}/planted")
    return heard


def test_a_page_that_is_well_passes(page: Page, site: Demo) -> None:
    heard = plant(page, site, "<p>Words</p>")
    show_whole(page)
    assert not barriers(page) + wider_than_the_screen(page)
    assert not heard.complaints + heard.asked_elsewhere


def test_pale_text_is_found(page: Page, site: Demo) -> None:
    plant(page, site, "<p id='pale'>Words</p>")
    page.evaluate("() => { document.getElementById('pale').style.color = '#bbb'; }")
    show_whole(page)
    assert [one for one in barriers(page) if one.startswith("color-contrast")]


def test_a_box_without_a_label_is_found(page: Page, site: Demo) -> None:
    plant(page, site, "<textarea></textarea>")
    show_whole(page)
    assert [one for one in barriers(page) if one.startswith("label")]


def test_what_is_wider_than_the_screen_is_found(page: Page, site: Demo) -> None:
    plant(page, site, f"<p>{'wide' * 12}</p>")
    assert "the page scrolls" in wider_than_the_screen(page)[0]


def test_what_is_cut_off_is_found_too(page: Page, site: Demo) -> None:
    plant(page, site, f"<div id='cut'><p>{'wide' * 12}</p></div>")
    page.evaluate("() => { document.getElementById('cut').style.overflow = 'clip'; }")
    page.evaluate("() => { document.querySelector('p').style.width = 'max-content'; }")
    assert wider_than_the_screen(page)


@pytest.mark.parametrize(
    "fault",
    [
        "<script>1</script>",
        "<p style='color: red'>Words</p>",
        "<img alt='' src='http://127.0.0.1:9/elsewhere.png'>",
    ],
)
def test_what_the_policy_forbids_is_heard(page: Page, site: Demo, fault: str) -> None:
    assert plant(page, site, fault).complaints


def test_a_request_to_somebody_else_is_heard(page: Page, site: Demo) -> None:
    heard = plant(page, site, "<a href='http://127.0.0.1:9/'>Away</a>")
    page.route("http://127.0.0.1:9/", lambda route: route.fulfill(body="elsewhere"))
    page.get_by_role("link").click()
    assert heard.asked_elsewhere == ["http://127.0.0.1:9/"]


@pytest.mark.parametrize(
    "fault",
    [
        "<p>How was your <b>trip</b>?</p>",
        "<button aria-label='Likes'>3</button>",
        "<details><summary>More</summary><p>It is overdue.</p></details>",
    ],
)
def test_a_word_that_the_app_avoids_is_found(page: Page, site: Demo, fault: str) -> None:
    plant(page, site, fault)
    assert unwelcome_on(page)


def test_peoples_own_words_are_left_to_them(page: Page, site: Demo) -> None:
    plant(page, site, "<div class='words'><p>I missed the trip.</p></div>")
    assert unwelcome_on(page) == []


def test_a_box_that_names_no_readers_is_found(page: Page, site: Demo) -> None:
    plant(page, site, "<label>A word<input></label><p>Only you can read this</p>")
    assert boxes_without_readers(page) == ["nobody knows who reads '': A word"]


def test_a_box_may_name_its_readers_in_any_way_that_is_heard(page: Page, site: Demo) -> None:
    says = "<p id='who'>Only you can read this</p>"
    plant(page, site, f"{says}<label>A word<input aria-describedby='who'></label>")
    assert boxes_without_readers(page) == []
    plant(page, site, "<fieldset><legend>Facilitators can read this</legend><textarea>")
    assert boxes_without_readers(page) == []


def test_what_takes_a_long_schooling_to_read_is_found(page: Page, site: Demo) -> None:
    heavy = "Participants are respectfully encouraged to articulate personal intentions regarding"
    plant(page, site, f"<p>{heavy} subsequent therapeutic administration procedures</p>")
    assert hard_to_read(page)
    plant(page, site, f"<p>{'You can stop when you want, and come back. ' * 5}</p>")
    assert hard_to_read(page) == []


@pytest.mark.parametrize(
    ("text", "grade"),
    [("The cat sat on the mat.", -1.5), ("This is a test of how hard a text is to read.", 0.6)],
)
def test_the_grade_is_kincaids(text: str, grade: float) -> None:
    assert abs(grade_of([text]) - grade) < 0.5
