"""The budgets, and how what was measured stands to them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Budget:
    """`at` least or most so much of something."""

    what: str
    at: Literal["least", "most"]
    limit: float
    unit: str = ""

    def holds(self, figure: float) -> bool:
        return figure >= self.limit if self.at == "least" else figure <= self.limit


@dataclass(frozen=True)
class Missing(Exception):
    """Why something could not be measured here, in one sentence."""

    sentence: str


class Table:
    """Printed line by line as a Markdown table, as soon as each figure is known."""

    def __init__(self) -> None:
        self._say("| what | budget | measured | |")
        self._say("| --- | --- | --- | --- |")

    def row(self, budget: Budget, figure: float, note: str = "") -> None:
        verdict = "within" if budget.holds(figure) else "**over**"
        limit = f"at {budget.at} {number(budget.limit)}{budget.unit}"
        measured = f"{number(figure)}{budget.unit}"
        self._say(f"| {budget.what} | {limit} | {measured} | {verdict}{note and f' ({note})'} |")

    def note(self, what: str, measured: str) -> None:
        """A figure that nothing is demanded of."""
        self._say(f"| {what} | | {measured} | |")

    def try_to(self, measure: Callable[[], None], what: str) -> None:
        """What cannot be measured is said, and the rest goes on."""
        try:
            measure()
        except Missing as missing:
            self._say(f"| {what} | | not measured | {missing.sentence} |")

    @staticmethod
    def _say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def number(figure: float) -> str:
    if figure >= 1000:
        return f"{figure:,.0f}"
    return f"{figure:.0f}" if figure == int(figure) else f"{figure:.3g}"
