"""The promise about who reads what, through every door there is to a post."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from webapp.circles.models import Audience, Circle, Membership, Role
from webapp.database import db, now
from webapp.gatherings.models import Answer, Attendance
from webapp.participants.models import Participant

WORDS = "The water was warm."


def reads(phone_of, person, post) -> bool:
    """Whether this person is given the words anywhere; every door has to say the same."""
    phone, at = phone_of(person), f"/circle/check-ins/{post.id}"
    doors = ("/circle", f"/circle/{post.circle_id}", "/circle/check-ins", at)
    found = {WORDS in phone.get(door).text for door in doors}
    found.add(WORDS in phone.htmx("GET", at).text)
    assert len(found) == 1, f"{person.display_name} is told different things by {doors}"
    if not found.pop():
        assert phone.get(at).status_code == 404
        assert phone.post(f"{at}/resonance").status_code == 404
        assert phone.post(f"{at}/resonance/withdrawal").status_code == 404
        assert phone.post(f"{at}/replies").status_code == 404
        assert phone.post(f"{at}/replies", {"text": "hello"}).status_code == 422
        assert phone.post(f"{at}/taking-back").status_code == 404
        return False
    return True


def readers(phone_of, cast: Cast, post) -> set[str]:
    people = ("wren", "moss", "rue", "ana", "ilse", "olive", "sol", "bea")
    return {name for name in people if reads(phone_of, getattr(cast, name), post)}


@pytest.fixture
def joins(keep):
    """Somebody comes into a circle, now or some time ago."""

    def join(person: Participant, circle: Circle, ago=timedelta(), role=Role.PARTICIPANT):
        membership = Membership.of(circle.id, person, role, person.display_name)
        membership.joined_at = now() - ago
        return keep(membership)

    return join


@pytest.fixture
def attends(keep, cast):
    """Somebody is put on the roster of Harbour's gathering, now or some time ago."""

    def attend(person: Participant, ago=timedelta(), answer=Answer.COMING):
        line = {"gathering_id": cast.harbours.id, "participant_id": person.id}
        return keep(Attendance(**line, answer=answer, since=now() - ago))

    return attend


def membership_of(person: Participant, circle: Circle) -> Membership:
    found = db.session.query(Membership).filter_by(participant_id=person.id, circle_id=circle.id)
    return found.one()


def test_in_a_closed_circle_everybody_in_it_reads_and_nobody_else(phone_of, cast, said):
    post = said(cast.moss, cast.juniper, WORDS)
    assert readers(phone_of, cast, post) == {"wren", "moss", "rue", "ana"}


def test_in_an_open_circle_only_those_of_the_meeting_read(phone_of, cast, said, joins):
    joins(cast.olive, cast.harbour, ago=timedelta(days=20))
    post = said(cast.ilse, cast.harbour, WORDS, gathering_id=cast.harbours.id)
    assert readers(phone_of, cast, post) == {"ilse", "bea"}


def test_in_an_open_circle_somebody_else_of_the_roster_reads(phone_of, cast, said, joins, attends):
    joins(cast.olive, cast.harbour, ago=timedelta(days=20))
    attends(cast.olive, ago=timedelta(days=2))
    post = said(cast.ilse, cast.harbour, WORDS, gathering_id=cast.harbours.id)
    assert readers(phone_of, cast, post) == {"ilse", "bea", "olive"}


@pytest.mark.parametrize("circle", ["juniper", "harbour"])
def test_nobody_reads_what_was_posted_before_they_came(
    phone_of, cast, said, joins, attends, circle
):
    joins(cast.olive, getattr(cast, circle))
    attends(cast.olive, ago=timedelta(days=20))
    author = cast.moss if circle == "juniper" else cast.ilse
    meeting = cast.harbours.id if circle == "harbour" else None
    before = said(author, getattr(cast, circle), WORDS, gathering_id=meeting)
    assert not reads(phone_of, cast.olive, before)
    later = said(
        author, getattr(cast, circle), WORDS, gathering_id=meeting, ago=timedelta(seconds=-1)
    )
    at = f"/circle/check-ins/{later.id}"
    assert WORDS in phone_of(cast.olive).get(at).text


