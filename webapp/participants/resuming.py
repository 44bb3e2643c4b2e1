"""Being back in the form, with the text, after a sign-in that had run out.

What was typed travels inside the sign-in page, never through a store: it is shown again to the
person who signs in, in the form it came from.
"""

from __future__ import annotations

from typing import NamedTuple, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException

from webapp.web.answers import visit

PRESS_AGAIN = "You are signed in again. Your words are still here; please send them once more."
LEFT_OUT = frozenset({"csrf_token", "_op", "password", "current"})


class Kept(NamedTuple):
    """A form that could not be stored: where it was going, and what was in it."""

    path: str
    fields: str

    @classmethod
    def from_request(cls) -> Self:
        """The write that was just refused because nobody is signed in."""
        items = [item for item in request.form.items(multi=True) if item[0] not in LEFT_OUT]
        return cls(request.path, urlencode(items))

    @classmethod
    def from_form(cls) -> Self | None:
        """What the sign-in page carried."""
        path = request.form.get("kept_path")
        return cls(path, request.form.get("kept_fields", "")) if path else None

    def resume(self) -> Response:
        """The form again, as after a mistake: everything filled in, nothing stored yet."""
        fields = ImmutableMultiDict(parse_qsl(self.fields, keep_blank_values=True))
        if fields.get("_uid", str(current_user.id)) != str(current_user.id):
            abort(409)
        request.form = fields
        g.refusal = PRESS_AGAIN
        try:
            return visit(self.path, "POST")
        except (HTTPException, ValueError):
            return redirect(url_for("today.show"), 303)  # type: ignore[return-value]


def place_to_go() -> str:
    """Where the person was going, if that is a page of ours; else Today."""
    wanted = request.args.get("next", "")
    if not wanted.startswith("/") or wanted.startswith("//"):
        return url_for("today.show")
    parts = urlsplit(wanted)
    try:
        current_app.url_map.bind("").match(parts.path, "GET")
    except HTTPException:
        return url_for("today.show")
    return wanted
