"""Deny by default: every handler gets the signed-in person, unless it says it is public.

A write is looked at once, here: where it came from, and whether it carries the token of the page
it was written on. A write that fails the second check still reaches its handler, whose form
then shows a sentence with the text kept; the commit refuses it in any case.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf, validate_csrf
from markupsafe import Markup
from werkzeug.exceptions import Unauthorized
from wtforms import ValidationError

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_TOKEN = 256
STALE_PAGE = "This page had been open for a while. Nothing is lost: please send it once more."


def public(view: View) -> View:
    """Anyone may ask for this, signed in or not."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public() -> bool:
    """Whether the running request asks for something anyone may have."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "is_public", False)


def init_app(app: Flask) -> None:
    app.before_request(_only_for_the_signed_in)
    app.before_request(_only_from_our_pages)
    app.add_template_global(carried)


def _only_for_the_signed_in() -> ResponseReturnValue | None:
    if request.endpoint is None or request.view_args is None:
        return None
    if is_public():
        return None
    if current_user.is_authenticated:
        request.view_args["me"] = current_user._get_current_object()
        return None
    if request.method in SAFE_METHODS and "HX-Request" not in request.headers:
        return redirect(url_for("participants.login", next=request.full_path.rstrip("?")), 303)
    raise Unauthorized


def _only_from_our_pages() -> None:
    g.refusal = None
    if request.method in SAFE_METHODS:
        return
    if _from_elsewhere():
        abort(403)
    try:
        # The outbox sends a fresh token beside the form, whose own may be days old.
        token = request.headers.get("X-CSRFToken") or request.form.get("csrf_token")
        validate_csrf(_unmask(token))
    except ValidationError:
        g.refusal = STALE_PAGE
        # Nobody looks on when an outbox sends: it fetches a token and sends again.
        if request.headers.get("X-Outbox", "now") != "now":
            abort(403)


def _from_elsewhere() -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    # `null` says nothing: it is what our own referrer policy makes some browsers send.
    origin = request.headers.get("Origin", "null")
    return origin != "null" and origin.partition("://")[2] != request.host


def csrf_token() -> str:
    """The page's token, masked anew for each page so that compression cannot leak it.

    Within a page it stays the same, so that many forms still compress well.
    """
    token = generate_csrf().encode()
    if "csrf_mask" not in g:
        g.csrf_mask = secrets.token_bytes(LONGEST_TOKEN)
    mask = g.csrf_mask[: len(token)]
    return (mask + _xor(mask, token)).hex()


def carried() -> Markup:
    """What every form carries: the page's token, and who is writing on the page.

    By the second, nothing that one person wrote is ever stored or shown as another's.
    """
    fields = f'<input type="hidden" name="csrf_token" value="{csrf_token()}">'
    if current_user.is_authenticated:
        fields += f'<input type="hidden" name="_uid" value="{current_user.id}">'
    return Markup(fields)  # noqa: S704 - letters and digits


def _unmask(masked: str | None) -> str:
    try:
        raw = bytes.fromhex(masked or "")
        return _xor(raw[: len(raw) // 2], raw[len(raw) // 2 :]).decode("ascii")
    except ValueError:
        return ""


def _xor(mask: bytes, token: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(mask, token, strict=False))
