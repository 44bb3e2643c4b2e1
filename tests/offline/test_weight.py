"""A cheap phone on a bad network has all scripts, htmx and the worker's included, in one breath."""

from tests.bench import weighing
from webapp.web import statics


def test_all_scripts_together_weigh_at_most_25_kilobytes():
    assert weighing.scripts() <= 25_000


def test_recording_and_drawing_weigh_little_more_and_only_where_somebody_does():
    assert weighing.scripts(statics.ATTACHING) <= 2_500
