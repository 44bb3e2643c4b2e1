"""Somebody who visits a real server, as plainly as a browser without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode
from uuid import uuid4

from tests.cast import PASSWORD, email_of
from tests.files import has_files, in_parts

TEXT = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def gist(self) -> str:
        """The status, and the sentences of the page that speak of it."""
        said = re.findall(r'<h1[^>]*>(.*?)</h1>|class="[^"]*error[^"]*"[^>]*>(.*?)<', self.text)
        return " / ".join([str(self.status), self.location, *("".join(one) for one in said)])

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


class Visitor:
    """Somebody with a browser that knows no JavaScript: it keeps cookies and the page's token."""

    def __init__(self, url: str, timeout: float = 60) -> None:
        self.url = url
        self._connection = HTTPConnection(url.removeprefix("http://"), timeout=timeout)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str, **headers: str) -> Reply:
        return self._ask("GET", path, None, headers)

    def post(
        self, path: str, fields: Mapping[str, Any], *, op: str | None = None, **headers: str
    ) -> Reply:
        """Send a form, named as browsers name each submission. Bytes are a file."""
        named = {"csrf_token": self.token, "_op": op or str(uuid4()), **fields}
        if not has_files(named):
            return self._ask("POST", path, urlencode(named).encode(), TEXT | headers)
        sent = in_parts(named)
        return self._ask(
            "POST", path, sent["data"], {"Content-Type": sent["content_type"]} | headers
        )

    def sign_in(self, name: str) -> Self:
        """As somebody of the cast, through the form; then open a page for its token."""
        self.get("/login")
        answer = self.post("/login", {"email": email_of(name), "password": PASSWORD})
        assert answer.status == 303, answer.gist
        self.get("/you/name")
        return self

    def twin(self) -> Visitor:
        """The same phone a second time, with a connection of its own."""
        twin = Visitor(self.url)
        twin.cookies, twin.token = dict(self.cookies), self.token
        return twin

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self._connection.request(method, path, body, sent)
            answer = self._connection.getresponse()
            reply = Reply(answer.status, answer.headers, answer.read())
        except (OSError, HTTPException):
            self._connection.close()
            raise
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := TOKEN.search(reply.body.decode("utf-8", "replace")):
            self.token = found[1]
        return reply


@contextmanager
def visiting(url: str, timeout: float = 60) -> Iterator[Visitor]:
    visitor = Visitor(url, timeout)
    try:
        yield visitor
    finally:
        visitor.close()
