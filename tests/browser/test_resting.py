"""The evening of a session, once every question of soft mode has its answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import IN_MOTION
from tests.browser.dosing import plan
from tests.browser.kept import READY, kept_on, wait_until
from tests.browser.softness import SCREENS, faults_of, take_pictures
from webapp.database import now
from webapp.gatherings.days_after import STANDARD
from webapp.journal.forms import ASKS
from webapp.journal.models import QUESTIONS

pytestmark = pytest.mark.browser

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_of_today_is_one_more_question_also_without_a_signal(
    screen, holder, site, signal, written_by
):
    name, (width, height) = f"rowan-{screen}", SCREENS[screen]
    site.newcomer(name)
    plan(site, name, now() - 4 * HOUR, now() - timedelta(seconds=1))
    options = {"viewport": {"width": width, "height": height}, **IN_MOTION}
    rowan = holder(name, signal.url, **options).opens("/soft-mode/images")
    for family in QUESTIONS:
        rowan.is_asked(ASKS[family]).page.locator("textarea").fill("Light")
        rowan.taps("Done" if family == QUESTIONS[-1] else "Next")
    rowan.is_asked("That is enough.").taps("Rest now")
    rowan.page.wait_for_function(READY)
    wait_until(lambda: "/0 <!" in kept_on(rowan.page))
    signal.state = "none"
    rowan.taps("The page of today").is_asked(STANDARD[0].prompt)
    expect(rowan.page.locator("html")).to_have_attribute("data-mood", "dim")
    take_pictures(rowan.page, f"after-day-zero-{screen}")
    assert faults_of(rowan.page) == []
    rowan.page.locator("textarea").fill("The lamp in the hall")
    rowan.taps("Done").is_asked("Rest now")
    signal.state = "good"
    wait_until(lambda: "The lamp in the hall" in written_by(rowan), 45)
