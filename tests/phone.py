"""A test client that is as strict as a careful person: no page it opens may be broken."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from contextvars import Context
from functools import partial
from itertools import count
from typing import Any, Self
from uuid import uuid4
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from flask_security import login_user
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.files import has_files, in_parts
from webapp.database import db
from webapp.participants.models import Participant
from webapp.web.commits import Afterglow

READS = ("SELECT", "BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "WITH")


class BrokenPage(AssertionError):
    """A page that no person should be given."""


class Phone:
    """A browser for tests. Every answer is looked over; forms carry their page's token."""

    def __init__(self, app: Afterglow) -> None:
        self.app = app
        self.client = FlaskClient(app, app.response_class, use_cookies=True)
        # What the session and so every token of its pages hang on, and the last page's token.
        self._secret: str | None = None
        self._token: str | None = None

    def signed_in_as(self, person: Participant) -> Self:
        """Sign in without the form: what the form does is shown by its own tests."""
        Context().run(self._sign_in, person)
        return self

    def _sign_in(self, person: Participant) -> None:
        with self.app.test_request_context(base_url="https://localhost"):
            from flask import session

            from webapp.web.access import csrf_token

            db.session.write()
            login_user(db.session.get(Participant, person.id))
            db.session.commit()
            self._token = csrf_token()
            self._secret = session["csrf_token"]
            cookies = self.app.session_interface.get_signing_serializer(self.app).dumps(
                dict(session)
            )
        name = self.app.config["SESSION_COOKIE_NAME"]
        self.client.set_cookie(name, cookies, domain="localhost", secure=True)

    def get(self, path: str, **options: Any) -> TestResponse:
        with NoWrites(path):
            return self._looked_over(self._open("GET", path, **options))

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with its page's token. `op=True` names the submission as browsers do."""
        fields = dict(data or {})
        if options.pop("op", False):
            fields["_op"] = str(uuid4())
        fields.setdefault("csrf_token", self.token())
        sent = in_parts(fields) if has_files(fields) else {"data": fields}
        return self._looked_over(self._open("POST", path, **sent, **options))

    def htmx(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"HX-Request": "true", "HX-Request-Type": "partial", **options.pop("headers", {})}
        if method == "POST":
            return self.post(path, headers=headers, **options)
        return self.get(path, headers=headers, **options)

    def token(self) -> str:
        """The token of the page that is open, or of one that has a form for anybody."""
        if self._token is None:
            self._open("GET", "/you")
        if self._token is None:
            self._open("GET", "/login")
        assert self._token, "these pages have a form"
        return self._token

    def _open(self, method: str, path: str, **options: Any) -> TestResponse:
        # In a context of its own: inside a test's app context Flask would share its `g`, and with
        # it the person of the first request, among all phones.
        response: TestResponse = Context().run(
            partial(self.client.open, path, method=method, base_url="https://localhost", **options)
        )
        if "Set-Cookie" in response.headers and self._secret != (secret := self._kept_secret()):
            self._secret, self._token = secret, None
        if found := re.search(r'name="csrf_token" value="([^"]+)"', _text(response)):
            self._token = found[1]
        return response

    def _kept_secret(self) -> str | None:
        cookie = self.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        if cookie is None:
            return None
        reading = self.app.session_interface.get_signing_serializer(self.app)
        return reading.loads(cookie.value).get("csrf_token")

    def _looked_over(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html" and response.status_code not in (204, 301, 302, 303):
            whole = "<html" in _text(response)
            check_page(_text(response), whole=whole)
        return response


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""


class NoWrites:
    """While a page is only read, nothing may be changed in the database."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        event.listen(db.reading, "before_cursor_execute", self._look)

    def __exit__(self, *_: object) -> None:
        event.remove(db.reading, "before_cursor_execute", self._look)

    def _look(self, _c: object, _k: object, statement: str, *_: object) -> None:
        # That a device is in use is noted apart from the request, whatever the request does.
        if statement.startswith("UPDATE sign_ins SET last_seen_at"):
            return
        if not statement.lstrip().upper().startswith(READS):
            raise BrokenPage(f"GET {self._path} writes: {statement[:60]}")


# What two pages of the same shape may differ in: ids, tokens and instants.
NAMED = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64,}|\d{4}-\d\d-\d\dT[\d:+.]+"
)
looked_over: set[tuple[int, bool]] = set()


def check_page(html: str, *, whole: bool = True) -> None:
    """Raise BrokenPage for invalid HTML, ids used twice, a missing heading or title, and
    anything inline. A fragment needs no heading.
    """
    shape = _shape(html), whole
    if shape in looked_over:
        return
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(html) if whole else parser.parseFragment(html, container="template")
    # People may write what HTML calls invalid: that is theirs, and no fault of the page.
    errors = [error for error in parser.errors if error[1] != "invalid-codepoint"]
    faults = [f"{code} {data} at {place}" for place, code, data in errors]
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements)
    faults += [f"id {name} {times} times" for name, times in ids.items() if name and times > 1]
    faults += [f"inline {what}" for element in elements for what in _inline(element)]
    if whole:
        tags = Counter(element.tag for element in elements)
        faults += [f"{tags[tag]} {tag}" for tag in ("h1", "title", "main") if tags[tag] < 1]
        faults += ["two h1"] if tags["h1"] > 1 else []
    if faults:
        raise BrokenPage("; ".join(faults))
    looked_over.add(shape)


def _shape(html: str) -> int:
    """Ids and the like are numbered as they come, so that those used twice stay the same two."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    return hash(NAMED.sub(lambda named: f"#{numbers[named[0]]}", html))


def _inline(element: Element) -> list[str]:
    tag, has = element.tag, element.attrib
    code = [f"<{tag}>"] if tag == "style" or (tag == "script" and "src" not in has) else []
    return code + [f"{tag} {name}" for name in has if name == "style" or name.startswith("on")]
