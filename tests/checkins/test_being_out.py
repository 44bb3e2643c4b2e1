"""Who was out does not read what was said meanwhile, not even under their own words."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.checkins.conftest import count
from webapp.checkins.models import Reply, Resonance
from webapp.circles.models import Membership, Role
from webapp.database import db, now
from webapp.gatherings.models import Answer, Attendance


@pytest.fixture
def wrens(cast, said):
    return said(cast.wren, cast.juniper, "The water was warm.", ago=timedelta(days=2))


@pytest.fixture
def ilses(cast, said):
    at = {"gathering_id": cast.harbours.id, "ago": timedelta(days=2)}
    return said(cast.ilse, cast.harbour, "The harbour was still.", **at)


@pytest.fixture
def answered(keep):
    """Somebody replies, now or some time ago; most have felt that too."""

    def answer(person, post, text, ago=timedelta(), felt=True):
        moment = {"post_id": post.id, "created_at": now() - ago}
        keep(Reply(circle_id=post.circle_id, author_id=person.id, text=text, **moment))
        if felt:
            keep(Resonance(participant_id=person.id, **moment))

    return answer


def pages_of(phone, post):
    """All that this person is shown of a post, wherever it stands."""
    at = f"/circle/check-ins/{post.id}"
    whole = [phone.get(path).text for path in (f"/circle/{post.circle_id}", at)]
    return [*whole, phone.htmx("GET", at).text]


def membership(session, person, circle):
    found = session.query(Membership).filter_by(participant_id=person.id, circle_id=circle.id)
    return found.one()


def take_off_the_roster(cast):
    with db.transaction() as session:
        session.execute(delete(Attendance).where(Attendance.participant_id == cast.ilse.id))


def test_wren_comes_back_and_what_was_answered_meanwhile_stays_unread(
    phone_of, cast, wrens, answered
):
    answered(cast.moss, wrens, "Said while she was out", ago=timedelta(hours=3))
    with db.transaction() as session:
        membership(session, cast.wren, cast.juniper).return_as(Role.PARTICIPANT, "Wren")
    answered(cast.rue, wrens, "Said since she is back")
    for page in pages_of(phone_of(cast.wren), wrens):
        assert "Said while she was out" not in page
        assert "Said since she is back" in page
        assert "Rue has felt that too" in page
    for page in pages_of(phone_of(cast.ana), wrens):
        assert "Said while she was out" in page
        assert "Moss and Rue have felt that too" in page


def test_ilse_is_taken_off_the_roster_and_reads_no_answers_under_her_own_words(
    phone_of, cast, ilses, answered
):
    answered(cast.bea, ilses, "Said to those of the meeting")
    for page in pages_of(phone_of(cast.ilse), ilses):
        assert "Said to those of the meeting" in page
    take_off_the_roster(cast)
    for page in pages_of(phone_of(cast.ilse), ilses):
        assert "The harbour was still." in page
        assert "Said to those of the meeting" not in page
        assert "Bea has felt that too" not in page
    for page in pages_of(phone_of(cast.bea), ilses):
        assert "Said to those of the meeting" in page


def test_ilse_is_put_on_the_roster_again_and_reads_from_then_on(phone_of, cast, ilses, answered):
    answered(cast.bea, ilses, "Said while she was off it", ago=timedelta(hours=1))
    take_off_the_roster(cast)
    with db.transaction() as session:
        line = {"gathering_id": cast.harbours.id, "participant_id": cast.ilse.id}
        session.add(Attendance(**line, answer=Answer.COMING))
    answered(cast.bea, ilses, "Said since", felt=False)
    for page in pages_of(phone_of(cast.ilse), ilses):
        assert "Said while she was off it" not in page
        assert "Said since" in page


def test_bea_facilitates_anew_and_reads_what_is_answered_from_then_on(
    phone_of, cast, said, answered
):
    beas = said(cast.bea, cast.harbour, "Welcome.", gathering_id=cast.harbours.id)
    answered(cast.ilse, beas, "Said before", ago=timedelta(minutes=30))
    with db.transaction() as session:
        membership(session, cast.bea, cast.harbour).return_as(Role.FACILITATOR, "Bea")
    answered(cast.ana, beas, "Said elsewhere", ago=timedelta(minutes=1))
    for page in pages_of(phone_of(cast.bea), beas):
        assert "Said before" not in page
        assert "Said elsewhere" not in page


def test_ones_own_replies_stay_to_be_read(phone_of, cast, wrens, ilses, answered):
    answered(cast.wren, wrens, "Wren adds", ago=timedelta(hours=3))
    answered(cast.ilse, ilses, "Ilse adds", ago=timedelta(hours=3))
    take_off_the_roster(cast)
    with db.transaction() as session:
        membership(session, cast.wren, cast.juniper).return_as(Role.PARTICIPANT, "Wren")
    assert all("Wren adds" in page for page in pages_of(phone_of(cast.wren), wrens))
    assert all("Ilse adds" in page for page in pages_of(phone_of(cast.ilse), ilses))


def test_unread_replies_are_not_hinted_at_and_take_nobodys_place(phone_of, cast, wrens, answered):
    answered(cast.wren, wrens, "Wren adds", ago=timedelta(hours=4))
    for nth in range(8):
        with db.transaction() as session:
            more = {"circle_id": cast.juniper.id, "author_id": cast.moss.id, "post_id": wrens.id}
            session.add(Reply(**more, text=f"Moss {nth}"))
    with db.transaction() as session:
        membership(session, cast.wren, cast.juniper).return_as(Role.PARTICIPANT, "Wren")
    page = phone_of(cast.wren).get("/circle").text
    assert "Wren adds" in page
    assert "Earlier replies" not in page


def test_ilse_off_the_roster_is_not_asked_to_reply_and_keeps_what_she_typed(phone_of, cast, ilses):
    phone, at = phone_of(cast.ilse), f"/circle/check-ins/{ilses.id}"
    assert "Your reply" in phone.get(at).text
    take_off_the_roster(cast)
    assert "Your reply" not in phone.get(at).text
    page = phone.post(f"{at}/replies", {"text": "And one thing more"})
    assert page.status_code == 422
    assert "And one thing more" in page.text
    assert count(Reply, post_id=ilses.id) == 0
