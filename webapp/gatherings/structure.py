"""The structure of a gathering's day, from the lines a facilitator writes. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s*[–—:-]\s+|\s+)(?P<what>\S.*)"
)


class Moment(NamedTuple):
    """Something that happens, at a time on the circle's clock ("09:45") where one is given."""

    time: str | None
    what: str


def moments(text: str) -> list[Moment]:
    """`9.45 Arriving` is a moment at 09:45. A line without a time is one without."""
    return [_moment(line.strip()) for line in text.splitlines() if line.strip()]


def _moment(line: str) -> Moment:
    found = LINE.fullmatch(line)
    if found is None:
        return Moment(None, line)
    return Moment(f"{int(found['hour']):02}:{found['minute']}", found["what"])
