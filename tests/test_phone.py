"""The look that every page is given finds what no person should be given."""

from uuid import UUID

import pytest

from tests.phone import BrokenPage, check_page

ONE, OTHER = UUID(int=1), UUID(int=2)
PAGE = "<!doctype html><html lang=en><title>T</title><main><h1>H</h1>{}</main></html>"
TWO = '<p id="by-{}"></p><p id="by-{}"></p>'

FAULTS = {
    "an element that is never closed": "<section>",
    "one name for two things": '<p id="a"></p><p id="a"></p>',
    "a style in the page": '<p style="color: red"></p>',
    "a script in the page": "<script>1</script>",
    "what is to happen at a tap": '<p onclick="1"></p>',
    "two headings of the first rank": "<h1>H</h1>",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_each_time(fault):
    for _time in range(2):
        with pytest.raises(BrokenPage):
            check_page(PAGE.format(fault))


@pytest.mark.parametrize("part", ["title", "main", "h1"])
def test_what_is_missing_is_found(part):
    with pytest.raises(BrokenPage):
        check_page(PAGE.format("").replace(f"<{part}>", "").replace(f"</{part}>", ""))


def test_a_page_like_one_that_was_sound_may_still_have_one_name_for_two_things():
    check_page(PAGE.format(TWO.format(ONE, OTHER)))
    with pytest.raises(BrokenPage):
        check_page(PAGE.format(TWO.format(OTHER, OTHER)))


def test_a_piece_of_a_page_needs_no_heading():
    check_page('<p id="a"></p>', whole=False)
