"""Starting a circle, its agreement, and who is in it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.circles.doors import membership_of, promise
from tests.counting import queries_of
from tests.gatherings.planting import add_member, again, answer_of, gathering_of, put
from webapp.circles.agreements import first_agreement
from webapp.circles.models import Acceptance, Agreement, Circle, Role
from webapp.database import db
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Answer, Attendance

NEW = "/facilitation/circles/new"


def circle_form(**fields):
    return {
        "name": "Tide circle",
        "kind": "closed",
        "time_zone": "America/Lima",
        "agreement": "We keep it here.",
        **fields,
    }


def circles():
    found = {circle.name: circle for circle in db.session.scalars(select(Circle))}
    db.session.commit()
    return found


def test_ana_sees_her_circles_what_comes_and_what_was_asked(phone_of, cast):
    page = phone_of(cast.ana).get("/facilitation").text
    for words in ("Juniper circle", "4 people", "Session, ", "Wren asks", "Start a circle"):
        assert words in page


def test_a_new_circle_begins_with_a_careful_agreement_and_her_own_clock(phone_of, cast):
    page = phone_of(cast.ana).get(NEW).text
    assert "speak from our own experience" in page
    assert 'value="Europe/Berlin"' in page
    assert "nobody can guarantee it" in first_agreement()


@pytest.mark.parametrize("kind", ["closed", "open"])
def test_ana_starts_a_circle_and_facilitates_it(phone_of, cast, kind):
    phone = phone_of(cast.ana)
    sent = phone.post("/facilitation/circles", circle_form(kind=kind), op=True)
    circle = circles()["Tide circle"]
    assert sent.location == f"/facilitation/circles/{circle.id}"
    assert (circle.is_open, circle.time_zone) == (kind == "open", "America/Lima")
    assert promise(circle).text == "We keep it here."
    assert membership_of(cast.ana, circle).is_facilitator
    assert f"{kind.title()} circle" in phone.get(sent.location).text


def test_a_circle_sent_twice_is_started_once(phone_of, cast):
    phone, fields = phone_of(cast.ana), circle_form(_op=str(uuid4()))
    answers = [phone.post("/facilitation/circles", fields) for _ in range(3)]
    assert len({answer.location for answer in answers}) == 1
    assert len(circles()) == 3


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Please give the circle a name."),
        ({"name": "n" * 300}, "This is too long for here"),
        ({"name": "a\x00b"}, "Please keep this to one line"),
        ({"kind": "secret"}, "Please choose one of these."),
        ({"time_zone": "Moon/Base"}, "This zone is not known."),
        ({"time_zone": "../../../etc/passwd"}, "This zone is not known."),
        ({"time_zone": ""}, "Please say whose clock the circle goes by."),
        ({"agreement": " "}, "Please write what this circle promises each other."),
        ({"agreement": "y" * 1_000_000}, "This is too long for here"),
    ],
)
def test_what_cannot_be_is_answered_next_to_its_field(phone_of, cast, fields, sentence):
    sent = phone_of(cast.ana).post("/facilitation/circles", circle_form(**fields))
    assert sent.status_code == 422
    assert sentence in sent.text
    assert len(circles()) == 2
    assert phone_of(cast.ana).post("/facilitation/circles", {}).status_code == 422


def test_a_new_version_of_the_agreement_asks_everybody_again(phone_of, cast):
    phone, path = phone_of(cast.ana), f"/facilitation/circles/{cast.juniper.id}/agreement"
    assert "What is said in Juniper circle stays here." in phone.get(path).text
    phone.post(path, {"_base": "1", "text": "  We begin anew.\n\nSlowly.  "})
    current = promise(cast.juniper)
    assert (current.version, current.text) == (2, "  We begin anew.\n\nSlowly.  ")
    assert db.session.scalar(Acceptance.of(cast.wren, current)) is None
    db.session.commit()


def test_the_same_words_are_no_new_version(phone_of, cast):
    path = f"/facilitation/circles/{cast.juniper.id}/agreement"
    for _ in range(2):
        phone_of(cast.ana).post(path, {"_base": "1", "text": "We begin anew."})
    assert promise(cast.juniper).version == 2


def test_what_another_facilitator_saved_meanwhile_is_not_replaced_unseen(phone_of, cast):
    add_member(cast.juniper, cast.olive, Role.FACILITATOR)
    path = f"/facilitation/circles/{cast.juniper.id}/agreement"
    phone_of(cast.olive).post(path, {"_base": "1", "text": "Olive’s version"})
    for base in ("1", "", "x"):
        sent = phone_of(cast.ana).post(path, {"_base": base, "text": "Ana’s version"})
        assert sent.status_code == 422
        assert "Olive’s version" in sent.text
        assert "Ana’s version" in sent.text
        assert 'type="hidden" name="_base" value="2"' in sent.text
    phone_of(cast.ana).post(path, {"_base": "2", "text": "Both versions"})
    found = select(Agreement).where(Agreement.circle_id == cast.juniper.id)
    assert len(db.session.scalars(found).all()) == 3
    db.session.commit()


def test_the_circles_page_says_who_is_here_and_since_when(phone_of, cast):
    page = phone_of(cast.ana).get(f"/facilitation/circles/{cast.juniper.id}").text
    for words in ("Wren", "Moss", "Rue", "Joined ", "Facilitates"):
        assert words in page
    assert ">Sol<" not in page


def test_ana_removes_moss_after_being_asked_and_moss_is_out_at_once(phone_of, cast):
    moss, ana = phone_of(cast.moss), phone_of(cast.ana)
    put(Attendance(gathering_id=cast.coming.id, participant_id=cast.moss.id, answer=Answer.COMING))
    circle = f"/circle/{cast.juniper.id}"
    assert moss.get(circle).status_code == 200
    member = membership_of(cast.moss, cast.juniper)
    path = f"/facilitation/circles/{cast.juniper.id}/members/{member.id}/removal"
    assert "Remove Moss from Juniper circle?" in ana.get(path).text
    assert moss.get(circle).status_code == 200
    ana.post(path, op=True)
    for gone in (circle, f"{circle}/agreement", f"/gatherings/{cast.coming.id}"):
        assert moss.get(gone).status_code == 404
    assert "Wren checks in" not in moss.get("/circle").text
    assert answer_of(cast.moss, cast.coming) is None
    assert moss.get("/journal").status_code == 200
    assert ana.post(path).status_code == 404


def test_ana_cannot_remove_herself_nor_somebody_of_another_circle(phone_of, cast):
    circle = f"/facilitation/circles/{cast.juniper.id}"
    for person, their_circle in ((cast.ana, cast.juniper), (cast.ilse, cast.harbour)):
        member = membership_of(person, their_circle)
        assert phone_of(cast.ana).post(f"{circle}/members/{member.id}/removal").status_code == 404
        assert again(member).left_at is None


def test_a_facilitators_pages_ask_the_database_no_more_when_there_is_more(phone_of, cast):
    phone, circle = phone_of(cast.ana), f"/facilitation/circles/{cast.juniper.id}"
    gathering = f"/facilitation/gatherings/{cast.coming.id}"
    paths = (
        "/facilitation",
        circle,
        gathering,
        f"{gathering}/intentions",
        "/facilitation/questions",
    )
    assert {phone.get(path).status_code for path in paths} == {200}
    before = [queries_of(lambda path=path: phone.get(path)) for path in paths]
    for number in range(30):
        gathering_of(cast.juniper, timedelta(days=number))
        put(Question(circle_id=cast.juniper.id, participant_id=cast.wren.id, text="And?"))
    for person in (cast.olive, cast.ilse, cast.bea):
        add_member(cast.juniper, person)
    after = [queries_of(lambda path=path: phone.get(path)) for path in paths]
    assert after == before
    assert max(after) <= 6
