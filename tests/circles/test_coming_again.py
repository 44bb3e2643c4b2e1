"""Whoever is in an open circle already, and is asked to another of its gatherings."""

from datetime import timedelta

import pytest

from tests.circles.doors import NOBODYS, PASSWORD, invite, membership_of, newcomer, uses_left
from tests.circles.test_at_once import at_once
from tests.gatherings.planting import add_member, answer_of, gathering_of, put
from webapp.circles.models import Role
from webapp.database import now
from webapp.gatherings.models import Attendance


@pytest.fixture
def next_one(cast):
    """Another gathering of the open circle, which nobody is expected at yet."""
    return gathering_of(cast.harbour, kind="dosing", starts_at=now() + timedelta(days=6))


def test_ilse_is_offered_to_come_and_comes_by_one_tap(phone_of, cast, next_one):
    phone, link = phone_of(cast.ilse), invite(cast.harbour, next_one, uses_left=5)
    assert phone.get(f"/gatherings/{next_one.id}").status_code == 404
    page = phone.get(link)
    assert page.status_code == 200
    assert "Come to this session" in page.text
    assert answer_of(cast.ilse, next_one) is None
    sent = phone.post(link, op=True)
    assert (sent.status_code, sent.location) == (303, "/today")
    assert answer_of(cast.ilse, next_one) == "coming"
    assert phone.get(f"/gatherings/{next_one.id}").status_code == 200
    assert uses_left(link) == 4
    assert membership_of(cast.ilse, cast.harbour).display_name == "Ilse"


def test_once_on_the_roster_ilse_lands_on_today_and_uses_nothing_up(phone_of, cast, next_one):
    phone, link = phone_of(cast.ilse), invite(cast.harbour, next_one, uses_left=5)
    for _ in range(3):
        assert phone.post(link).location == "/today"
    assert phone.get(link).location == "/today"
    assert uses_left(link) == 4


def test_whoever_said_they_do_not_come_is_on_the_roster_and_not_asked_again(
    phone_of, cast, next_one
):
    put(
        Attendance(gathering_id=next_one.id, participant_id=cast.ilse.id, answer="not coming"),
    )
    phone, link = phone_of(cast.ilse), invite(cast.harbour, next_one)
    assert phone.get(link).location == phone.post(link).location == "/today"
    assert answer_of(cast.ilse, next_one) == "not coming"


def test_at_the_door_ilse_comes_also_by_the_form_for_newcomers(phone_of, cast, next_one):
    link = invite(cast.harbour, next_one)
    fields = newcomer(cast.harbour, email="ilse@example.org", password="seven quiet lanterns")
    assert fields["password"] != PASSWORD
    assert phone_of().post(link, fields).location == "/today"
    assert answer_of(cast.ilse, next_one) == "coming"
    assert membership_of(cast.ilse, cast.harbour).display_name == "Ilse"


@pytest.mark.parametrize("away", [timedelta(days=-3), timedelta(days=3)])
def test_nobody_is_asked_to_what_is_over_or_cancelled(phone_of, cast, away):
    gone = gathering_of(cast.harbour, away, cancelled_at=None if away < timedelta() else now())
    phone, link = phone_of(cast.ilse), invite(cast.harbour, gone)
    assert phone.get(link).location == phone.post(link).location == "/today"
    assert answer_of(cast.ilse, gone) is None
    assert uses_left(link) == 1


@pytest.mark.parametrize(
    "terms",
    [{"uses_left": 0}, {"revoked_at": now()}, {"expires_at": now() - timedelta(minutes=1)}],
)
def test_an_invitation_that_is_over_puts_nobody_on_the_roster(phone_of, cast, next_one, terms):
    phone, link = phone_of(cast.ilse), invite(cast.harbour, next_one, **terms)
    assert phone.get(link).location == "/today"
    assert phone.post(link).status_code == 410
    assert answer_of(cast.ilse, next_one) is None


def test_a_facilitator_is_on_no_roster(phone_of, cast, next_one):
    links = [invite(cast.harbour, next_one), invite(cast.harbour, next_one, role=Role.FACILITATOR)]
    for who, link in ((cast.bea, links[0]), (cast.ilse, links[1])):
        assert phone_of(who).get(link).location == "/today"
        assert phone_of(who).post(link).location == "/today"
        assert answer_of(who, next_one) is None
        assert uses_left(link) == 1


def test_a_tap_on_an_older_page_is_asked_for_once_more(phone_of, cast, next_one):
    phone, link = phone_of(cast.ilse), invite(cast.harbour, next_one)
    sent = phone.post(link, {"csrf_token": "from another page"})
    assert sent.status_code == 422
    assert "send it once more" in sent.text
    assert answer_of(cast.ilse, next_one) is None


def test_somebody_who_is_no_member_cannot_skip_the_promise(phone_of, cast, next_one):
    link = invite(cast.harbour, next_one)
    assert phone_of(cast.olive).post(link, {"agreement": NOBODYS}).status_code == 422
    assert membership_of(cast.olive, cast.harbour) is None


def test_of_two_members_who_tap_for_the_last_use_one_comes(phone_of, cast, next_one):
    add_member(cast.harbour, cast.olive)
    link, phones = invite(cast.harbour, next_one), [phone_of(cast.ilse), phone_of(cast.olive)]
    for phone in phones:
        phone.get("/you")
    answers = at_once(*[lambda phone=phone: phone.post(link) for phone in phones])
    assert sorted(answer.status_code for answer in answers) == [303, 410]
    assert uses_left(link) == 0
    on_it = {answer_of(person, next_one) for person in (cast.ilse, cast.olive)}
    assert on_it == {"coming", None}
