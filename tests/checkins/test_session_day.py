"""What is said to a circle on the day of a session waits, and is asked about in the morning."""

import pytest

from tests.checkins.conftest import fresh, latest
from tests.dosing_day import MORNING, NOON, created, plan, when
from webapp.checkins.models import Post, Reply
from webapp.circles.models import Agreement, Membership
from webapp.database import db, now
from webapp.gatherings.models import Answer, Attendance

SAID = {"state": "tender", "text": "Everything is one river.", "welcome": "y"}
ALONE = "The morning after your session you are asked whether to share it"
ASKED = "Share it now"


@pytest.fixture
def planned(cast):
    return plan(cast)


@pytest.fixture
def wren(phone_of, cast, planned):
    with when("2027-04-01 12:00"):
        return phone_of(cast.wren)


@pytest.fixture
def put_off(wren):
    """Her check-in of that day."""
    with when(NOON):
        assert wren.post("/circle/check-ins", SAID, op=True).status_code == 303
    return latest(Post)


@pytest.fixture
def reply(wren, said, cast):
    """Her reply of that day, under what Moss has said."""
    with when(NOON):
        post = said(cast.moss, cast.juniper, "The stairs again.")
        answers = f"/circle/check-ins/{post.id}/replies"
        assert wren.post(answers, {"text": "I knew them."}, op=True).status_code == 303
    return latest(Reply)


def says(phone, said, **more):
    name = "check-ins" if isinstance(said, Post) else "replies"
    return phone.post(f"/circle/{name}/{said.id}/sharing", op=True, **more)


@pytest.mark.parametrize(
    ("wall", "waits"),
    [
        ("2027-04-02 04:59", False), ("2027-04-02 05:00", True), ("2027-04-02 10:00", True),
        ("2027-04-03 04:59", True), ("2027-04-03 05:00", False),
    ],
)  # fmt: skip
def test_it_waits_from_that_morning_to_the_next_on_her_own_clock(wren, phone_of, cast, wall, waits):
    with when(wall):
        assert (ALONE in wren.get("/circle").text) is waits
        wren.post("/circle/check-ins", SAID)
        assert SAID["text"] in wren.get("/circle").text
        for name in ("moss", "ana"):
            read = phone_of(getattr(cast, name)).get("/circle").text
            assert (SAID["text"] not in read) is waits


def test_while_it_waits_it_stands_with_her_alone_and_nothing_asks(wren, phone_of, cast, put_off):
    with when("2027-04-02 20:00"):
        page = wren.get(f"/circle/check-ins/{put_off.id}").text
        assert ALONE in page
        assert ASKED not in page
        assert "Reply" not in page
        assert ASKED not in wren.get("/today").text
        here = f"/circle/check-ins/{put_off.id}"
        for name in ("moss", "rue", "ana"):
            phone = phone_of(getattr(cast, name))
            assert "checked in this week" not in phone.get("/circle").text
            assert phone.get(here).status_code == 404
            assert phone.post(f"{here}/resonance").status_code == 404
            assert phone.post(f"{here}/replies", {"text": "Hm."}).status_code == 422
    assert fresh(Post, put_off.id).put_off_at


def test_nobody_is_told_that_somebody_has_checked_in(wren, put_off):
    with when("2027-04-02 20:00"):
        assert "checked in this week" not in wren.get("/circle").text


def test_in_the_morning_it_is_asked_about_and_then_said(wren, phone_of, cast, put_off):
    with when(MORNING):
        assert f"/circle/check-ins/{put_off.id}" in wren.get("/today").text
        assert ASKED in wren.get(f"/circle/check-ins/{put_off.id}").text
        assert SAID["text"] not in phone_of(cast.moss).get("/circle").text
        assert says(wren, put_off).status_code == 303
        assert f"/circle/check-ins/{put_off.id}" not in wren.get("/today").text
        assert SAID["text"] in phone_of(cast.moss).get("/circle").text
        assert fresh(Post, put_off.id).created_at == now()
    with when("2027-04-03 07:00"):
        says(wren, put_off)
        assert fresh(Post, put_off.id).created_at < now()


