"""What a phone may keep to be read without a signal, and what it may hold until there is one."""

from __future__ import annotations

from flask import Flask, Response, current_app, request, session
from flask_login import current_user

from webapp.web.access import View
from webapp.web.fragments import wants_fragment


def keepable(view: View) -> View:
    """A page of a person's own, which their phone may keep."""
    view.is_keepable = True  # type: ignore[attr-defined]
    return view


def can_wait(view: View) -> View:
    """A write that the phone may hold, and send when there is a signal."""
    view.can_wait = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    app.after_request(_say_what_may_be_kept)


def _say_what_may_be_kept(response: Response) -> Response:
    if request.method != "GET" or response.status_code != 200 or wants_fragment():
        return response
    if "X-Provide" in request.headers:
        # Fetched in the background: its cookie could arrive after a sign-out, and undo it.
        session.modified = False
    if not current_user.is_authenticated:
        return response
    response.headers["X-Person"] = str(current_user.id)
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_keepable", False):
        response.headers.setdefault("X-Offline", "keep")
    return response
