from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.checkins.conftest import count, fresh, looking
from webapp.checkins.models import Reply, Resonance
from webapp.circles.models import Membership
from webapp.database import db


@pytest.fixture
def mosss(cast, said):
    """What Moss has said, without any answer yet."""
    return said(cast.moss, cast.juniper, "I saw the kitchen.")


def at(post, *further):
    return "/".join((f"/circle/check-ins/{post.id}", *further))


def test_rue_has_felt_that_too_and_is_named(phone_of, cast, mosss):
    answer = phone_of(cast.rue).post(at(mosss, "resonance"))
    assert (answer.status_code, answer.location) == (303, at(mosss))
    assert "You have felt that too" in phone_of(cast.rue).get(at(mosss)).text
    phone_of(cast.wren).post(at(mosss, "resonance"))
    assert "You and Rue have felt that too" in phone_of(cast.wren).get("/circle").text
    assert "Rue and Wren have felt that too" in phone_of(cast.moss).get("/circle").text


def test_one_other_name_is_said_properly(phone_of, cast, mosss):
    phone_of(cast.rue).post(at(mosss, "resonance"))
    assert "Rue has felt that too" in phone_of(cast.moss).get("/circle").text


def test_resonance_is_taken_back(phone_of, cast, mosss):
    phone = phone_of(cast.rue)
    phone.post(at(mosss, "resonance"))
    assert 'aria-pressed="true"' in phone.get(at(mosss)).text
    phone.post(at(mosss, "resonance", "withdrawal"))
    assert 'aria-pressed="true"' not in phone.get(at(mosss)).text
    assert count(Resonance, post_id=mosss.id) == 0
    assert phone.post(at(mosss, "resonance", "withdrawal")).status_code == 303


def test_htmx_is_given_the_one_post_in_its_place(phone_of, cast, mosss):
    answer = phone_of(cast.rue).htmx("POST", at(mosss, "resonance"))
    assert answer.status_code == 200
    assert answer.text.count("<article") == 1
    assert "<h1" not in answer.text
    assert 'aria-pressed="true"' in answer.text


def test_nobody_answers_their_own_with_resonance(phone_of, cast, mosss):
    assert phone_of(cast.moss).post(at(mosss, "resonance")).status_code == 404
    assert "I’ve felt that too" not in phone_of(cast.moss).get(at(mosss)).text


def test_resonance_said_twice_or_at_the_same_moment_is_said_once(phone_of, cast, mosss):
    phones = [phone_of(cast.rue) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda phone: phone.post(at(mosss, "resonance"), op=True), phones)
        assert [answer.status_code for answer in answers] == [303] * 4
    assert count(Resonance, post_id=mosss.id) == 1


def test_with_many_the_rest_are_others_and_never_a_number(phone_of, cast, mosss, many):
    many(15, resonate=mosss)
    page = phone_of(cast.moss).get("/circle").text
    assert "Guest 11 and others have felt that too" in page
    assert "Guest 12" not in page


def test_rue_replies_where_replies_are_welcome(phone_of, cast, mosss):
    answer = phone_of(cast.rue).post(at(mosss, "replies"), {"text": "Glad you\nwere tall."})
    assert (answer.status_code, answer.location) == (303, at(mosss))
    for person in (cast.moss, cast.wren, cast.ana):
        assert "Glad you<br>were tall." in phone_of(person).get("/circle").text


def test_the_form_for_a_reply_is_where_the_post_stands(phone_of, cast, mosss):
    form = f'action="{at(mosss, "replies")}"'
    for page in ("/circle", at(mosss)):
        assert form in phone_of(cast.rue).get(page).text
    assert form in phone_of(cast.rue).htmx("GET", at(mosss)).text


def test_where_replies_are_not_welcome_the_words_stay_in_the_box(phone_of, cast, said):
    post = said(cast.moss, cast.juniper, "Just this.", welcomed_at=None)
    assert "<textarea" not in phone_of(cast.rue).get(at(post)).text
    page = phone_of(cast.rue).post(at(post, "replies"), {"text": "But I want to say"})
    assert page.status_code == 422
    assert "Replies are not open here." in page.text
    assert "But I want to say" in page.text
    assert count(Reply, post_id=post.id) == 0


