"""Reading and accepting what a circle promises each other."""

import pytest

from tests.circles.doors import NOBODYS, promise
from webapp.circles.models import Acceptance, Agreement
from webapp.database import db


def change(circle):
    with db.transaction() as session:
        current = session.scalars(Agreement.current(circle.id)).one()
        session.add(current.revised("We promise something new."))
    return f"/circle/{circle.id}/agreement"


def accepted(person, circle):
    agreement = promise(circle)
    found = db.session.scalar(Acceptance.of(person, agreement))
    db.session.commit()
    return found is not None


def test_moss_reads_what_they_promised_and_since_when(phone_of, cast):
    page = phone_of(cast.moss).get(f"/circle/{cast.juniper.id}/agreement").text
    assert "What is said in Juniper circle stays here." in page
    assert "You accepted this on" in page


def test_moss_accepts_a_new_version_once(phone_of, cast):
    path, phone = change(cast.juniper), phone_of(cast.moss)
    assert not accepted(cast.moss, cast.juniper)
    assert "We promise something new." in phone.get(path).text
    fields = {"agreement": str(promise(cast.juniper).id)}
    assert [phone.post(path, fields).status_code for _ in range(2)] == [303, 303]
    assert accepted(cast.moss, cast.juniper)
    assert not accepted(cast.rue, cast.juniper)


@pytest.mark.parametrize("named", ["", "nonsense", "\x00", NOBODYS])
def test_only_the_version_that_was_read_is_accepted(phone_of, cast, named):
    path = change(cast.juniper)
    answer = phone_of(cast.moss).post(path, {"agreement": named})
    assert answer.status_code == 422
    assert "has changed meanwhile" in answer.text
    assert not accepted(cast.moss, cast.juniper)


def test_an_older_version_is_not_accepted(phone_of, cast):
    older = str(promise(cast.juniper).id)
    assert phone_of(cast.moss).post(change(cast.juniper), {"agreement": older}).status_code == 422


@pytest.mark.parametrize("who", ["olive", "ilse", "sol"])
def test_whoever_is_not_in_the_circle_finds_no_agreement(phone_of, cast, who):
    phone, path = phone_of(getattr(cast, who)), f"/circle/{cast.juniper.id}/agreement"
    assert phone.get(path).status_code == 404
    assert phone.post(path, {"agreement": str(promise(cast.juniper).id)}).status_code == 404


@pytest.mark.parametrize("circle_id", ["1", "None", "%00", NOBODYS, "../juniper"])
def test_an_unknown_circle_has_no_agreement(phone_of, cast, circle_id):
    assert phone_of(cast.moss).get(f"/circle/{circle_id}/agreement").status_code == 404
