from datetime import date, timedelta
from uuid import uuid4

import pytest

from webapp.gatherings.models import Kind
from webapp.journal.sessions import Session

THURSDAY = date(2025, 11, 27)


def session_seen_on(today: date, kind: Kind = Kind.DOSING) -> Session:
    return Session(uuid4(), uuid4(), kind, THURSDAY, THURSDAY, today)


@pytest.mark.parametrize(
    ("later", "name"),
    [
        (-8, "the session on 27 November"),
        (-2, "Thursday’s session"),
        (0, "today’s session"),
        (6, "Thursday’s session"),
        (7, "the session on 27 November"),
        (40, "the session on 27 November 2025"),
    ],
)
def test_a_session_is_called_as_one_would_say_that_day(later, name):
    assert session_seen_on(THURSDAY + timedelta(days=later)).name == name


def test_other_gatherings_have_names_too():
    friday = THURSDAY + timedelta(days=1)
    assert session_seen_on(friday, Kind.PREPARATION).name == "Thursday’s preparation"
    assert session_seen_on(friday, Kind.INTEGRATION).label == (
        "Integration meeting · Thursday 27 November"
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "Day 3 after Thursday’s session"),
        (0, "The day of Thursday’s session"),
        (-1, "Before Thursday’s session"),
    ],
)
def test_an_entry_is_told_its_day(days, said):
    session = session_seen_on(THURSDAY + timedelta(days=3))
    assert session.day_of_arc(THURSDAY + timedelta(days=days)) == said
