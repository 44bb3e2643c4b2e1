"""From a year ago: one entry of one's own, for whoever has switched it on."""

from __future__ import annotations

from datetime import date, timedelta

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.gatherings.models import Kind
from webapp.journal import blueprint
from webapp.journal.looking import Line, Looking, opened, opening_of
from webapp.journal.models import Entry
from webapp.participants.models import Participant
from webapp.web.commits import see_other

AROUND = timedelta(days=3)
ON = "From now on your journal may show you an entry from a year ago."
OFF = "Nothing from a year ago is shown any more."


@blueprint.post("/journal/looking-back")
def look_back(me: Participant) -> ResponseReturnValue:
    """Switched on and off by hand, and by nobody else."""
    me.looks_back = request.form.get("on") == "y"
    here = ".index" if "from_journal" in request.form else "participants.you"
    return see_other(url_for(here), said=ON if me.looks_back else OFF)


def a_year_before(day: date) -> date:
    """The same day of the year before. What the 29 of February has none of is the 28."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def from_a_year_ago(me: Participant, looking: Looking) -> Line | None:
    """The entry nearest to this day a year ago. Never on the day of a session."""
    today = day_of(now(), me.zone)
    if not me.looks_back or looking.is_narrowed or _is_session_day(looking):
        return None
    then = a_year_before(today)
    near = Entry.happened_on.between(then - AROUND, then + AROUND)
    rows = db.session.execute(Entry.listed(me).where(near)).all()
    nearest = min(rows, key=lambda row: abs(row.happened_on - then), default=None)
    if nearest is None:
        return None
    entry_id, its, day, sealed = nearest
    words = opening_of(opened(me, entry_id, sealed))
    return Line(entry_id, looking.sessions.get(its), day, words)


def _is_session_day(looking: Looking) -> bool:
    """From its morning until the next."""
    return any(
        one.kind == Kind.DOSING and one.began_on <= one.today <= one.ended_on
        for one in looking.sessions.values()
    )
