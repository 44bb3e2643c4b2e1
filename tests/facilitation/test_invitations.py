"""Inviting people."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select

from tests.circles.doors import invite, newcomer
from tests.gatherings.planting import gathering_of
from webapp.circles.invitations import Invitation
from webapp.database import db, now
from webapp.participants.models import token_hash


def form(**fields):
    return {"role": "participant", "days": "14", "uses": "1", "gathering": "", **fields}


def to(circle):
    return f"/facilitation/circles/{circle.id}/invitations"


def invitations(circle):
    found = select(Invitation).where(Invitation.circle_id == circle.id)
    rows = db.session.scalars(found.execution_options(populate_existing=True)).all()
    db.session.commit()
    return rows


def link_on(page):
    found = re.search(r'id="link">([^<]+)<', page)
    return html.unescape(found[1]) if found else None


def made(phone, circle, **fields):
    """The page of a new invitation, and the link on it."""
    sent = phone.post(to(circle), form(**fields), op=True)
    assert sent.status_code == 303
    return sent.location, link_on(phone.get(sent.location).text)


def kept_on(phone):
    """What the phone's signed cookie holds."""
    cookie = phone.client.get_cookie(phone.app.config["SESSION_COOKIE_NAME"])
    return phone.app.session_interface.get_signing_serializer(phone.app).loads(cookie.value)


def test_ana_gets_a_link_and_a_code_that_lets_one_person_in(phone_of, cast):
    path, link = made(phone_of(cast.ana), cast.juniper)
    [invitation] = invitations(cast.juniper)
    assert path == f"/facilitation/invitations/{invitation.id}"
    assert link.startswith("https://localhost/join/")
    assert invitation.token_hash == token_hash(link.rpartition("/")[2])
    assert (invitation.role, invitation.uses_left) == ("participant", 1)
    assert timedelta(days=13) < invitation.expires_at - now() <= timedelta(days=14)
    joining = link.removeprefix("https://localhost")
    assert phone_of().post(joining, newcomer(cast.juniper)).location == "/today"
    assert phone_of().get(joining).status_code == 410


def test_the_code_is_a_picture_without_any_style(phone_of, cast):
    phone = phone_of(cast.ana)
    path, _link = made(phone, cast.juniper)
    page = phone.get(path).text
    assert 'src="data:image/svg+xml' in page
    assert "style=" not in page


def test_the_link_is_shown_on_this_phone_for_an_hour_and_never_again(phone_of, cast):
    phone = phone_of(cast.ana)
    path, link = made(phone, cast.juniper)
    assert link_on(phone.get(path).text) == link
    assert link_on(phone_of(cast.ana).get(path).text) is None
    with time_machine.travel(now() + timedelta(minutes=61)):
        page = phone.get(path).text
    assert link_on(page) is None
    assert "cannot be looked up" in page


def test_after_its_hour_the_link_leaves_the_phone_with_whatever_is_opened_next(phone_of, cast):
    phone = phone_of(cast.ana)
    made(phone, cast.juniper)
    phone.get("/today")
    assert "invitation" in kept_on(phone)
    with time_machine.travel(now() + timedelta(minutes=61)):
        phone.get("/today")
    assert "invitation" not in kept_on(phone)


def test_a_newer_invitation_is_the_one_whose_link_is_shown(phone_of, cast):
    phone = phone_of(cast.ana)
    first, _ = made(phone, cast.juniper)
    second, link = made(phone, cast.juniper)
    assert link_on(phone.get(second).text) == link
    assert link_on(phone.get(first).text) is None


def test_an_invitation_sent_twice_is_made_once(phone_of, cast):
    phone, fields = phone_of(cast.ana), form(_op=str(uuid4()))
    answers = [phone.post(to(cast.juniper), fields) for _ in range(3)]
    assert len({answer.location for answer in answers}) == 1
    assert len(invitations(cast.juniper)) == 1
    assert link_on(phone.get(answers[0].location).text)


def test_an_open_circles_invitation_can_name_a_gathering(phone_of, cast):
    phone = phone_of(cast.bea)
    assert "To which gathering" in phone.get(f"{to(cast.harbour)}/new").text
    made(phone, cast.harbour, gathering=str(cast.harbours.id))
    assert invitations(cast.harbour)[0].gathering_id == cast.harbours.id
    assert "To which gathering" not in phone_of(cast.ana).get(f"{to(cast.juniper)}/new").text


def test_only_a_coming_gathering_of_that_circle_can_be_named(phone_of, cast):
    over = gathering_of(cast.harbour, timedelta(days=-2))
    cancelled = gathering_of(cast.harbour, cancelled_at=now())
    for named in (cast.coming.id, over.id, cancelled.id, uuid4(), "nonsense", "\x00"):
        sent = phone_of(cast.bea).post(to(cast.harbour), form(gathering=str(named)))
        assert sent.status_code == 422
        assert "Please choose one of these." in sent.text
    sent = phone_of(cast.ana).post(to(cast.juniper), form(gathering=str(cast.coming.id)))
    assert sent.status_code == 422
    assert invitations(cast.harbour) == invitations(cast.juniper) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"days": days}, "Please choose a number from 1 to 30.")
        for days in ("0", "31", "-1", "", "two", "1.5", "9" * 400, "9" * 5000, "\x00")
    ]
    + [
        ({"uses": uses}, "Please choose a number from 1 to 100.")
        for uses in ("0", "101", "", "many", "9" * 400)
    ]
    + [({"role": role}, "Please choose one of these.") for role in ("", "operator", "\x00")],
)
def test_what_cannot_be_is_answered_next_to_its_field(phone_of, cast, fields, sentence):
    sent = phone_of(cast.ana).post(to(cast.juniper), form(**fields))
    assert sent.status_code == 422
    assert sentence in sent.text
    assert invitations(cast.juniper) == []


def test_an_invitation_taken_back_lets_nobody_in(phone_of, cast):
    phone = phone_of(cast.ana)
    path, link = made(phone, cast.juniper, uses="5")
    for _ in range(2):
        assert phone.post(f"{path}/revocation").status_code == 303
    joining = link.removeprefix("https://localhost")
    assert phone_of().get(joining).status_code == 410
    assert phone_of().post(joining, newcomer(cast.juniper)).status_code == 410
    assert link_on(phone.get(path).text) is None


def test_the_circles_page_says_how_each_invitation_stands(phone_of, cast):
    for terms in (
        {"uses_left": 7},
        {"uses_left": 0},
        {"revoked_at": now()},
        {"expires_at": now() - timedelta(days=1)},
    ):
        invite(cast.juniper, **terms)
    page = phone_of(cast.ana).get(f"/facilitation/circles/{cast.juniper.id}").text
    for words in ("7 left", "Used up", "Taken back", "Run out"):
        assert words in page


def test_no_link_is_in_the_database(phone_of, cast, settings):
    _path, link = made(phone_of(cast.ana), cast.juniper)
    token = link.rpartition("/")[2].encode()
    if settings.database_url.startswith("sqlite:///"):
        path = settings.database_url.removeprefix("sqlite:///")
        for part in (path, f"{path}-wal"):
            with open(part, "rb") as file:
                assert token not in file.read()
