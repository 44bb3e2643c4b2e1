"""Somebody who has keys and no finger: what has the focus, and how they get to something."""

from __future__ import annotations

import re
from typing import Any, Self

from playwright.sync_api import expect

from tests.browser.kept import wait_until
from tests.browser.person import Person

# What has the focus: its name, whether a ring is drawn round it, whether it lies under a bar, and
# where on the page it stands.
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const pill = node.closest('.chip') ?? node;
  const ring = [node, pill].some(one => getComputedStyle(one).outlineStyle === 'solid');
  const {top, bottom} = pill.getBoundingClientRect();
  const [line] = pill.getClientRects();  // a link may go on in a second one
  const middle = line.top + Math.min(line.height / 2, 20);
  const above = document.elementFromPoint(line.left + line.width / 2, middle);
  const free = pill.contains(above) || node.matches('main');
  const text = node.getAttribute('aria-label') ?? node.labels?.[0]?.innerText ?? node.innerText;
  const fixed = Boolean(node.closest('.tabs, .top'));
  const name = text.replace(/\\s+/g, ' ').trim();
  return {name, ring, free, fixed, top: top + scrollY, bottom: bottom + scrollY};
}"""
# More than any page has.
TOO_FAR = 160


class Keys:
    """A keyboard before somebody's page. Every step sees to it that the focus can be seen."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page

    def focus(self) -> dict[str, Any] | None:
        return self.page.evaluate(FOCUS)

    def press(self, *keys: str) -> Self:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def types(self, words: str) -> Self:
        self.page.keyboard.type(words)
        return self

    def steps(self, key: str = "Tab") -> dict[str, Any] | None:
        """To whatever comes next; None at the end of the page."""
        before = self.focus()
        self.press(key)
        now = self.focus()
        if now is None:
            return None
        assert now["ring"], f"{now['name']}: nobody sees that it has the focus"
        # One page may still fade into the next.
        self.page.wait_for_function("() => !document.activeViewTransition")
        covered = f"{now['name']} lies under something else"
        wait_until(lambda: (self.focus() or now)["free"], 5, covered)
        if key == "Tab" and before and not (before["fixed"] or now["fixed"]):
            jumps = now["bottom"] <= before["top"]
            assert not jumps, f"from {before['name']} up to {now['name']}"
        return now

    def to(self, name: str, key: str = "Tab") -> Self:
        """On to what is called so, however many steps that takes."""
        passed: list[str] = []
        for _step in range(TOO_FAR):
            now = self.steps(key)
            if now and re.match(rf"{re.escape(name)}(?!\w)", now["name"]):
                return self
            passed.append(now["name"] if now else "(the end)")
            assert passed.count("(the end)") < 2, f"{name} is not among {passed}"
        raise AssertionError(f"{name} is not among {passed}")

    def back_to(self, name: str) -> Self:
        return self.to(name, "Shift+Tab")

    def opens(self, name: str) -> Self:
        """On to a link, a button or a fold of that name, and into it."""
        return self.to(name).press("Enter")

    def is_on(self, name: str) -> Self:
        """The focus is there, or comes there, and has not been lost to the page."""
        here = re.compile(rf"{re.escape(name)}(?!\w)")
        wait_until(lambda: here.match((self.focus() or {"name": ""})["name"]), 8, f"not on {name}")
        return self

    def arrives_at(self, path: str) -> Self:
        self.person.arrives_at(path)
        self.page.wait_for_load_state()
        return self

    def reads(self, *words: str) -> Self:
        self.person.reads(*words)
        return self

    def is_asked(self, heading: str) -> Self:
        self.person.is_asked(heading)
        return self

    def has_ticked(self, label: str) -> Self:
        expect(self.page.get_by_label(label)).to_be_checked()
        return self
