"""Without a finger on the screen: everything can be reached, seen and used by the keys alone."""

from typing import Any

import pytest

from tests.browser.conftest import Newcomer, Somebody
from tests.browser.person import Person

pytestmark = pytest.mark.browser

# What has the focus: its name, whether a ring is drawn round it, and whether it lies under a bar.
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const pill = node.closest('.chip') ?? node;
  const ring = [node, pill].some(one => getComputedStyle(one).outlineStyle === 'solid');
  const {left, top, width, height} = pill.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  const free = pill.contains(above) || node.matches('main');
  const text = node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.textContent;
  return {name: text.trim(), ring, free};
}"""


def walk(somebody: Person) -> list[str]:
    """The names of all that the tabulator reaches, in their order."""
    names: list[str] = []
    for _step in range(160):
        somebody.page.keyboard.press("Tab")
        focus = somebody.page.evaluate(FOCUS)
        if focus is None:
            break
        assert focus["ring"], f"{focus['name']}: nobody sees that it has the focus"
        assert focus["free"], f"{focus['name']} lies under something else"
        names.append(focus["name"])
    return names


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


def test_one_jumps_over_the_bar_to_the_page(person: Somebody) -> None:
    wren = person("wren").opens("/journal")
    wren.page.keyboard.press("Tab")
    wren.page.keyboard.press("Enter")
    wren.page.keyboard.press("Tab")
    assert wren.page.evaluate(FOCUS)["name"] == "Write"


def test_somebody_checks_in_by_the_keys_alone(newcomer: Newcomer) -> None:
    sage = newcomer().opens("/circle")
    sage.page.get_by_label("heavy", exact=True).focus()
    sage.page.keyboard.press("ArrowRight")
    sage.page.keyboard.press("Tab")
    sage.page.keyboard.type(f"{sage.name} without a finger")
    sage.page.keyboard.press("Tab")
    sage.page.keyboard.press("Tab")
    sage.page.keyboard.press("Enter")
    sage.reads("It is with your circle.", "feeling tender", f"{sage.name} without a finger")
