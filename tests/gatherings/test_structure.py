"""What happens when, from the lines a facilitator writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.gatherings.structure import moments


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("09:45 Arriving", ("09:45", "Arriving")),
        ("9.45 – Arriving", ("09:45", "Arriving")),
        ("14:00: Tea, and going home", ("14:00", "Tea, and going home")),
        ("Then there is time", (None, "Then there is time")),
        ("25:00 Never", (None, "25:00 Never")),
        ("10:30", (None, "10:30")),
        ("10:00–11:00 Music", (None, "10:00–11:00 Music")),
        ("09:45 (optional) walk", ("09:45", "(optional) walk")),
        ("10:30pm Late", (None, "10:30pm Late")),
    ],
)
def test_a_line_is_read_as_it_is_meant(line, expected):
    assert moments(line) == [expected]


@given(st.text())
def test_no_line_is_lost(text):
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(moments(text)) == len(lines)
    assert all(moment.what for moment in moments(text))


def test_people_see_it_as_a_list_in_its_order(phone_of, cast):
    gathering = f"/facilitation/gatherings/{cast.coming.id}"
    terms = {"kind": "dosing", "starts": "2031-05-01T10:00", "ends": "2031-05-01T14:00"}
    said = {"structure": "09:45 Arriving\n10:00 Beginning together\nTea", "_base": "1"}
    phone_of(cast.ana).post(gathering, {**terms, **said})
    page = phone_of(cast.wren).get(f"/gatherings/{cast.coming.id}").text
    assert "<time>09:45</time><span>Arriving</span>" in page
    assert page.index("Beginning together") < page.index("<span>Tea</span>")
