"""Two at the same door at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.circles.doors import count, invite, membership_of, newcomer, person_with, uses_left
from webapp.circles.models import Acceptance, Membership
from webapp.database import db
from webapp.participants.models import Participant


def at_once(*sendings: Callable[[], TestResponse]) -> list[TestResponse]:
    barrier = Barrier(len(sendings))

    def send(sending: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return sending()

    with ThreadPoolExecutor(len(sendings)) as pool:
        return list(pool.map(send, sendings))


def test_of_four_people_who_come_for_the_last_use_one_gets_in(phone_of, cast):
    link, before = invite(cast.juniper), count(Participant)
    phones = [phone_of() for _ in range(4)]
    for phone in phones:
        phone.token()
    forms = [newcomer(cast.juniper, email=f"juno{number}@example.org") for number in range(4)]
    answers = at_once(
        *[
            lambda phone=phone, form=form: phone.post(link, form)
            for phone, form in zip(phones, forms, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 410, 410, 410]
    assert uses_left(link) == 0
    assert count(Participant) == before + 1
    members = db.session.scalars(Membership.in_circle(cast.juniper)).all()
    db.session.commit()
    assert len(members) == 5


def test_a_form_sent_twice_at_the_same_moment_lets_its_sender_in_once(phone_of, cast):
    link, fields, before = invite(cast.juniper), newcomer(cast.juniper), count(Participant)
    phones = [phone_of() for _ in range(3)]
    for phone in phones:
        phone.token()
    answers = at_once(*[lambda phone=phone: phone.post(link, fields) for phone in phones])
    assert [answer.location for answer in answers] == ["/today"] * 3
    assert count(Participant) == before + 1
    assert uses_left(link) == 0


def test_two_links_followed_at_the_same_moment_make_one_membership(phone_of, cast):
    links, fields = [invite(cast.juniper), invite(cast.juniper)], newcomer(cast.juniper)
    phones = [phone_of(), phone_of()]
    for phone in phones:
        phone.token()
    answers = at_once(
        lambda: phones[0].post(links[0], fields), lambda: phones[1].post(links[1], fields)
    )
    assert [answer.location for answer in answers] == ["/today"] * 2
    assert sorted(uses_left(link) for link in links) == [0, 1]
    juno = person_with("juno@example.org")
    assert membership_of(juno, cast.juniper).left_at is None
    found = select(Acceptance).where(Acceptance.participant_id == juno.id)
    assert len(db.session.scalars(found).all()) == 1
    db.session.commit()


def test_olive_joining_twice_at_the_same_moment_uses_one_place(phone_of, cast):
    link = invite(cast.juniper, uses_left=5)
    fields = {key: newcomer(cast.juniper)[key] for key in ("display_name", "accepted", "agreement")}
    phones = [phone_of(cast.olive) for _ in range(3)]
    for phone in phones:
        phone.get("/you")
    answers = at_once(*[lambda phone=phone: phone.post(link, fields) for phone in phones])
    assert [answer.location for answer in answers] == ["/today"] * 3
    assert uses_left(link) == 4
