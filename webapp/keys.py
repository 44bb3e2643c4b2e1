"""The keys that people's words are sealed with, in a store of their own.

A key-encryption key from the environment wraps one random 256-bit key per participant and per
circle. Destroying a key makes its owner's words unreadable everywhere, in every backup too.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app
from sqlalchemy import Column as TableColumn
from sqlalchemy import (
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from webapp.engines import open_engine
from webapp.seals import NONCE_BYTES, Key
from webapp.seals import SealBroken as SealBroken

INDEX_OWNER = UUID(int=0)
# Each takes 3 kB, so 6 MB at most.
CACHED_KEYS = 2048
NO_STORE = (
    "There is no key store at KEYS_DATABASE_URL: the first time, `flask --app wsgi setup` makes "
    "it; for a database in use, bring back the one it was made with."
)

keys_table = Table(
    "sealed_keys",
    MetaData(),
    TableColumn("owner", Uuid, primary_key=True),
    TableColumn("kek_version", Integer, nullable=False),
    TableColumn("wrapped", LargeBinary, nullable=False),
)


class WrongKey(Exception):
    """The key-encryption key is missing or not the one this store was sealed with."""


class KeyStore:
    """Wrapped data keys in their own database, opened at most once per worker and owner."""

    def __init__(self, url: str, key_encryption_keys: Mapping[int, bytes]) -> None:
        self._reading = open_engine(url)
        self._writing = self._reading.execution_options(writes=True)
        self._keks = {version: AESGCM(key) for version, key in key_encryption_keys.items()}
        self._current = max(key_encryption_keys)
        self._opened: dict[UUID, Key] = {}

    def init_app(self, app: Flask) -> None:
        app.extensions["key_store"] = self

    def create(self) -> None:
        """Make the store if it is new, with the key that e-mail look-ups are computed with."""
        keys_table.create(self._writing, checkfirst=True)
        with self._reading.connect() as connection:
            known = connection.scalar(select(keys_table.c.owner).limit(1))
        if known is None:
            self.issue(INDEX_OWNER)

    def verify(self) -> None:
        """Raise WrongKey, in one sentence, unless our key-encryption keys open what is here."""
        try:
            owners = self._one_of_each_version()
        except SQLAlchemyError as error:
            raise WrongKey(NO_STORE) from error
        if not owners:
            raise WrongKey(NO_STORE)
        if missing := owners.keys() - self._keks.keys():
            raise WrongKey(f"KEY_ENCRYPTION_KEYS lacks version {min(missing)}, still in use.")
        try:
            for owner in owners.values():
                self._key(owner)
        except SealBroken as error:
            raise WrongKey(
                "KEY_ENCRYPTION_KEYS is not the key this database was sealed with."
            ) from error

    def _one_of_each_version(self) -> dict[int, UUID]:
        version = keys_table.c.kek_version
        with self._reading.connect() as connection:
            versions = connection.scalars(select(version).distinct()).all()
            any_with = select(keys_table.c.owner).limit(1)
            return {
                one: connection.scalars(any_with.where(version == one)).one() for one in versions
            }

    def issue(self, owner: UUID) -> None:
        """Give a new participant or circle their key. Committed at once: an orphan is harmless."""
        key = AESGCM.generate_key(256)
        row = {"owner": owner, "kek_version": self._current, "wrapped": self._wrap(owner, key)}
        with self._writing.begin() as connection:
            connection.execute(insert(keys_table).values(row))
        self._remember(owner, key)

    def close(self) -> None:
        """Let go of the database."""
        self._reading.dispose()

    def destroy(self, owner: UUID) -> None:
        """Nothing sealed for this owner can be read again."""
        with self._writing.begin() as connection:
            connection.execute(delete(keys_table).where(keys_table.c.owner == owner))
        self._opened.pop(owner, None)

    def rewrap(self) -> int:
        """Wrap every key with the newest key-encryption key; how many were changed."""
        old = select(keys_table.c.owner).where(keys_table.c.kek_version != self._current)
        with self._writing.begin() as connection:
            owners = connection.scalars(old).all()
            for owner in owners:
                row = connection.execute(
                    select(keys_table).where(keys_table.c.owner == owner)
                ).one()
                wrapped = self._wrap(owner, self._unwrap(owner, row.kek_version, row.wrapped))
                connection.execute(
                    update(keys_table)
                    .where(keys_table.c.owner == owner)
                    .values(kek_version=self._current, wrapped=wrapped)
                )
        return len(owners)

    def gather(self, owners: Iterable[UUID]) -> None:
        """Open the keys of many owners with one query, before their texts are read."""
        wanted = set(owners) - self._opened.keys()
        if not wanted:
            return
        with self._reading.connect() as connection:
            rows = connection.execute(select(keys_table).where(keys_table.c.owner.in_(wanted)))
            for row in rows.all():
                self._remember(row.owner, self._unwrap(row.owner, row.kek_version, row.wrapped))

    def seal(self, owner: UUID, place: str, words: bytes) -> bytes:
        return self._key(owner).seal(place, words)

    def unseal(self, owner: UUID, place: str, sealed: bytes) -> bytes:
        """The words again. Raises SealBroken if the text was changed or does not belong here."""
        return self._key(owner).unseal(place, sealed)

    def fingerprint(self, purpose: str, value: str, owner: UUID = INDEX_OWNER) -> bytes:
        """A keyed hash: equal values can be found again, and nobody can guess them from a copy.

        With an owner's key, not even we can once it is destroyed.
        """
        said = f"{purpose}|{value}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key(owner).raw, said, "sha256")

    def _key(self, owner: UUID) -> Key:
        if owner not in self._opened:
            self.gather([owner])
        try:
            return self._opened[owner]
        except KeyError as error:
            current_app.logger.error("no key for %s", owner)
            raise SealBroken(f"no key for {owner}") from error

    def _remember(self, owner: UUID, key: bytes) -> None:
        while len(self._opened) >= CACHED_KEYS:
            del self._opened[next(iter(self._opened))]
        self._opened[owner] = Key(key)

    def _wrap(self, owner: UUID, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        place = f"v1|key|{owner}|{self._current}".encode()
        return nonce + self._keks[self._current].encrypt(nonce, key, place)

    def _unwrap(self, owner: UUID, version: int, wrapped: bytes) -> bytes:
        nonce, body = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._keks[version].decrypt(nonce, body, f"v1|key|{owner}|{version}".encode())
        except (InvalidTag, KeyError) as error:
            raise SealBroken(f"key of {owner}") from error


def key_store() -> KeyStore:
    """The running app's key store."""
    return current_app.extensions["key_store"]
