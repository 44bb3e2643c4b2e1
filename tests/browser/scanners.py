"""What no page may be: hard to read or reach, wider than its screen, or in breach of its policy."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

PHONE, NARROW = {"width": 390, "height": 844}, 320
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# A page that answers 404 is a page too, but the browser's console notes it.
OWN_STATUS = "Failed to load resource: the server responded with a status of"

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const cut = node => node.closest('.sr, .skip, [aria-hidden="true"]');
  const wide = [...document.body.querySelectorAll('*')].filter(node =>
    !cut(node) && node.getClientRects().length && node.getBoundingClientRect().right > width + 1);
  const scrolls = document.documentElement.scrollWidth > width ? ['the page scrolls'] : [];
  return [...scrolls, ...wide.map(node => node.outerHTML.slice(0, 160))];
}"""
TEXT = "size => { document.documentElement.style.fontSize = size; }"


class Listener:
    """Hears what the browser complains of, and whom the page asks."""

    def __init__(self, page: Page, origin: str) -> None:
        self.complaints: list[str] = []
        self.asked_elsewhere: list[str] = []
        self._origin = origin
        page.on("console", lambda said: self._note(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._look(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(OWN_STATUS):
            self.complaints.append(text)

    def _look(self, url: str) -> None:
        if not url.startswith((f"{self._origin}/", "data:", "blob:")):
            self.asked_elsewhere.append(url)


def show_whole(page: Page) -> None:
    """A screen as tall as the page, so that no bar lies over what is looked at."""
    page.set_viewport_size(PHONE)
    for _step in range(4):  # a box that may fill a part of the screen grows along with it
        height = page.evaluate("() => document.documentElement.scrollHeight")
        page.set_viewport_size({"width": PHONE["width"], "height": height})


def barriers(page: Page) -> list[str]:
    """What axe finds; call `show_whole` first."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    # Motion would be looked at halfway.
    found: dict[str, Any] = page.evaluate(
        """async tags => {
          await Promise.all(document.getAnimations().map(motion => motion.finished));
          return axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
        }""",
        TAGS,
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:240]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def wider_than_the_screen(page: Page) -> list[str]:
    """At 320 px, and with text twice as large; what sticks out, or makes the page scroll."""
    found = []
    for width, size in ((NARROW, ""), (PHONE["width"], "200%"), (NARROW, "200%")):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        page.evaluate(TEXT, size)
        found += [f"{width} px, text {size or '100%'}: {one}" for one in page.evaluate(WIDER)]
    page.evaluate(TEXT, "")
    page.set_viewport_size(PHONE)
    return found
