"""Questions that start at a person: put together once, then asked for everybody.

Putting a statement together takes longer than the database takes to answer it. A person is put
into a copy of it, and of each copy SQLAlchemy works out anew which of those it knows it is. So what
the pages ask that are opened most is kept as it is, with ANYBODY in it, and told who is meant
when it is asked: `{"me": me.id}`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Uuid, bindparam

Builder = TypeVar("Builder", bound=Callable[..., Any])

# Whoever asks, where a statement is put together before anybody does.
ANYBODY: Any = SimpleNamespace(id=bindparam("me", type_=Uuid()))


def built_once(build: Builder) -> Builder:
    """For a function whose last argument is a person, of whom it needs no more than the id.

    A statement holds one person: two such questions about two people do not go into one.
    """
    together = cache(lambda *scope: build(*scope, ANYBODY))

    @wraps(build)
    def asked(*scope_and_person: Any) -> Any:
        *scope, me = scope_and_person
        statement = together(*scope)
        return statement if me is ANYBODY else statement.params(me=me.id)

    return asked  # type: ignore[return-value]
