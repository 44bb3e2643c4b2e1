"""Errors as pages, in the app's voice. They name no words of anybody's."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from flask import Flask, Response, current_app, g, request
from flask_login import AnonymousUserMixin
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from webapp.database import db
from webapp.web.access import SAFE_METHODS
from webapp.web.fragments import page

SENTENCES = {
    400: ("That could not be read", "Something got lost on the way. Please send it again."),
    403: ("Not from here", "This came from another page. Please go back and send it once more."),
    404: ("Not here", "There is nothing at this address, or it is not yours to open."),
    405: ("Not this way", "This address is for sending something, not for opening."),
    409: (
        "Somebody else is signed in",
        "This was written by another person on this phone, so it was not sent. "
        "Sign in as that person and it can be.",
    ),
    413: ("Too large to send at once", "Go back: it is still there. Please send less of it."),
    429: ("A short pause", "That was tried many times in a row. Please wait a few minutes."),
    500: (
        "Something broke on our side",
        "Go back: what you wrote is still in the page. Please try again soon.",
    ),
    503: ("Back in a moment", "The server is busy. What you wrote is still in the page."),
    507: ("No room just now", "The server is full. What you wrote is still in the page."),
}
RESULTS = {
    400: "invalid", 404: "invalid", 405: "invalid", 403: "csrf", 401: "auth", 409: "wrong-user",
    413: "too-large", 507: "full",
}  # fmt: skip


# PostgreSQL's code for a full disk.
DISK_FULL = "53100"


class Full(HTTPException):
    """There is no room for what was sent. 507 is WebDAV's, but says just this."""

    code = 507


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(OperationalError, _unreachable)
    app.register_error_handler(TimeoutError, _unreachable)


def _unreachable(error: Exception) -> Response | HTTPException:
    """The database cannot be had at the moment. The page is for nobody in particular: who is
    signed in cannot be asked either.
    """
    full = _disk_is_full(getattr(error, "orig", None))
    problem = "its disk is full" if full else type(error).__name__
    current_app.logger.error("database: %s", problem)
    g._login_user = AnonymousUserMixin()
    return _show(Full() if full else ServiceUnavailable())


def _disk_is_full(cause: BaseException | None) -> bool:
    of_sqlite = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return of_sqlite or getattr(cause, "sqlstate", None) == DISK_FULL


def _show(error: HTTPException) -> Response | HTTPException:
    """The error's page. A response that a handler aborted with is passed on as it is."""
    if error.response is not None:
        return error
    with suppress(OperationalError):
        db.session.rollback()
    status = error.code or InternalServerError.code
    title, sentence = SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    response = page("shared/error.html", status, title=title, sentence=sentence)
    if status == 405:
        response.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    if request.method not in SAFE_METHODS and status in RESULTS:
        response.headers["Outbox-Result"] = RESULTS[status]
    return response
