"""What Today says. Nothing here counts down, praises or reminds of what was not done."""

from __future__ import annotations

from typing import Any

from webapp.today.arc import Phase, Place

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

# The question of each day that has a page of its own, from that day on.
PROMPTS = {
    0: "Any images that stay with you?",
    1: "How did the night go, and the morning?",
    3: "What has followed you home?",
    7: "What do you notice that is different, and what is the same?",
    14: "What keeps coming back?",
    30: "What would you like to carry on?",
}


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


def prompt_for(day: int) -> str:
    """The question that belongs to day N after a session."""
    return PROMPTS[max(start for start in PROMPTS if start <= max(day, 0))]
