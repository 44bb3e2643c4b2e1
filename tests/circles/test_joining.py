"""Coming in by an invitation."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.circles.doors import (
    PASSWORD,
    everything,
    invite,
    is_signed_in,
    membership_of,
    newcomer,
    person_with,
    promise,
    uses_left,
)
from webapp.circles.models import Acceptance, Agreement, Membership, Role
from webapp.database import db, now
from webapp.gatherings.models import Attendance


def test_an_invitation_says_which_circle_it_is_and_what_is_promised_there(phone_of, cast):
    page = phone_of().get(invite(cast.juniper)).text
    assert "Juniper circle" in page
    assert "A closed circle: the same people throughout" in page
    assert "What is said in Juniper circle stays here." in page
    assert "An open circle: new people come to each gathering" in (
        phone_of().get(invite(cast.harbour)).text
    )


def test_juno_joins_and_is_on_today(phone_of, cast):
    phone, link = phone_of(), invite(cast.juniper)
    answer = phone.post(link, newcomer(cast.juniper))
    assert (answer.status_code, answer.location) == (303, "/today")
    assert is_signed_in(phone)
    juno = person_with("juno@example.org")
    membership = membership_of(juno, cast.juniper)
    assert (membership.display_name, membership.role) == ("Juno", Role.PARTICIPANT)
    assert juno.time_zone == "Europe/Lisbon"
    assert not juno.facilitates
    assert db.session.scalar(Acceptance.of(juno, promise(cast.juniper)))
    assert uses_left(link) == 0
    db.session.commit()


def test_juno_can_sign_in_with_the_password_they_chose(phone_of, cast):
    phone_of().post(invite(cast.juniper), newcomer(cast.juniper))
    answer = phone_of().post("/login", {"email": "juno@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/today")


def test_an_invitation_to_a_gathering_puts_the_newcomer_on_its_roster_from_now_on(phone_of, cast):
    began = now()
    phone_of().post(invite(cast.harbour, cast.harbours), newcomer(cast.harbour))
    juno = person_with("juno@example.org")
    attendance = db.session.scalars(Attendance.of(juno, cast.harbours.id)).one()
    db.session.commit()
    assert attendance.answer == "coming"
    assert attendance.since >= began - timedelta(seconds=1)


def test_an_invitation_to_facilitate_makes_a_facilitator_of_that_circle_alone(phone_of, cast):
    phone = phone_of()
    phone.post(invite(cast.juniper, role=Role.FACILITATOR), newcomer(cast.juniper))
    assert phone.get(f"/facilitation/circles/{cast.juniper.id}").status_code == 200
    assert phone.get(f"/facilitation/circles/{cast.harbour.id}").status_code == 404


def test_wren_who_is_signed_in_only_accepts_and_chooses_a_name(phone_of, cast):
    phone, link = phone_of(cast.wren), invite(cast.harbour)
    page = phone.get(link).text
    assert "Join as Wren" in page
    assert 'name="password"' not in page
    fields = {"display_name": "Wind", "accepted": "y", "agreement": str(promise(cast.harbour).id)}
    answer = phone.post(link, fields, op=True)
    assert (answer.status_code, answer.location) == (303, "/today")
    assert membership_of(cast.wren, cast.harbour).display_name == "Wind"
    assert membership_of(cast.wren, cast.juniper).display_name == "Wren"


def test_whoever_is_in_the_circle_already_lands_on_today_and_uses_nothing_up(phone_of, cast):
    phone, link = phone_of(cast.wren), invite(cast.juniper)
    assert phone.get(link).location == "/today"
    fields = {"display_name": "W", "accepted": "y", "agreement": str(promise(cast.juniper).id)}
    assert phone.post(link, fields).location == "/today"
    assert uses_left(link) == 1
    assert membership_of(cast.wren, cast.juniper).display_name == "Wren"


def test_sol_comes_back_under_another_name_and_reads_nothing_from_before(phone_of, cast):
    link, phone = invite(cast.juniper), phone_of(cast.sol)
    fields = {"display_name": "Sun", "accepted": "y", "agreement": str(promise(cast.juniper).id)}
    phone.post(link, fields)
    membership = membership_of(cast.sol, cast.juniper)
    assert (membership.display_name, membership.left_at) == ("Sun", None)
    assert membership.joined_at > now() - timedelta(minutes=1)
    assert "Moss checks in" not in phone.get(f"/circle/{cast.juniper.id}").text


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"uses_left": 0}, "This invitation has been used"),
        ({"expires_at": now() - timedelta(minutes=1)}, "This invitation has run out"),
        ({"revoked_at": now()}, "This invitation was taken back"),
    ],
)
def test_an_invitation_that_is_over_says_so_and_lets_nobody_in(phone_of, cast, terms, sentence):
    link, before = invite(cast.juniper, **terms), everything(cast)
    for person in (None, cast.olive):
        for answer in (
            phone_of(person).get(link),
            phone_of(person).post(link, newcomer(cast.juniper)),
            phone_of(person).post(link, {}),
        ):
            assert answer.status_code == 410
            assert sentence in answer.text
    # Two phones of Olive's were signed in for this.
    assert everything(cast)[:2] == before[:2]


def test_an_unknown_invitation_says_what_to_do(phone_of, cast):
    for path in ("/join/nothing", f"/join/{'a' * 3000}", "/join/%00%ff%e2%80%ae", "/join/None"):
        for answer in (phone_of().get(path), phone_of().post(path, newcomer(cast.juniper))):
            assert answer.status_code == 404
            assert "This link leads nowhere" in answer.text


def test_the_promise_has_to_be_accepted(phone_of, cast):
    before = everything(cast)
    answer = phone_of().post(invite(cast.juniper), newcomer(cast.juniper, accepted=""))
    assert answer.status_code == 422
    assert "Please read it, and accept it if you can." in answer.text
    assert 'value="Juno"' in answer.text
    assert everything(cast) == before


def test_a_promise_that_changed_while_it_was_read_is_shown_once_more(phone_of, cast):
    phone, fields = phone_of(), newcomer(cast.juniper)
    with db.transaction() as session:
        current = session.scalars(Agreement.current(cast.juniper.id)).one()
        session.add(current.revised("We also keep our turns short."))
    link = invite(cast.juniper)
    answer = phone.post(link, fields)
    assert answer.status_code == 422
    assert "has changed meanwhile" in answer.text
    assert "We also keep our turns short." in answer.text
    again = phone.post(link, fields | {"agreement": str(promise(cast.juniper).id)})
    assert again.location == "/today"


def test_the_same_form_sent_twice_makes_one_account_and_lands_on_today_twice(phone_of, cast):
    link, fields = invite(cast.juniper), newcomer(cast.juniper)
    phones = [phone_of(), phone_of()]
    assert [phone.post(link, fields).location for phone in phones] == ["/today", "/today"]
    assert phones[0].post(link, fields).location == "/today"
    juno = person_with("juno@example.org")
    found = select(Membership).where(Membership.participant_id == juno.id)
    assert len(db.session.scalars(found).all()) == 1
    db.session.commit()


def test_a_form_from_an_older_page_is_answered_with_the_form_and_stores_nothing(phone_of, cast):
    before = everything(cast)
    answer = phone_of().post(
        invite(cast.juniper), newcomer(cast.juniper, csrf_token="from another page")
    )
    assert answer.status_code == 422
    assert "send it once more" in answer.text
    assert everything(cast) == before
