"""Who answers when somebody needs it: without it, no question about dying is asked."""

import pytest

from tests.facilitation.test_meanwhile import base_on

SAID = {"who": "Dr. Amari, +1 555 0142", "hours": "Weekdays, 9 to 17", "reply": "Within two hours"}


def path(cast):
    return f"/facilitation/circles/{cast.juniper.id}/responder"


def test_ana_records_it_changes_it_and_takes_it_away(phone_of, cast):
    ana, wren = phone_of(cast.ana), phone_of(cast.wren)
    ana.post(path(cast), SAID)
    assert "Dr. Amari" in wren.get("/measures/phq-9").text
    base = {"_base": base_on(ana.get(path(cast)).text)}
    ana.post(path(cast), {**SAID, **base, "who": "Dr. Bell"})
    page = wren.get("/measures/phq-9").text
    assert "Dr. Bell" in page
    assert "Dr. Amari" not in page
    ana.post(f"{path(cast)}/removal")
    assert wren.get("/measures/phq-9").status_code == 404


@pytest.mark.parametrize("missing", SAID)
def test_all_three_have_to_be_said(phone_of, cast, missing):
    answered = phone_of(cast.ana).post(path(cast), {**SAID, missing: " "})
    assert answered.status_code == 422
    assert "Please say" in answered.text
    assert phone_of(cast.wren).get("/measures/phq-9").status_code == 404
