"""Joining with an address that has an account already."""

import pytest

from tests.cast import PASSWORD as CASTS_PASSWORD
from tests.circles.doors import (
    PASSWORD,
    count,
    everything,
    invite,
    is_signed_in,
    membership_of,
    newcomer,
    uses_left,
)
from webapp.circles import arriving
from webapp.participants import signing_in
from webapp.participants.models import Participant


def test_wren_signed_out_joins_another_circle_with_their_own_password(phone_of, cast):
    phone, link, before = phone_of(), invite(cast.harbour), count(Participant)
    fields = newcomer(cast.harbour, email="Wren@Example.org", password=CASTS_PASSWORD)
    assert phone.post(link, fields).location == "/today"
    assert count(Participant) == before
    assert membership_of(cast.wren, cast.harbour).display_name == "Juno"
    assert is_signed_in(phone)


def test_a_known_address_with_another_password_gets_a_sentence_and_changes_nothing(phone_of, cast):
    phone, link, before = phone_of(), invite(cast.harbour), everything(cast)
    answer = phone.post(link, newcomer(cast.harbour, email="wren@example.org"))
    assert answer.status_code == 422
    assert "If you already have an account, sign in first" in answer.text
    assert 'value="wren@example.org"' in answer.text
    assert PASSWORD not in answer.text
    assert everything(cast) == before
    assert uses_left(link) == 1
    assert not is_signed_in(phone)


@pytest.mark.parametrize("email", ["wren@example.org", "nobody@example.org"])
def test_an_invitation_that_is_over_answers_alike_for_every_address(phone_of, cast, email):
    link = invite(cast.harbour, uses_left=0)
    answer = phone_of().post(link, newcomer(cast.harbour, email=email))
    assert answer.status_code == 410


@pytest.mark.parametrize("uses_left", [0, 5])
def test_every_address_costs_as_much_time(phone_of, cast, monkeypatch, uses_left):
    link = invite(cast.harbour, uses_left=uses_left)
    hashed = []
    for name in ("hash_password", "verify_password"):
        for module in (arriving, signing_in):
            monkeypatch.setattr(module, name, counted(getattr(module, name), hashed))

    def costs(email):
        hashed.clear()
        phone_of().post(link, newcomer(cast.harbour, email=email))
        return len(hashed)

    assert costs("wren@example.org") == costs("nobody@example.org") == 2


def counted(work, hashed):
    def count(*arguments):
        hashed.append(work)
        return work(*arguments)

    return count


def test_guessing_addresses_at_an_invitation_is_stopped(phone_of, cast, monkeypatch):
    monkeypatch.setattr("webapp.circles.arriving.TRIES_PER_INVITATION", 3)
    phone, link = phone_of(), invite(cast.harbour)
    fields = newcomer(cast.harbour, email="wren@example.org")
    assert [phone.post(link, fields).status_code for _ in range(4)] == [422, 422, 422, 429]


def test_the_sign_in_page_leads_back_to_the_invitation(phone_of, cast):
    link, phone = invite(cast.harbour), phone_of()
    assert f"/login?next={link}" in phone.get(link).text
    fields = {"email": "wren@example.org", "password": CASTS_PASSWORD}
    assert phone.post(f"/login?next={link}", fields).location == link
