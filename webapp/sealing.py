"""Encryption of what people write.

Text is sealed with AES-256-GCM under its owner's key (see `keys`) and bound to its place (table,
attribute, owner, row), so a ciphertext moved anywhere else does not open.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload
from uuid import UUID

from webapp.keys import SealBroken, key_store

if TYPE_CHECKING:
    from webapp.database import Base

T = TypeVar("T")

# Stands in a list where words were changed by somebody who has no key.
GAP = "What was written here can no longer be opened."


class Sealed(Generic[T]):
    """An attribute that is sealed at rest: `text = Sealed[str]("text_sealed")`.

    The record's class names the attribute that holds its owner in `sealed_for`. List pages that
    select columns instead of records open them with `Post.text.open(owner, row_id, sealed)`.
    """

    def __init__(self, column: str) -> None:
        self.column = column

    def __set_name__(self, record: type[Base], name: str) -> None:
        self.name = name
        self.table = record.__tablename__

    @overload
    def __get__(self, row: None, record: type[Base]) -> Sealed[T]: ...
    @overload
    def __get__(self, row: Base, record: type[Base]) -> T: ...
    def __get__(self, row: Base | None, record: type[Base]) -> Any:
        if row is None:
            return self
        return self.open(self._owner(row), row.id, getattr(row, self.column))

    def __set__(self, row: Base, words: T) -> None:
        owner = self._owner(row)
        sealed = key_store().seal(owner, self._place(owner, row.id), self._packed(words))
        setattr(row, self.column, sealed)

    def open(self, owner: UUID, row_id: UUID, sealed: bytes | None) -> T | None:
        """What was written, or None where nothing was. Raises SealBroken."""
        if sealed is None:
            return None
        return self._unpacked(key_store().unseal(owner, self._place(owner, row_id), sealed))

    def open_or(self, gap: T, owner: UUID, row_id: UUID, sealed: bytes) -> T:
        """The same for a list, which one broken seal must not hide: `gap` stands in its place.

        That it was broken stands in the log.
        """
        try:
            words = self.open(owner, row_id, sealed)
        except SealBroken:
            return gap
        return gap if words is None else words

    def _packed(self, words: T) -> bytes:
        return json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def _unpacked(self, plain: bytes) -> T:
        return json.loads(plain.decode("utf-8", "surrogatepass"))

    def _owner(self, row: Any) -> UUID:
        return getattr(row, row.sealed_for)

    def _place(self, owner: UUID, row_id: UUID | str) -> str:
        return f"v1|{self.table}|{self.name}|{owner}|{row_id}"


class SealedBytes(Sealed[bytes]):
    """A file, sealed as it is."""

    def _packed(self, words: bytes) -> bytes:
        return words

    def _unpacked(self, plain: bytes) -> bytes:
        return plain
