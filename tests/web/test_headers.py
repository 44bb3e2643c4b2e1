"""Whatever is answered, a page, an error or a file: the browser is told how careful to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from flask import abort
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule

from config import HTMX_CDN_URL, Settings
from tests.cast import Cast
from tests.conftest import close
from tests.phone import Phone
from tests.web.routes import NAMED
from webapp import create_app
from webapp.participants import signing_in
from webapp.web.commits import Afterglow

PhoneOf = Callable[..., Phone]

EXACTLY = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SELF, NONE = "'self'", "'none'"
POLICY = {
    "default-src": {NONE},
    "script-src": {SELF},
    "style-src": {SELF},
    "img-src": {SELF, "data:"},
    "media-src": {SELF, "blob:"},
    "connect-src": {SELF},
    "manifest-src": {SELF},
    "worker-src": {SELF},
    "form-action": {SELF},
    "base-uri": {NONE},
    "frame-ancestors": {NONE},
}
NOT_PRIVATE = ("/sw.js", "/static/", "/manifest.webmanifest")
YEAR = 365 * 24 * 3600


def lacking(path: str, headers: Headers) -> Iterator[str]:
    """What is missing or too lax in an answer's headers."""
    for name, value in EXACTLY.items():
        if headers.get(name) != value:
            yield f"{path}: {name} is {headers.get(name)}"
    if policy_of(headers) != POLICY:
        yield f"{path}: the policy is {policy_of(headers)}"
    allowed = headers.get("Permissions-Policy", "").replace(" ", "").split(",")
    if {one for one in allowed if not one.endswith("=()")} != {"microphone=(self)"}:
        yield f"{path}: permits {allowed}"
    age = headers.get("Strict-Transport-Security", "max-age=0").partition(";")[0]
    if int(age.removeprefix("max-age=")) < YEAR:
        yield f"{path}: TLS only for {age}"
    if not path.startswith(NOT_PRIVATE) and headers.get("Cache-Control") != "no-store":
        yield f"{path}: may be kept"


def policy_of(headers: Headers) -> dict[str, set[str]]:
    directives = headers.get("Content-Security-Policy", "").split(";")
    return {name: set(hosts) for name, *hosts in (one.split() for one in directives if one.strip())}


def ask(phone: Phone, path: str, method: str = "GET", **options: Any) -> Headers:
    where = {"base_url": "https://localhost", "buffered": True}
    return phone.client.open(path, method=method, **where, **options).headers


def path_of(app: Afterglow, rule: Rule) -> str:
    """The route's address, with ids that nobody has."""
    values = {name: uuid4() for name in rule.arguments}
    named = NAMED | {"filename": "css/app.css"}
    values |= {name: named[name] for name in rule.arguments if name in named}
    return app.url_map.bind("").build(rule.endpoint, values)


def test_every_route_sends_them_to_everybody(app: Afterglow, cast: Cast, phone_of: PhoneOf) -> None:
    faults = []
    for phone in (phone_of(cast.wren), phone_of(cast.ana), phone_of()):
        for rule in app.url_map.iter_rules():
            path = path_of(app, rule)
            for method in ("GET", "HEAD", "POST", "DELETE"):
                faults += lacking(path, ask(phone, path, method))
    assert faults == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503])
def test_every_error_sends_them(app: Afterglow, phone_of: PhoneOf, cast: Cast, status: int) -> None:
    app.view_functions["safety.care"] = lambda **_: abort(status)
    answer = phone_of(cast.wren).get("/care")
    assert answer.status_code == status
    assert list(lacking("/care", answer.headers)) == []


def test_what_breaks_sends_them_too(app: Afterglow, phone_of: PhoneOf, cast: Cast) -> None:
    def break_down(**_: object) -> None:
        raise ZeroDivisionError

    app.view_functions["today.show"] = break_down
    answer = phone_of(cast.wren).get("/today")
    assert answer.status_code == 500
    assert list(lacking("/today", answer.headers)) == []


def test_what_is_refused_on_the_way_sends_them(
    app: Afterglow, phone_of: PhoneOf, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, stranger = phone_of(cast.wren), phone_of()
    monkeypatch.setattr(signing_in, "TRIES_PER_ADDRESS", 0)
    attempt = {"email": "wren@example.org", "password": "not the one"}
    answers = {
        401: stranger.post("/journal", {"text": "words"}),
        403: phone.post("/journal", headers={"Sec-Fetch-Site": "cross-site"}),
        404: phone.get("/nowhere"),
        405: phone.post("/today"),
        413: phone.post("/journal", {"text": "x" * 9_000_000}),
        429: stranger.post("/login", attempt),
    }
    assert {status: answer.status_code for status, answer in answers.items()} == {
        status: status for status in answers
    }
    assert [fault for one in answers.values() for fault in lacking("/", one.headers)] == []


def test_files_send_them_whether_they_are_there_or_not(app: Afterglow, phone_of: PhoneOf) -> None:
    known = f"{app.static_url_path}/css/app.css"
    for path in (known, f"{app.static_url_path}/nothing.css", "/static/elsewhere/css/app.css"):
        assert list(lacking(path, ask(phone_of(), path))) == []
    tag = ask(phone_of(), known)["ETag"]
    unchanged = ask(phone_of(), known, headers={"If-None-Match": tag})
    assert "Content-Type" not in unchanged, "there is nothing new"
    assert list(lacking(known, unchanged)) == []


def test_only_where_the_cdn_is_chosen_may_it_be_asked(settings: Settings) -> None:
    app = create_app(replace(settings, htmx_source="cdn"))
    policy = policy_of(Phone(app).get("/login").headers)
    close(app)
    assert policy == POLICY | {"script-src": {SELF, HTMX_CDN_URL.partition("/npm")[0]}}


def test_a_laxer_answer_is_found() -> None:
    """The planted fault: headers that leave something out, or let too much in."""
    assert len(list(lacking("/journal", Headers()))) == len(EXACTLY) + 4
    lax = Headers({"Content-Security-Policy": "default-src 'none'; script-src 'self' cdn.example"})
    assert any("cdn.example" in fault for fault in lacking("/", lax))
