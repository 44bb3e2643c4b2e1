"""The keys of what waits on phones, each in a locked copy that only this server opens.

Locked in the browser (static/sw/sealing.js) by what every browser has: ECDH on P-256 with a key
pair of its own, HKDF-SHA-256 bound to the person, AES-GCM. Our own key comes out of the key
store, so it outlives new key-encryption keys and is in no backup of the database.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from webapp.keys import key_store

CURVE = ec.SECP256R1()
COORDINATE_BYTES = 32
POINT_BYTES = 1 + 2 * COORDINATE_BYTES


class LockedElsewhere(Exception):
    """Nobody here can ever open it, or not for this person."""


def lock() -> dict[str, str]:
    """What phones lock with: our public key, as a JSON Web Key."""
    numbers = _our_key().public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": _coordinate(numbers.x), "y": _coordinate(numbers.y)}


def unlock(locked: bytes, person_id: UUID) -> bytes:
    """The key again. Raises LockedElsewhere unless it was locked with ours, for this person.

    `locked` is the point of the phone's key pair, uncompressed, and what it sealed.
    """
    point, sealed, ours = locked[:POINT_BYTES], locked[POINT_BYTES:], _our_key()
    try:
        phone = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        shared = ours.exchange(ec.ECDH(), phone)
        key = HKDF(SHA256(), 32, salt=point, info=str(person_id).encode()).derive(shared)
        return AESGCM(key).decrypt(bytes(12), sealed, None)
    except (InvalidTag, ValueError) as error:
        raise LockedElsewhere from error


def _our_key() -> ec.EllipticCurvePrivateKey:
    secret = int.from_bytes(key_store().fingerprint("offline", "lock"), "big")
    return ec.derive_private_key(secret % (CURVE.group_order - 1) + 1, CURVE)


def _coordinate(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(COORDINATE_BYTES, "big")).rstrip(b"=").decode()
