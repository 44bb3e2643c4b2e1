"""One commit per write, and the memory that makes a write sent twice be stored once.

The browser names each submission (`_op`). Its name is stored in the same transaction as what it
did, so whoever sends it again, at once or days later, gets the first answer again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, current_app, flash, g, make_response, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from webapp.database import db
from webapp.web.access import SAFE_METHODS, View, is_public
from webapp.web.answers import answer
from webapp.web.operations import Op, Submission, uuid_or_none
from webapp.web.reading import FaithfulRequest

STORED, DUPLICATE, COPY = "stored", "duplicate", "stored-copy"
TRIES = 4
# PostgreSQL's names for what may go well when the same request is carried out again.
LOST_RACES = ("40001", "40P01")
LOST_CONNECTIONS = ("08", "57P01")


class Afterglow(Flask):
    """Flask, whose writes are carried out exactly once."""

    request_class = FaithfulRequest

    def dispatch_request(self) -> ResponseReturnValue:
        if request.method in SAFE_METHODS or not current_user.is_authenticated:
            return super().dispatch_request()
        _only_for_its_writer()
        return super().dispatch_request() if _only_reads() else _once(super().dispatch_request)

    def log_exception(self, exc_info: Any) -> None:
        """By the page's name: its address may carry an invitation's token."""
        self.logger.error("%s %s broke", request.method, request.endpoint, exc_info=exc_info)


def reads(view: View) -> View:
    """A POST that only asks, so that words stay out of addresses. It takes no write lock."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view


def _only_reads() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "only_reads", False)


def _once(carry_out: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Answer a repeated submission from memory; carry out a new one, again if it lost a race."""
    g.submission = Submission.of_request()
    if first := _remembered():
        return first
    if not is_public():
        db.session.write()
    before = dict(session)
    for left in reversed(range(TRIES)):
        try:
            response = make_response(carry_out())
            if response.status_code < 400:
                return response
            response.headers.setdefault("Outbox-Result", "invalid")
            # What was refused may be just what the first of two equal submissions has done.
            return _remembered() or response
        except (NotFound, DBAPIError, StaleDataError) as error:
            # Lost a race: the first of two equal submissions may have stored, changed or removed
            # what this one looked for, so it is answered like the first, or carried out again.
            db.session.rollback()
            session.clear()
            session.update(before)
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
    # Whether a lost connection had committed is known only of a submission with a name.
    lost = error.connection_invalidated or state.startswith(LOST_CONNECTIONS)
    return state in LOST_RACES or (lost and g.submission is not None)


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
    return answer(op.location, 200, DUPLICATE, in_place=op.in_place, version=op.version)


def commit(
    location: str, result: str = STORED, *, in_place: bool = False, version: int | None = None
) -> None:
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
                version=version,
            )
        )
    db.session.keep()


def see_other(
    location: str, result: str = STORED, said: str | None = None, version: int | None = None
) -> Response:
    """The answer to a write: commit, then go and see what came of it.

    `said` stands on the next page, unless that will be about something else. It is said here
    because only now is it true. `version` is the record's, where it has one.
    """
    commit(location, result, version=version)
    if said and request.headers.get("X-Outbox") != "later":
        flash(said)
    return answer(location, 201, result, in_place=False, version=version)


def see_here(location: str, result: str = STORED, version: int | None = None) -> Response:
    """The same for a write that changes a part of the page: htmx gets that part at once.

    `location` is a page that answers htmx with the part.
    """
    commit(location, result, in_place=True, version=version)
    return answer(location, 201, result, in_place=True, version=version)
