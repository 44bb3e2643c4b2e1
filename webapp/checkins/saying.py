"""How the circle's page puts things: pure functions from what is stored to what is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from webapp.checkins.models import Need, PostKind, State, Words
from webapp.gatherings.days import day_since

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LAST_DAY = 30
STATES = frozenset(State)

NEEDS: dict[str, str] = {
    Need.TO_BE_HEARD: "hoping to be heard",
    Need.COMPANY: "could use company",
    Need.PRACTICAL_HELP: "could use a hand",
    Need.NOTHING: "needs nothing just now",
}
PARTS = {
    "brings": "what brings me",
    "meet": "what I want to meet",
    "fear": "what I fear",
    "expect": "what I expect",
    "word": "one word to hold",
}
SESSIONS = {"preparation": "preparation", "dosing": "session", "integration": "integration"}


def state_line(words: Words) -> str:
    """`feeling tender, could use company`; a state in somebody's own words stands as it is."""
    state = words.get("state", "")
    if state in STATES:
        state = f"feeling {state}"
    return " · ".join(filter(None, (state, NEEDS.get(words.get("need", "")))))


def line(kind: str, words: Words) -> str:
    """What stands below the name."""
    if kind == PostKind.EXCERPT:
        return "from the journal"
    if kind == PostKind.INTENTION:
        return PARTS.get(words.get("part", ""), "")
    return state_line(words)


def together(names: Sequence[str]) -> str:
    """`You, Rue and Moss`."""
    *before, last = names or ("",)
    return f"{', '.join(before)} and {last}" if before else last


def ago(moment: datetime, at: datetime, zone: ZoneInfo) -> str:
    """How long `moment` lies back from `at`, the way one would say it."""
    passed = at - moment
    here, today = moment.astimezone(zone), at.astimezone(zone)
    days = (today.date() - here.date()).days
    if passed < MINUTE:
        return "just now"
    if passed < HOUR:
        return f"{passed // MINUTE} min ago"
    if days == 0 or passed < 12 * HOUR:
        return f"{passed // HOUR} h ago"
    if days == 1:
        return "yesterday"
    if days < 7:
        return here.strftime("%A")
    return here.strftime("%-d %B" if here.year == today.year else "%-d %B %Y")


def day(ended: datetime | None, moment: datetime, zone: ZoneInfo) -> str:
    """`day 3` of something said after a session; nothing once that is more than 30 days past."""
    if ended is None or (days := day_since(ended, moment, zone)) > LAST_DAY:
        return ""
    return f"day {days}"


def gathering_day(kind: str, starts_at: datetime, zone: ZoneInfo) -> str:
    """`session on 26 November`, where space is short."""
    return f"{SESSIONS[kind]} on {starts_at.astimezone(zone).strftime('%-d %B')}"


def gathering_name(kind: str, starts_at: datetime, zone: ZoneInfo) -> str:
    """`session of Thursday 26 November`."""
    return f"{SESSIONS[kind]} of {starts_at.astimezone(zone).strftime('%A %-d %B')}"
