"""One commit per write, and the memory that makes a write sent twice be stored once.

The browser names each submission (`_op`). Its name is stored in the same transaction as what it
did, so whoever sends it again, at once or days later, gets the first answer again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, Response, abort, current_app, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import String, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from webapp.database import Base, db, now, references
from webapp.keys import key_store
from webapp.web.access import SAFE_METHODS, View
from webapp.web.fragments import wants_fragment

STORED, DUPLICATE, COPY = "stored", "duplicate", "stored-copy"
TRIES = 4
# Lost races and lost connections, which the same request may win when it is carried out again.
PASSING_FAULTS = ("40001", "40P01", "08", "57P01")
UNNAMED = frozenset({"_op", "_uid", "csrf_token"})


class Op(Base):
    """That one submission was carried out, and what was answered."""

    __tablename__ = "ops"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"), primary_key=True)
    hash: Mapped[bytes]
    result: Mapped[str] = mapped_column(String(16))
    location: Mapped[str] = mapped_column(String(200))
    # Whether htmx is shown the part at the location, instead of being sent there.
    in_place: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Submission(NamedTuple):
    """A write as the browser names it."""

    op: UUID
    hash: bytes

    @classmethod
    def of_request(cls) -> Submission | None:
        """The running request's submission, or None where the browser named none."""
        op = uuid_or_none(request.form.get("_op") or request.headers.get("Idempotency-Key"))
        if op is None or not current_user.is_authenticated:
            return None
        fields = sorted(item for item in request.form.items(multi=True) if item[0] not in UNNAMED)
        return cls(op, key_store().fingerprint("op", f"{request.path}|{fields}"))


class Afterglow(Flask):
    """Flask, whose writes are carried out exactly once."""

    def dispatch_request(self) -> ResponseReturnValue:
        if _only_reads() or not current_user.is_authenticated:
            return super().dispatch_request()
        return _once(super().dispatch_request)


def reads(view: View) -> View:
    """A POST that only asks, so that words stay out of addresses. It takes no write lock."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view


def _only_reads() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE_METHODS or getattr(view, "only_reads", False)


def _once(carry_out: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Answer a repeated submission from memory; carry out a new one, again if it lost a race."""
    _only_for_its_writer()
    g.submission = Submission.of_request()
    if first := _remembered():
        return first
    db.session.write()
    for left in reversed(range(TRIES)):
        try:
            answer = make_response(carry_out())
            if answer.status_code < 400:
                return answer
            answer.headers.setdefault("Outbox-Result", "invalid")
            # What was refused may be just what the first of two equal submissions has done.
            return _remembered() or answer
        except (NotFound, DBAPIError, StaleDataError) as error:
            # Lost a race: the first of two equal submissions may have stored, changed or removed
            # what this one looked for, so it is answered like the first, or carried out again.
            db.session.rollback()
            if first := _remembered():
                return first
            if not left or not _may_pass(error):
                raise
    raise AssertionError("unreachable")


def _may_pass(error: Exception) -> bool:
    if isinstance(error, (IntegrityError, StaleDataError)):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(PASSING_FAULTS)


def _only_for_its_writer() -> None:
    """What one person wrote is never stored as another's, whoever is signed in by now."""
    writer = request.headers.get("X-Outbox-User") or request.form.get("_uid")
    if writer and uuid_or_none(writer) != current_user.id:
        abort(409)


def _remembered() -> Response | None:
    submission = g.submission
    if submission is None:
        return None
    op = db.session.scalar(
        select(Op).where(Op.participant_id == current_user.id, Op.id == submission.op)
    )
    if op is None:
        return None
    if op.hash != submission.hash:
        abort(Response(status=422, headers={"Outbox-Result": "key-reuse"}))
    return _answer(op.location, 200, DUPLICATE, op.in_place)


def commit(location: str, result: str = STORED, *, in_place: bool = False) -> None:
    """Store everything this request did, and that it did. The only commit of a handler."""
    if g.get("refusal"):
        abort(403)
    if submission := g.get("submission"):
        db.session.add(
            Op(
                id=submission.op,
                participant_id=current_user.id,
                hash=submission.hash,
                result=result,
                location=location,
                in_place=in_place,
            )
        )
    db.session.commit()


def see_other(location: str, result: str = STORED) -> Response:
    """The answer to a write: commit, then go and see what came of it."""
    commit(location, result)
    return _answer(location, 201, result, in_place=False)


def see_here(location: str, result: str = STORED) -> Response:
    """The same for a write that changes a part of the page: htmx gets that part at once.

    `location` is a page that answers htmx with the part.
    """
    commit(location, result, in_place=True)
    return _answer(location, 201, result, in_place=True)


def _answer(location: str, status: int, result: str, in_place: bool) -> Response:
    if "X-Outbox" in request.headers:
        answer = Response(status=status, headers={"Location": location})
    elif not wants_fragment():
        answer = make_response(redirect(location, 303))
    elif in_place:
        answer = visit(location, "GET")
    else:
        answer = Response(headers={"HX-Redirect": location})
    answer.headers["Outbox-Result"] = result
    return answer


def visit(location: str, method: str) -> Response:
    """What the app itself answers at a location, to the person who is signed in now."""
    parts = urlsplit(location)
    endpoint, arguments = current_app.url_map.bind("").match(parts.path, method)
    return make_response(
        current_app.view_functions[endpoint](me=current_user._get_current_object(), **arguments)
    )


def uuid_or_none(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
