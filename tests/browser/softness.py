"""What soft mode may not be: small, hard to hit, moving, longer than the screen, or a choice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PICTURES = Path(__file__).parents[2] / "artefacts" / "soft-mode"
SCREENS = {"tall": (390, 844), "small": (360, 640)}
SMALL_TEXT = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  while (texts.nextNode()) {
    const {parentElement: holds, data} = texts.currentNode;
    if (!data.trim() || !holds.checkVisibility() || holds.closest('.skip, .sr')) continue;
    if (parseFloat(getComputedStyle(holds).fontSize) < 20) small.push(data.trim());
  }
  return small;
}"""
CHOSEN = "main :is(a, button, textarea, input, canvas), .top a"
TARGETS = (
    f"() => [...document.querySelectorAll('{CHOSEN}')]"
    + """
  .filter(one => one.checkVisibility() && one.type !== 'hidden')
  .map(one => ({
    name: one.textContent.trim() || one.id, ...one.getBoundingClientRect().toJSON(),
  }))"""
)
CHOICES = """() => [...document.querySelectorAll('main :is(a, button)')]
  .filter(one => one.checkVisibility()).length"""
MOVES = """() => {
  const all = [...document.querySelectorAll('*')];
  return document.getAnimations().length || all.some(one => {
    const {animationName, transitionDuration} = getComputedStyle(one);
    return animationName !== 'none' || parseFloat(transitionDuration) > 0;
  });
}"""
SCROLLS = "() => document.scrollingElement.scrollHeight > innerHeight"


def faults_of(page: Page) -> list[str]:
    """What soft mode may not be."""
    found = [f"small: {text}" for text in page.evaluate(SMALL_TEXT)]
    targets: list[dict[str, Any]] = page.evaluate(TARGETS)
    found += [
        f"hard to hit: {one['name']}"
        for one in targets
        if round(one["height"]) < 64 or round(one["width"]) < 64
    ]
    found += [
        f"too near: {one['name']}, {other['name']}"
        for one in targets
        for other in targets
        if (one["y"], one["x"]) < (other["y"], other["x"])
        and one["y"] + one["height"] + 7 > other["y"]
        and one["x"] + one["width"] + 7 > other["x"] and other["x"] + other["width"] + 7 > one["x"]
    ]  # fmt: skip
    if (choices := page.evaluate(CHOICES)) > 3:
        found.append(f"{choices} choices")
    if page.evaluate(MOVES):
        found.append("moves")
    if page.evaluate(SCROLLS):
        found.append("scrolls")
    return found


def take_pictures(page: Page, name: str) -> None:
    """As it is, and as eyes see it that cannot focus."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.evaluate("() => { document.documentElement.style.filter = 'blur(8px)'; }")
    page.screenshot(path=PICTURES / f"{name}-blurred.png")
    page.evaluate("() => { document.documentElement.style.filter = ''; }")