def test_a_reply_of_ones_own_that_is_not_welcome_any_more_stays_in_its_box(phone_of, cast, said):
    post = said(cast.moss, cast.juniper, "Just this.", welcomed_at=None)
    page = phone_of(cast.moss).post(at(post, "replies"), {"text": "And this, too"})
    assert (page.status_code, "And this, too" in page.text) == (422, True)


def test_two_replies_from_the_same_page_are_two(phone_of, cast, mosss):
    """The box that comes back empty is a new one."""
    phone, form = phone_of(cast.rue), {"text": "First.", "_entity": str(uuid4())}
    answer = phone.htmx("POST", at(mosss, "replies"), data=form)
    assert "First." in answer.text
    assert f'data-entity="{form["_entity"]}"' not in answer.text


@pytest.mark.parametrize("text", ["", "   ", "x" * 1_000_000])
def test_a_reply_is_a_few_words(phone_of, cast, mosss, text):
    answer = phone_of(cast.rue).htmx("POST", at(mosss, "replies"), data={"text": text})
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert text in answer.text


@pytest.mark.parametrize("text", ["a\0b", "\u202eabc\u202c", "<b>bold</b>", "{{ 7 * 7 }}", "\r\nx"])
def test_a_reply_is_kept_to_the_letter(phone_of, cast, mosss, text):
    phone_of(cast.rue).post(at(mosss, "replies"), {"text": text})
    with looking() as session:
        reply = session.scalar(select(Reply).where(Reply.post_id == mosss.id))
    assert reply.text == text.replace("\r\n", "\n")
    assert phone_of(cast.wren).get("/circle").status_code == 200


def test_a_reply_sent_twice_is_stored_once(phone_of, cast, mosss):
    phone = phone_of(cast.rue)
    fields = {"text": "Glad.", "_op": str(uuid4()), "_entity": str(uuid4())}
    for _ in range(2):
        assert phone.post(at(mosss, "replies"), fields).status_code == 303
    phone.post(at(mosss, "replies"), {**fields, "text": "So glad.", "_op": str(uuid4())})
    assert count(Reply, post_id=mosss.id) == 1
    assert "So glad." in phone.get(at(mosss)).text


def test_a_reply_sent_four_times_at_the_same_moment_is_stored_once(phone_of, cast, mosss):
    fields = {"text": "Glad.", "_op": str(uuid4()), "_entity": str(uuid4())}
    phones = [phone_of(cast.rue) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda phone: phone.post(at(mosss, "replies"), fields), phones)
        assert [answer.status_code for answer in answers] == [303] * 4
    assert count(Reply, post_id=mosss.id) == 1


def test_a_reply_never_takes_the_place_of_somebody_elses(phone_of, cast, mosss):
    wrens = cast.one(Reply, cast.wren)
    fields = {"text": "Mine.", "_entity": str(wrens.id)}
    assert phone_of(cast.rue).post(at(mosss, "replies"), fields).status_code == 303
    assert fresh(Reply, wrens.id).text == "Wren replies"


def test_the_latest_replies_stand_under_a_post_and_all_of_them_on_its_page(
    phone_of, cast, mosss, many
):
    many(8, reply=mosss)
    page = phone_of(cast.rue).get("/circle").text
    assert "Guest 7 replies" in page
    assert "Guest 2 replies" not in page
    assert "Earlier replies" in page
    whole = phone_of(cast.rue).get(at(mosss)).text
    assert whole.index("Guest 0 replies") < whole.index("Guest 7 replies")


def test_the_name_is_the_one_chosen_in_the_circle(phone_of, cast, mosss):
    with db.transaction():
        of_moss = {"participant_id": cast.moss.id, "circle_id": cast.juniper.id}
        db.session.query(Membership).filter_by(**of_moss).one().display_name = "Moss in the wall"
    assert "Moss in the wall" in phone_of(cast.rue).get("/circle").text


def test_a_post_that_is_not_there_cannot_be_answered(phone_of, cast):
    for further in ("resonance", "resonance/withdrawal", "replies", "taking-back"):
        path = f"/circle/check-ins/{uuid4()}/{further}"
        assert phone_of(cast.rue).post(path).status_code == 404