def test_it_is_never_said_by_itself_nor_asked_about_for_ever(wren, phone_of, cast, put_off):
    for wall, asked in ((MORNING, True), ("2027-04-08 12:00", True), ("2027-04-10 12:00", False)):
        with when(wall):
            assert (ASKED in wren.get("/today").text) is asked
            assert ASKED in wren.get("/circle").text
            assert SAID["text"] not in phone_of(cast.moss).get("/circle").text


def test_in_the_morning_it_can_be_let_go(wren, put_off):
    with when(MORNING):
        assert "Let it go" in wren.get("/circle").text
        wren.post(f"/circle/check-ins/{put_off.id}/taking-back")
        assert "Nobody else has seen it." in wren.get("/circle").text
        assert ASKED not in wren.get("/today").text
        assert SAID["text"] not in wren.get("/circle").text
        assert says(wren, put_off).status_code == 404


def test_a_tap_on_the_day_itself_only_puts_it_off_again(wren, phone_of, cast, put_off):
    with when("2027-04-02 20:00"):
        says(wren, put_off)
        assert SAID["text"] not in phone_of(cast.moss).get("/circle").text


@pytest.mark.parametrize(("made", "waits"), [(NOON, True), ("2027-04-01 13:00", False)])
def test_what_the_phone_has_held_since_that_day_waits_just_the_same(wren, made, waits):
    with when(MORNING):
        wren.post(
            "/circle/check-ins", SAID, op=True, headers={"X-Outbox": "later", **created(made)}
        )
    assert bool(latest(Post).put_off_at) is waits


def test_a_reply_of_that_day_waits_too(wren, phone_of, cast, reply):
    with when("2027-04-02 20:00"):
        assert ALONE in wren.get(f"/circle/check-ins/{reply.post_id}").text
        assert "I knew them." in wren.get("/circle").text
        for name in ("moss", "rue", "ana"):
            for path in ("/circle", f"/circle/check-ins/{reply.post_id}"):
                assert "I knew them." not in phone_of(getattr(cast, name)).get(path).text
    with when(MORNING):
        assert f"/circle/check-ins/{reply.post_id}" in wren.get("/today").text
        assert "I knew them." not in phone_of(cast.moss).get("/circle").text
        assert says(wren, reply).status_code == 303
        assert ASKED not in wren.get("/today").text
        assert "I knew them." in phone_of(cast.moss).get("/circle").text
    assert fresh(Reply, reply.id).put_off_at is None


def test_a_reply_that_is_not_welcome_any_more_stays_with_her(wren, cast, reply):
    with db.transaction() as session:
        session.get(Post, reply.post_id).welcomed_at = None
    with when(MORNING):
        answer = says(wren, reply)
        assert answer.status_code == 422
        assert "Replies are not open here any more." in answer.text
        assert "I knew them." in answer.text


def test_under_what_was_taken_back_nothing_is_asked(wren, reply):
    with db.transaction() as session:
        session.get(Post, reply.post_id).take_back()
    with when(MORNING):
        assert ASKED not in wren.get("/today").text


def test_nothing_is_agreed_to_on_that_day(wren, cast, planned):
    with db.transaction() as session:
        session.add(session.scalar(Agreement.current(cast.juniper.id)).revised("Nothing outside."))
    with when(NOON):
        assert "Nothing outside." not in wren.get("/circle").text
        assert wren.post("/circle/check-ins", SAID, op=True).status_code == 303
    with when(MORNING):
        put_off = latest(Post)
        here = f"/circle/check-ins/{put_off.id}"
        assert f"/circle/{cast.juniper.id}/agreement" in wren.get(here).text
        assert says(wren, put_off).status_code == 422
        assert fresh(Post, put_off.id).put_off_at


def test_who_has_left_the_circle_says_nothing_there(wren, cast, put_off):
    with db.transaction() as session:
        session.scalars(Membership.ever_of(cast.wren, cast.juniper.id)).one().left_at = now()
    with when(MORNING):
        assert says(wren, put_off).status_code == 404
    assert fresh(Post, put_off.id).put_off_at


def test_others_are_not_held_up_by_her_session(phone_of, cast, planned):
    with db.transaction() as session:
        away = {"gathering_id": planned.id, "participant_id": cast.moss.id}
        session.add(Attendance(**away, answer=Answer.NOT_COMING))
    with when(NOON):
        phone_of(cast.moss).post("/circle/check-ins", SAID)
        assert SAID["text"] in phone_of(cast.rue).get("/circle").text
