"""The preparation steps, as a circle's facilitators want them."""

import pytest

from tests.facilitation.test_meanwhile import base_on
from webapp.database import db
from webapp.gatherings.steps import STANDARD, list_of

NEW = {"text": "Bring a blanket", "hours": "24", "is_needed": "y", "link": ""}


def of_circle(cast):
    return f"/facilitation/circles/{cast.juniper.id}/steps"


def of_gathering(cast):
    return f"/facilitation/gatherings/{cast.coming.id}/steps"


def told(gathering):
    texts = [step.text for step in list_of(gathering)]
    db.session.commit()
    return texts


STANDARD_TEXTS = [step.text for step in STANDARD]


@pytest.mark.parametrize("of", [of_circle, of_gathering])
def test_ana_adds_changes_and_removes_steps(phone_of, cast, of):
    phone = phone_of(cast.ana)
    assert phone.post(of(cast), NEW).location == of(cast)
    assert sorted(told(cast.coming)) == sorted([*STANDARD_TEXTS, "Bring a blanket"])
    ride = f"{of(cast)}/{STANDARD[1].name}"
    base = {"_base": base_on(phone.get(ride).text)}
    phone.post(ride, {**NEW, **base, "text": "Somebody drives you"})
    assert "Somebody drives you" in told(cast.coming)
    assert STANDARD[1].text not in told(cast.coming)
    phone.post(f"{ride}/removal")
    assert "Somebody drives you" not in told(cast.coming)
    phone.post(f"{of(cast)}/list-above")
    assert told(cast.coming) == STANDARD_TEXTS


def test_one_gatherings_list_leaves_the_others_alone(phone_of, cast):
    phone_of(cast.ana).post(of_gathering(cast), NEW)
    assert "Bring a blanket" in told(cast.coming)
    assert "Bring a blanket" not in told(cast.gone)


def test_the_earliest_comes_first(phone_of, cast):
    phone_of(cast.ana).post(of_circle(cast), {**NEW, "hours": "336"})
    assert told(cast.coming)[0] == "Bring a blanket"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "clinic.example", "data:text/html,x"])
def test_an_address_that_is_none_is_refused_with_everything_kept(phone_of, cast, link):
    answered = phone_of(cast.ana).post(of_circle(cast), {**NEW, "link": link})
    assert answered.status_code == 422
    assert "Please give a whole address" in answered.text
    assert "Bring a blanket" in answered.text
    assert told(cast.coming) == STANDARD_TEXTS


def test_only_a_session_has_steps(phone_of, cast):
    from webapp.gatherings.models import Gathering

    with db.transaction() as session:
        session.get(Gathering, cast.coming.id).kind = "integration"
    assert phone_of(cast.ana).get(of_gathering(cast)).status_code == 404
    assert "Before you come" not in phone_of(cast.wren).get(f"/gatherings/{cast.coming.id}").text
