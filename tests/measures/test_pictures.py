"""A course as a line: where its points stand, whatever the values."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from webapp.measures.pictures import EDGE, HEIGHT, WIDTH, Value, picture

DAY = date(2026, 11, 1)
courses = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 27)), min_size=1, max_size=40).map(
    lambda pairs: [Value(DAY + timedelta(days=day), number) for day, number in sorted(pairs)]
)


def test_the_lowest_stands_at_the_foot_and_the_highest_at_the_top():
    drawn = picture([Value(DAY, 0), Value(DAY + timedelta(days=10), 27)], [], 27)
    assert drawn.points == ((EDGE, HEIGHT - EDGE), (WIDTH - EDGE, EDGE))
    assert drawn.line == f"{EDGE},{HEIGHT - EDGE} {WIDTH - EDGE},{EDGE}"


def test_a_session_stands_where_its_day_is_and_others_are_left_out():
    values = [Value(DAY, 3), Value(DAY + timedelta(days=10), 5)]
    sessions = [DAY - timedelta(days=1), DAY + timedelta(days=5), DAY + timedelta(days=11)]
    assert picture(values, sessions, 10).marks == (WIDTH / 2,)


@given(courses)
def test_every_point_is_on_the_paper_and_none_goes_back_in_time(values):
    points = picture(values, [], 27).points
    assert len(points) == len(values)
    assert all(EDGE <= x <= WIDTH - EDGE and EDGE <= y <= HEIGHT - EDGE for x, y in points)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
