"""Crisis lines by country, from a data file in which every line has its source and date."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from webapp.database import now

FALLBACK = "EU"
TRUSTED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One place to call. `dial` and `text` are numbers as a phone dials them."""

    name: str
    number: str
    dial: str
    text: str | None
    hours: str
    note: str | None
    source: str
    verified_on: date


@dataclass(frozen=True)
class Lines:
    country: str
    emergency: Line
    lines: tuple[Line, ...]

    @property
    def verified_on(self) -> date:
        """The day the oldest of them was last compared with its source."""
        return min(line.verified_on for line in (self.emergency, *self.lines))

    @property
    def is_old(self) -> bool:
        return now().date() - self.verified_on > TRUSTED_FOR

    @property
    def sources(self) -> str:
        return ", ".join(dict.fromkeys(line.source for line in (self.emergency, *self.lines)))


@cache
def lines_for(country: str) -> Lines:
    """The lines of a country by its two-letter code; Europe's 112 where we know of none."""
    known = json.loads(files(__package__).joinpath("crisis_lines.json").read_text("utf-8"))
    place = known.get(country.upper()) or known[FALLBACK]
    return Lines(
        place["name"],
        _line({"name": "Emergency", "hours": "day and night"} | place["emergency"]),
        tuple(_line(line) for line in place["lines"]),
    )


def _line(entry: dict[str, Any]) -> Line:
    return Line(
        name=entry["name"],
        number=entry["number"],
        dial=entry.get("dial") or entry["number"].replace(" ", ""),
        text=entry.get("text"),
        hours=entry["hours"],
        note=entry.get("note"),
        source=entry["source"],
        verified_on=date.fromisoformat(entry["verified_on"]),
    )