def test_whoever_joins_the_meeting_late_does_not_read_what_was_said_before(
    phone_of, cast, said, joins, attends
):
    joins(cast.olive, cast.harbour, ago=timedelta(days=20))
    attends(cast.olive, ago=timedelta(minutes=5))
    post = said(cast.ilse, cast.harbour, WORDS, gathering_id=cast.harbours.id)
    assert not reads(phone_of, cast.olive, post)


def test_whoever_does_not_come_to_the_meeting_does_not_read(phone_of, cast, said, joins, attends):
    joins(cast.olive, cast.harbour, ago=timedelta(days=20))
    attends(cast.olive, ago=timedelta(days=2), answer=Answer.NOT_COMING)
    post = said(cast.ilse, cast.harbour, WORDS, gathering_id=cast.harbours.id)
    assert not reads(phone_of, cast.olive, post)


def test_whoever_leaves_reads_nothing_from_the_next_page_on(phone_of, cast, said):
    post = said(cast.moss, cast.juniper, WORDS)
    phone = phone_of(cast.rue)
    assert WORDS in phone.get("/circle").text
    with db.transaction():
        membership_of(cast.rue, cast.juniper).leave()
    assert WORDS not in phone.get("/circle").text
    assert not reads(phone_of, cast.rue, post)


def test_whoever_comes_back_reads_what_is_said_from_then_on_and_their_own(phone_of, cast, said):
    others, own = said(cast.moss, cast.juniper, WORDS), said(cast.rue, cast.juniper, WORDS)
    with db.transaction():
        membership_of(cast.rue, cast.juniper).return_as(Role.PARTICIPANT, "Rue")
    phone = phone_of(cast.rue)
    assert phone.get(f"/circle/check-ins/{others.id}").status_code == 404
    assert phone.get(f"/circle/check-ins/{own.id}").status_code == 200


def test_what_is_for_facilitators_is_theirs_and_the_authors(phone_of, cast, said):
    post = said(
        cast.moss,
        cast.juniper,
        WORDS,
        kind="intention",
        audience=Audience.FACILITATORS,
        words={"part": "fear"},
    )
    assert readers(phone_of, cast, post) == {"moss", "ana"}
    assert "Facilitators can read this" in phone_of(cast.ana).get("/circle").text


def test_a_facilitator_of_one_circle_is_nobody_special_in_another(phone_of, cast, said, joins):
    joins(cast.ana, cast.harbour, ago=timedelta(days=20))
    post = said(cast.ilse, cast.harbour, WORDS, gathering_id=cast.harbours.id)
    assert not reads(phone_of, cast.ana, post)


def test_what_was_taken_back_is_gone_for_everybody(phone_of, cast, said):
    post = said(cast.moss, cast.juniper, WORDS, taken_back_at=now())
    assert readers(phone_of, cast, post) == set()


def test_people_who_have_left_keep_their_name_on_what_they_said(phone_of, cast):
    page = phone_of(cast.wren).get("/circle").text
    assert "Sol checks in" in page
    assert ">Sol</h2>" in page


def test_a_circle_one_is_not_in_is_not_there(phone_of, cast):
    assert phone_of(cast.wren).get(f"/circle/{cast.harbour.id}").status_code == 404
    path = f"/circle/check-ins?circle={cast.harbour.id}"
    assert phone_of(cast.wren).get(path).status_code == 404
    assert phone_of(cast.sol).get(f"/circle/{cast.juniper.id}").status_code == 404


def test_the_pulse_counts_only_what_one_may_read(phone_of, cast, said, joins):
    said(cast.moss, cast.juniper, WORDS)
    # Wren, Moss, Rue and Sol have checked in within the last days.
    assert "4 have checked in this week" in phone_of(cast.rue).get("/circle").text
    joins(cast.olive, cast.juniper)
    assert "checked in this week" not in phone_of(cast.olive).get("/circle").text
