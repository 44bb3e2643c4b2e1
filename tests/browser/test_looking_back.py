"""The days after a session, looked back on and carried on, on every kind of phone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.browser.conftest import Newcomer
from tests.browser.demo import Demo
from tests.browser.dosing import plan
from webapp.database import now

pytestmark = pytest.mark.browser

MEETS, NIGHT = "Let what is heavy be met.", "How did the night go"
HOURS = timedelta(hours=1)


def test_a_day_is_answered_read_from_beginning_to_end_and_carried_on(
    newcomer: Newcomer, site: Demo
) -> None:
    sage = newcomer()
    plan(site, sage.name, now() - 52 * HOURS, now() - 48 * HOURS, set_out=[("meet", MEETS)])
    sage.opens("/today").reads("You set out with", MEETS).taps_on(NIGHT).is_asked(NIGHT)
    sage.writes(NIGHT, "Nine hours, and snow.").taps("Done").arrives_at("/today")
    sage.taps_on("From beginning to end").reads(MEETS, NIGHT, "Nine hours, and snow.")
    sage.taps("Carry it on").is_asked("Your intention").reads(MEETS, "Only you can read this")


def test_a_question_of_ones_own_is_answered_and_let_go(newcomer: Newcomer) -> None:
    sage = newcomer().opens("/journal").taps("Your own questions").is_asked("Your own questions")
    sage.writes("A question of your own", "What hums?").taps("Keep the question")
    sage.taps_on("What hums?").is_asked("What hums?").writes("What hums?", "The fridge.")
    sage.taps("Done").arrives_at("/journal").reads("The fridge.")
    sage.taps("Your own questions").taps("Remove").does_not_read("What hums?")
    sage.opens("/journal").reads("The fridge.")
