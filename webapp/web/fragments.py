"""A page for a visit, its part for htmx. The only place that reads `HX-` headers of a request."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, render_template, request, url_for

from webapp.database import db
from webapp.web.statics import STYLESHEET


def wants_fragment() -> bool:
    """Whether htmx asks for a part of a page, and not to restore a whole one from its history."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-Request-Type") == "partial"
    )


def page(template: str, /, status: int = 200, **context: Any) -> Response:
    """A whole page."""
    response = _rendered(template, status, context)
    # Without it there is nothing to see: it is asked for before the page has been looked at.
    stylesheet = url_for("static", filename=STYLESHEET)
    response.headers["Link"] = f"<{stylesheet}>; rel=preload; as=style"
    return response


def page_or_fragment(template: str, part: str, /, status: int = 200, **context: Any) -> Response:
    """The page, or for htmx the one fragment template that lists every swap."""
    if wants_fragment():
        return _rendered(part, status, context)
    return page(template, status, **context)


def _rendered(template: str, status: int, context: dict[str, Any]) -> Response:
    if status >= 400:
        db.session.let_go()
    response = make_response(render_template(template, **context), status)
    response.vary.update(("HX-Request", "HX-Request-Type"))
    return response
