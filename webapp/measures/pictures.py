"""A line over time, as coordinates for a drawing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT, EDGE = 320, 96, 8


class Value(NamedTuple):
    day: date
    number: int


class Picture(NamedTuple):
    """Points from left to right, and where lines stand for sessions; in units of the drawing."""

    points: tuple[tuple[float, float], ...]
    marks: tuple[float, ...]

    @property
    def line(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def picture(values: Sequence[Value], sessions: Iterable[date], most: int) -> Picture:
    """`values` in the order of their days, each from 0 to `most`. Sessions outside are left out."""
    first, last = values[0].day, values[-1].day
    days = max((last - first).days, 1)
    wide, high = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE

    def across(day: date) -> float:
        return round(EDGE + (day - first).days / days * wide, 1)

    return Picture(
        tuple(
            (across(day), round(HEIGHT - EDGE - number / most * high, 1)) for day, number in values
        ),
        tuple(across(day) for day in sorted(set(sessions)) if first <= day <= last),
    )
