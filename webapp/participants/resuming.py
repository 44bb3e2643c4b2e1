"""Being back in the form, with the text, after a sign-in that had run out.

What was typed travels inside the sign-in page, never through a store: it is shown again to the
person who wrote it, in the form it came from.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from flask import Response, current_app, flash, g, redirect, request, url_for
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from webapp.participants.models import Participant
from webapp.web.answers import visit

SEND_AGAIN = "You are signed in again. Your words are still here; please send them once more."
TAP_AGAIN = "You are signed in again. Please tap it once more."
LEFT_OUT = frozenset({"csrf_token", "_op", "password", "current"})


class Kept(NamedTuple):
    """A form that could not be stored: where it was going, and what was in it."""

    path: str
    fields: str

    @classmethod
    def from_request(cls) -> Self:
        """The write that was just refused because nobody is signed in."""
        items = [item for item in request.form.items(multi=True) if item[0] not in LEFT_OUT]
        return cls(request.path, base64.urlsafe_b64encode(json.dumps(items).encode()).decode())

    @classmethod
    def from_form(cls) -> Self | None:
        """What the sign-in page carried."""
        path = request.form.get("kept_path")
        return cls(path, request.form.get("kept_fields", "")) if path else None

    def is_by(self, participant: Participant) -> bool:
        """Whether this person wrote it. A form says who was writing in it."""
        return self._form().get("_uid") == str(participant.id)

    def resume(self) -> Response:
        """The form again, as after a mistake: everything filled in, nothing stored yet."""
        request.form = self._form()
        g.refusal = SEND_AGAIN
        try:
            return visit(self.path, "POST")
        except (HTTPException, BuildError):
            # A single tap has no words to show again.
            flash(TAP_AGAIN)
            return redirect(url_for("today.show"), 303)  # type: ignore[return-value]

    def _form(self) -> ImmutableMultiDict[str, str]:
        try:
            return ImmutableMultiDict(json.loads(base64.urlsafe_b64decode(self.fields)))
        except (ValueError, TypeError, binascii.Error):
            return ImmutableMultiDict()


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
