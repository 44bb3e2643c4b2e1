"""What the clinic asks one to see to before a session: in its words, ticked when one likes."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from webapp.database import db, uuid7
from webapp.gatherings.steps import STANDARD, PreparationStep, Step
from webapp.gatherings.ticks import steps_before

RIDE = STANDARD[1]


def path(gathering, step=RIDE):
    return f"/gatherings/{gathering.id}/steps/{step.name}"


def done(person, gathering):
    lines = steps_before(gathering, person)
    db.session.commit()
    return [line.step.text for line in lines if line.is_done]


def own_list(cast, *steps, gathering=None):
    gathering_id = gathering.id if gathering else None
    with db.transaction() as session:
        session.add_all(
            PreparationStep.saying(cast.juniper.id, gathering_id, step) for step in steps
        )


@pytest.mark.parametrize("place", ["/today", "/gatherings/{}"])
def test_wren_finds_them_and_who_sees_her_ticks(phone_of, cast, place):
    page = phone_of(cast.wren).get(place.format(cast.coming.id)).text
    assert all(step.text in page for step in STANDARD)
    assert "Facilitators can read this" in page


def test_a_tick_is_kept_and_taken_away_again(phone_of, cast):
    phone = phone_of(cast.wren)
    assert phone.post(path(cast.coming), {"done": "y"}).status_code == 303
    assert done(cast.wren, cast.coming) == [RIDE.text]
    assert done(cast.moss, cast.coming) == []
    phone.post(path(cast.coming), {"done": "y"})
    assert done(cast.wren, cast.coming) == [RIDE.text]
    phone.post(path(cast.coming))
    assert done(cast.wren, cast.coming) == []


def test_a_circles_list_takes_the_place_of_the_standard_one(phone_of, cast):
    own_list(cast, Step(uuid7(), "Call us on Monday", 48, link="https://clinic.example/calls"))
    page = phone_of(cast.wren).get("/today").text
    assert "Call us on Monday" in page
    assert 'href="https://clinic.example/calls"' in page
    assert RIDE.text not in page


def test_a_gatherings_list_takes_the_place_of_its_circles(phone_of, cast):
    own_list(cast, Step(uuid7(), "Call us on Monday"))
    own_list(cast, Step(uuid7(), "Bring a blanket"), gathering=cast.coming)
    phone = phone_of(cast.wren)
    page = phone.get(f"/gatherings/{cast.coming.id}").text
    assert "Bring a blanket" in page
    assert "Call us on Monday" not in page
    assert "Call us on Monday" in phone.get(f"/gatherings/{cast.gone.id}").text


def test_what_was_ticked_stays_ticked_when_a_step_is_said_better(phone_of, cast):
    phone_of(cast.wren).post(path(cast.coming), {"done": "y"})
    own_list(cast, RIDE._replace(text="Somebody drives you home"), *STANDARD[2:])
    assert done(cast.wren, cast.coming) == ["Somebody drives you home"]


def test_a_step_says_until_when_by_the_readers_own_clock(cast):
    starts_at = cast.coming.starts_at
    assert Step(uuid7(), "x", 4).by(starts_at) == starts_at - timedelta(hours=4)
    assert Step(uuid7(), "x").by(starts_at) is None


def test_nothing_is_late_on_the_morning_of_the_day(phone_of, cast):
    with time_machine.travel(cast.coming.starts_at - timedelta(hours=9)):
        page = phone_of(cast.wren).get(f"/gatherings/{cast.coming.id}").text
    assert RIDE.text in page
    for word in ("late", "overdue", "missed", "still to do"):
        assert f" {word}" not in page.lower()


def test_a_day_that_is_over_is_named_no_more(phone_of, cast):
    """Nor to whoever joins late, or prepares for a session that follows soon on the last."""
    with time_machine.travel(cast.coming.starts_at - timedelta(days=4)):
        assert "By " in shown(phone_of, cast, RIDE)
    with time_machine.travel(cast.coming.starts_at - timedelta(hours=9)):
        assert "By " not in shown(phone_of, cast, RIDE)


def shown(phone_of, cast, step):
    page = phone_of(cast.wren).get(f"/gatherings/{cast.coming.id}").text
    return page.partition(step.text)[2].partition("</label>")[0]


def test_what_is_no_step_of_hers_cannot_be_ticked(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post(path(cast.coming, RIDE._replace(name=uuid4())), {"done": "y"})
    assert done(cast.wren, cast.coming) == []
    assert phone.post(path(cast.harbours)).status_code == 404
    assert phone_of(cast.ana).post(path(cast.coming)).status_code == 404


def test_no_advice_is_given_by_the_app_itself(cast):
    """The clinic decides about medicines, food and driving; the standard list only points there."""
    said = " ".join(step.text for step in STANDARD).lower()
    for advice in ("stop taking", "do not take", "hours without", "fast for", "skip your", "mg"):
        assert advice not in said
