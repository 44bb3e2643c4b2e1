"""The pages of the days after, as a circle's facilitators want them."""

import pytest

from tests.facilitation.test_meanwhile import base_on
from webapp.gatherings.days import INTEGRATION
from webapp.gatherings.days_after import STANDARD, days_after


def days_of(cast):
    return f"/facilitation/circles/{cast.juniper.id}/days-after"


def told(cast):
    from webapp.database import db

    said = days_after(cast.juniper.id)
    db.session.commit()
    return said


def test_until_one_is_changed_they_are_the_standard_ones(phone_of, cast):
    page = phone_of(cast.ana).get(days_of(cast)).text
    assert all(said.prompt in page for said in STANDARD)
    assert "These are the standard pages." in page


def test_ana_changes_one_and_the_others_stay(phone_of, cast):
    phone, third = phone_of(cast.ana), f"{days_of(cast)}/3"
    sent = {"day": 4, "prompt": "What is near?", "text": "Look around."}
    base = {"_base": base_on(phone.get(third).text)}
    assert phone.post(third, sent | base).location == days_of(cast)
    assert [said.day for said in told(cast)] == [0, 1, 4, 7, 14, 30]
    assert told(cast)[2] == (4, "What is near?", "Look around.")


def test_ana_adds_one_and_removes_one(phone_of, cast):
    phone = phone_of(cast.ana)
    phone.post(days_of(cast), {"day": 21, "prompt": "And now?", "text": ""})
    phone.post(f"{days_of(cast)}/0/removal")
    assert [said.day for said in told(cast)] == [1, 3, 7, 14, 21, 30]


def test_ana_goes_back_to_the_standard_ones(phone_of, cast):
    phone = phone_of(cast.ana)
    phone.post(f"{days_of(cast)}/0/removal")
    phone.post(f"{days_of(cast)}/standard")
    assert told(cast) == STANDARD


def test_two_pages_for_one_day_are_refused_with_everything_kept(phone_of, cast):
    sent = {"day": 7, "prompt": "What is near?", "text": "Look around."}
    for path in (days_of(cast), f"{days_of(cast)}/3"):
        answered = phone_of(cast.ana).post(path, sent)
        assert answered.status_code == 422
        assert "There is a page for this day already." in answered.text
        assert "Look around." in answered.text
    assert told(cast) == STANDARD


@pytest.mark.parametrize("day", ["", "-1", str(INTEGRATION + 1), "soon", "3.5", "9" * 40])
def test_a_day_that_is_none_is_refused(phone_of, cast, day):
    answered = phone_of(cast.ana).post(days_of(cast), {"day": day, "prompt": "And now?"})
    assert answered.status_code == 422
    assert f"Please choose a number from 0 to {INTEGRATION}." in answered.text
