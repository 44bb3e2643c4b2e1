import pytest

from tests.intentions.pen import Page, kept_beside, part_of, path, posts_of, seen_by
from webapp.checkins.models import Resonance
from webapp.circles.models import Membership
from webapp.database import db
from webapp.gatherings.models import Answer, Attendance, Gathering

LEFT = "You are no longer in Juniper circle"


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
    answer = page.type("Let it", "circle")
    assert answer.headers["Outbox-Result"] == "stored-copy"
    assert LEFT in answer.text
    part = part_of(cast.wren, cast.coming)
    assert (part.text, part.audience, kept_beside(part)) == ("", "only me", ["Let it"])
    page.phone.post(f"{page.path}/versions/{page.told['_copy']}/use")
    assert posts_of(cast.wren) == []


def test_whoever_left_the_circle_goes_on_reading_what_they_wrote(phone_of, cast):
    phone = phone_of(cast.sol)
    assert "Sol intends" in phone.get("/intentions").text
    for tail in ("", "/brings", "/brings/versions"):
        page = phone.get(f"/intentions/{cast.coming.id}{tail}").text
        assert "Sol intends" in page
        assert "<textarea" not in page
        assert "Use these words" not in page
        assert tail.endswith("versions") or LEFT in page


def test_whoever_left_the_circle_can_still_take_back_what_they_shared(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    leave(cast.juniper, cast.wren)
    assert seen_by(cast.moss) == [("meet", "Let it")]
    assert "Only me again" in page.phone.get(f"/intentions/{cast.coming.id}").text
    page.phone.post(page.path, {"audience": "only me", "then": "show"})
    assert seen_by(cast.moss) == []
    assert part_of(cast.wren, cast.coming).text == "Let it"


def test_a_session_that_was_called_off_is_not_told_to_whoever_left(phone_of, cast):
    with db.transaction() as session:
        session.get(Gathering, cast.coming.id).cancel()
    page = phone_of(cast.sol).get(path(cast.coming, "brings")).text
    assert LEFT in page
    assert "called off" not in page


def test_in_an_open_circle_a_shared_part_says_that_those_of_the_session_read_it(phone_of, cast):
    page, here = Page(phone_of(cast.ilse), cast.harbours), f"/intentions/{cast.harbours.id}"
    assert "People of this session" in page.phone.get(page.path).text.split('id="audience-3"')[1]
    answers = [page.type("Open", "circle")]
    answers += [page.phone.get(f"{page.path}{tail}") for tail in ("", "/versions")]
    answers += [page.phone.get(address) for address in (here, "/intentions")]
    for answer in answers:
        assert "People of this session and facilitators can read this" in answer.text
        assert "Everyone in" not in answer.text


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
