"""Sealing with one key: AES-256-GCM, bound to the place that the words belong to."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

NONCE_BYTES = 12
FORMAT = b"\x01"
BODY = len(FORMAT) + NONCE_BYTES


class SealBroken(Exception):
    """A sealed text was changed, moved or belongs to a destroyed key. Names ids, never words."""


class Key:
    """Somebody's key, made ready once: that takes longer than to open a sentence."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._cipher = AESGCM(raw)

    def seal(self, place: str, words: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return FORMAT + nonce + self._cipher.encrypt(nonce, words, place.encode())

    def unseal(self, place: str, sealed: bytes) -> bytes:
        """The words again. Raises SealBroken if the text was changed or does not belong there."""
        try:
            if sealed[:1] != FORMAT:
                raise InvalidTag
            return self._cipher.decrypt(sealed[1:BODY], sealed[BODY:], place.encode())
        except (InvalidTag, ValueError) as error:
            current_app.logger.error("seal broken at %s", place)
            raise SealBroken(place) from error
