"""Sealing with one key: AES-256-GCM, bound to the place that the words belong to."""

from __future__ import annotations

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

NONCE_BYTES = 12
FORMAT = b"\x01"
BODY = len(FORMAT) + NONCE_BYTES


class SealBroken(Exception):
    """A sealed text was changed, moved or belongs to a destroyed key. Names ids, never words."""


def seal(key: bytes, place: str, words: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, words, place.encode())


def unsealer(key: bytes, where: str = "") -> Callable[[str, bytes], bytes]:
    """What opens the words of many places that begin alike: the key is set up only once.

    It raises SealBroken if a text was changed or does not belong there.
    """
    decrypt, begins = AESGCM(key).decrypt, where.encode()

    def unseal(place: str, sealed: bytes) -> bytes:
        try:
            if sealed[:1] != FORMAT:
                raise InvalidTag
            return decrypt(sealed[1:BODY], sealed[BODY:], begins + place.encode())
        except (InvalidTag, ValueError) as error:
            current_app.logger.error("seal broken at %s", where + place)
            raise SealBroken(where + place) from error

    return unseal
