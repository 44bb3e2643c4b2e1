"""On paper nothing can be unfolded."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_what_is_folded_on_the_screen_stands_on_paper(holder):
    moss = holder("moss").opens("/circle")
    folded = moss.page.locator("details.fold > .words").first
    expect(folded).to_be_hidden()
    moss.page.emulate_media(media="print")
    expect(folded).to_be_visible()
