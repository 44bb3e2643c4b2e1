"""What Today says. Nothing here counts down, praises or reminds of what was not done."""

from __future__ import annotations

from typing import Any

from webapp.today.arc import Phase, Place

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def heading(place: Place[Any], name: str) -> str:
    """The page's first line."""
    if place.phase is Phase.PREPARING:
        if place.days <= 1:
            return f"Tomorrow, {name}"
        days = NUMBERS[place.days] if place.days < len(NUMBERS) else str(place.days)
        return f"{days} days to go, {name}"
    if place.phase is Phase.INTEGRATING:
        return f"Day {place.days}"
    if place.phase is Phase.RESTING:
        return f"Rest now, {name}"
    return f"Hello, {name}"
