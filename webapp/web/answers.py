"""What a write is answered with: by a form, by htmx, and by the outbox of a phone."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, abort, current_app, make_response, redirect, request
from flask_login import current_user

from webapp.web.access import is_public
from webapp.web.fragments import wants_fragment


def answer(
    location: str, status: int, result: str, *, in_place: bool, version: int | None
) -> Response:
    """Where to look now; for htmx, with `in_place`, what is to be seen there.

    `result`, `status` and `version` are for the outbox, which is never redirected.
    """
    if "X-Outbox" in request.headers:
        response = Response(status=status, headers={"Location": location})
    elif not wants_fragment():
        response = make_response(redirect(location, 303))
    elif in_place:
        response = visit(location, "GET")
    else:
        response = Response(headers={"HX-Redirect": location})
    response.headers["Outbox-Result"] = result
    if version is not None:
        response.headers["Outbox-Version"] = str(version)
    return response


def visit(location: str, method: str) -> Response:
    """What the app itself answers at a location, to the person who is signed in now.

    Only what is for the signed-in takes a person; the rest answers 404 here.
    """
    path = urlsplit(location).path
    rule, arguments = current_app.url_map.bind("").match(path, method, return_rule=True)
    # The request is from here on one for this page: its addresses and its tab are.
    request.url_rule, request.view_args = rule, dict(arguments)
    if is_public():
        abort(404)
    view = current_app.view_functions[rule.endpoint]
    return make_response(view(me=current_user._get_current_object(), **arguments))
