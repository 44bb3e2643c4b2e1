import pytest

from tests.intentions.pen import Page, part_of, path, posts_of, seen_by
from webapp.checkins.models import Resonance
from webapp.circles.models import Membership
from webapp.database import db
from webapp.gatherings.models import Answer, Attendance


def leave(circle, person):
    with db.transaction() as session:
        found = Membership.in_circle(circle).where(Membership.participant_id == person.id)
        session.scalar(found).leave()


def not_coming(gathering, person):
    with db.transaction() as session:
        line = Attendance(
            gathering_id=gathering.id, participant_id=person.id, answer=Answer.NOT_COMING
        )
        session.add(line)


def test_a_part_is_shared_with_nobody_until_its_writer_says_so(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("Let it")
    assert posts_of(cast.wren) == []


def test_a_part_for_the_circle_is_there_with_just_its_words(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    assert seen_by(cast.moss) == seen_by(cast.ana) == [("meet", "Let it")]
    [post] = posts_of(cast.wren)
    assert (post.gathering_id, post.circle_id) == (cast.coming.id, cast.juniper.id)
    page.type("Let it be")
    assert seen_by(cast.moss) == [("meet", "Let it be")]
    [later] = posts_of(cast.wren)
    assert (later.id, later.created_at) == (post.id, post.created_at)


def test_a_part_for_facilitators_reaches_no_peer(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming, "fear").type("Too much", "facilitators")
    assert seen_by(cast.ana) == [("fear", "Too much")]
    assert seen_by(cast.moss) == seen_by(cast.rue) == []
    assert "Too much" not in phone_of(cast.moss).get("/circle").text


def test_the_others_of_other_circles_see_nothing(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("Let it", "circle")
    assert seen_by(cast.ilse) == seen_by(cast.bea) == seen_by(cast.sol) == []


@pytest.mark.parametrize(("text", "audience"), [("Let it", "only me"), ("", "circle"), (" ", None)])
def test_taken_back_or_emptied_it_is_gone_from_the_circle(phone_of, cast, text, audience):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    page.type(text, audience)
    assert posts_of(cast.wren) == []
    assert part_of(cast.wren, cast.coming).post_id is None
    page.type("Let it again", "circle")
    assert seen_by(cast.moss) == [("meet", "Let it again")]


def test_from_the_circle_to_the_facilitators_peers_lose_it_at_once(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    page.type("Let it", "facilitators")
    assert (seen_by(cast.moss), seen_by(cast.ana)) == ([], [("meet", "Let it")])


def test_one_tap_on_the_intention_takes_a_part_back(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    assert "Only me again" in page.phone.get(f"/intentions/{cast.coming.id}").text
    answer = page.phone.post(page.path, {"audience": "only me", "then": "show"})
    assert answer.location == f"/intentions/{cast.coming.id}"
    assert seen_by(cast.moss) == []
    assert part_of(cast.wren, cast.coming).text == "Let it"


def test_what_is_taken_back_in_the_circle_is_for_its_writer_alone_here_too(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    [post] = posts_of(cast.wren)
    page.phone.post(f"/circle/check-ins/{post.id}/taking-back")
    part = part_of(cast.wren, cast.coming)
    assert (part.text, part.audience, part.post_id) == ("Let it", "only me", None)
    assert "Only me again" not in page.phone.get(f"/intentions/{cast.coming.id}").text
    page.type("Let it be")
    assert seen_by(cast.moss) == []
    Page(page.phone, cast.coming).type("Let it be", "circle")
    assert seen_by(cast.moss) == [("meet", "Let it be")]


def test_sharing_is_stored_once_however_often_it_is_sent(phone_of, cast):
    page, op = Page(phone_of(cast.wren), cast.coming), "0197b1f4-0000-7000-8000-000000000001"
    told = dict(page.told)
    for _ in range(3):
        page.told = dict(told)
        page.type("Let it", "circle", _op=op)
    assert len(posts_of(cast.wren)) == 1


def test_in_an_open_circle_those_on_the_roster_read_it(phone_of, cast):
    Page(phone_of(cast.ilse), cast.harbours).type("Open", "circle")
    assert seen_by(cast.ilse) == seen_by(cast.bea) == [("meet", "Open")]


def test_whoever_left_the_circle_shares_nothing_more_with_it(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    leave(cast.juniper, cast.wren)
    assert page.type("Let it", "circle").status_code == 404
    assert page.phone.get(page.path).status_code == 404
    assert posts_of(cast.wren) == []


def test_somebody_who_is_not_coming_keeps_their_words_and_can_take_them_back(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    not_coming(cast.coming, cast.wren)
    assert "You are not coming" in page.phone.get(page.path).text
    page.phone.post(page.path, {"audience": "only me", "then": "show"})
    assert seen_by(cast.moss) == []
    assert "Let it" in page.phone.get("/intentions").text


def test_a_session_one_does_not_attend_and_wrote_nothing_for_is_not_there(phone_of, cast):
    phone = phone_of(cast.wren)
    assert phone.get(path(cast.gone)).status_code == 200
    not_coming(cast.gone, cast.wren)
    assert phone.get(path(cast.gone)).status_code == 404


def test_what_was_felt_about_it_goes_with_it(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    [post] = posts_of(cast.wren)
    with db.transaction() as session:
        session.add(Resonance(post_id=post.id, participant_id=cast.moss.id))
    assert page.type("Let it", "only me").status_code == 200
    assert posts_of(cast.wren) == []
