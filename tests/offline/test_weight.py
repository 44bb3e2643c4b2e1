"""A cheap phone on a bad network has all scripts, htmx and the worker's included, in one breath."""

from tests.bench import weighing


def test_all_scripts_together_weigh_at_most_25_kilobytes():
    assert weighing.scripts() <= 25_000
