"""Without a finger on the screen: everything can be reached, seen and used by the keys alone."""

from typing import Any

import pytest

from tests.browser.conftest import Somebody
from tests.browser.keys import TOO_FAR, Keys
from tests.browser.person import Person

pytestmark = pytest.mark.browser


PLANT = """rule => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [sheet];
}"""


def walk(somebody: Person) -> list[str]:
    """The names of all that the tabulator reaches, in their order."""
    keys = Keys(somebody)
    names: list[str] = []
    while (focus := keys.steps()) and len(names) < TOO_FAR:
        names.append(focus["name"])
    return names


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (":focus-visible, :has(:focus-visible) { outline: none !important }", "nobody sees"),
        (".page-head, .search { order: 9 } main { display: grid }", "from .* up to"),
        (".care-link::after { content: ''; position: fixed; inset: 0 }", "under something else"),
    ],
)
def test_a_focus_that_is_hidden_or_leaps_is_found(person: Somebody, rule: str, fault: str) -> None:
    wren = person("wren").opens("/journal")
    wren.page.evaluate(PLANT, rule)
    with pytest.raises(AssertionError, match=fault):
        walk(wren)


@pytest.fixture
def kind() -> dict[str, Any]:
    """One kind of phone is enough: keys know no scripts."""
    return {}


@pytest.mark.parametrize("path", ["/today", "/circle", "/journal", "/journal/new", "/you", "/care"])
def test_the_keys_reach_everything_in_the_order_it_is_read(person: Somebody, path: str) -> None:
    names = walk(person("wren").opens(path))
    assert names[0] == "Skip to the page"
    assert names.index("Care card") < names.index("Journal", 3)
    assert names[-4:] == ["Today", "Journal", "Circle", "You"]
