"""The key of what waits on a phone comes back to its owner, and to nobody else."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.offline.locks import lock


@pytest.fixture
def raw():
    return os.urandom(32)


@pytest.fixture
def locked(app, raw):
    """As a phone locks it: the server's public key is all it knows."""

    def for_(person) -> bytes:
        with app.test_request_context():
            told = lock()
        x, y = (int.from_bytes(urlsafe_b64decode(told[name] + "=")) for name in "xy")
        server = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        mine = ec.generate_private_key(ec.SECP256R1())
        point = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        shared = mine.exchange(ec.ECDH(), server)
        key = HKDF(SHA256(), 32, salt=point, info=str(person.id).encode()).derive(shared)
        return point + AESGCM(key).encrypt(bytes(12), raw, None)

    return for_


def asks(phone, body, **headers):
    headers = {"X-CSRFToken": phone.token(), "X-Outbox": "later", **headers}
    place = {"base_url": "https://localhost", "path": "/outbox/key"}
    return phone.client.post(**place, data=body, headers=headers)


def test_whoever_locked_it_has_the_key_again(phone_of, cast, locked, raw):
    answer = asks(phone_of(cast.wren), locked(cast.wren))
    assert (answer.status_code, answer.data) == (201, raw)
    assert answer.headers["Outbox-Result"] == "stored"
    assert "no-store" in answer.headers["Cache-Control"]


def test_nobody_else_has_it(phone_of, cast, locked, raw):
    answer = asks(phone_of(cast.moss), locked(cast.wren))
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (422, "invalid")
    assert raw not in answer.data


def test_what_was_changed_on_its_way_opens_nothing(phone_of, cast, locked):
    phone, whole = phone_of(cast.wren), locked(cast.wren)
    for place in (0, 1, 40, 70, len(whole) - 1):
        changed = bytes([*whole[:place], whole[place] ^ 1, *whole[place + 1 :]])
        assert asks(phone, changed).status_code == 422, place
    for other in (b"", b"\x04", whole[:65], whole[:-1], uuid4().bytes * 8):
        assert asks(phone, other).status_code == 422, other


@pytest.mark.parametrize(
    "body",
    [
        os.urandom(1_000_000),
        b"\x00" * 113,
        os.urandom(113),
        b'{"uid": null}',
        "ключ".encode(),
        b"=&=",
    ],
    ids=["a megabyte", "noughts", "chance", "JSON", "letters", "a form"],
)
def test_whatever_else_is_sent_there_opens_nothing(phone_of, cast, body):
    for sort in ("application/octet-stream", "application/x-www-form-urlencoded", "text/plain"):
        answer = asks(phone_of(cast.wren), body, **{"Content-Type": sort})
        assert answer.status_code in (400, 413, 422), sort


def test_a_page_of_another_site_cannot_ask_for_it(phone_of, cast, locked):
    phone = phone_of(cast.wren)
    for forged in (
        {"X-CSRFToken": "0" * 80},
        {"X-CSRFToken": "", "X-Outbox": ""},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert asks(phone, locked(cast.wren), **forged).status_code == 403


def test_a_phone_that_means_somebody_else_is_told_so(phone_of, cast, locked):
    answer = asks(phone_of(cast.moss), locked(cast.wren), **{"X-Outbox-User": str(cast.wren.id)})
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (409, "wrong-user")
