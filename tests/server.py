"""The real thing for tests: granian with the app on a port of its own, and somebody who visits it.

The site is reached over plain http, so its cookie is not bound to TLS here.
"""

from __future__ import annotations

import base64
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import Message
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlencode
from uuid import uuid4

from config import Settings
from tests.cast import PASSWORD, email_of
from webapp import serving

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
STARTED_WITHIN = 60  # seconds; a machine may be busy with other tests
STOPPED_WITHIN = 5
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def environment(settings: Settings, site_url: str = "http://127.0.0.1") -> dict[str, str]:
    """What a server is told, and nothing of the machine's own settings."""
    keys = settings.key_encryption_keys.items()
    return {
        "PATH": os.defpath,
        "SETTINGS_FILE": os.devnull,
        "ENVIRONMENT": settings.environment,
        "SECRET_KEY": settings.secret_key,
        "KEY_ENCRYPTION_KEYS": ",".join(
            f"{version}:{base64.b64encode(key).decode()}" for version, key in keys
        ),
        "DATABASE_URL": settings.database_url,
        "KEYS_DATABASE_URL": settings.keys_database_url,
        "SITE_URL": site_url,
        "HTMX_SOURCE": settings.htmx_source,
        "HTMX_CDN_URL": settings.htmx_cdn_url,
        "CLINIC_NAME": settings.clinic.name,
        "CLINIC_PHONE": settings.clinic.phone,
    }


class Server:
    """A server in a process group of its own. Everything it says goes to `log`."""

    def __init__(
        self, settings: Settings, folder: Path, *, workers: int = 2, app: str = "wsgi:app"
    ) -> None:
        self.log = folder / "server.log"
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        self._command = serving.command(HOST, self.port, workers, app)
        self._environment = environment(settings, self.url)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Returns once the server answers. RuntimeError brings its log where it does not."""
        with self.log.open("ab") as said:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTED_WITHIN
        while self._process.poll() is None and time.monotonic() < deadline:
            if self.is_well():
                return self
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"The server did not start:\n{self.said()}")

    def is_well(self) -> bool:
        try:
            with visiting(self.url, timeout=5) as visitor:
                return visitor.get("/healthz").body == b"ok"
        except (OSError, HTTPException):
            return False

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def processes(self) -> list[int]:
        """The ids of everything in the group: granian's own, then its workers'."""
        leader = self._process.pid if self._process else 0
        others = [
            int(path.name)
            for path in Path("/proc").glob("[0-9]*")
            if int(path.name) != leader and _group_of(path) == leader
        ]
        return [leader, *sorted(others)]

    def stop(self) -> None:
        """As an operator stops it. What does not stop in time is killed."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOPPED_WITHIN)
        self.kill()

    def kill(self) -> None:
        """The whole group, at once, as when the power is cut."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(STOPPED_WITHIN)
        self._process = None


def _group_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0  # it has ended meanwhile


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def running(
    settings: Settings, folder: Path, *, workers: int = 2, app: str = "wsgi:app"
) -> Iterator[Server]:
    server = Server(settings, folder, workers=workers, app=app)
    try:
        yield server.start()
    finally:
        server.stop()


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
        self, path: str, fields: Mapping[str, str], *, op: str | None = None, **headers: str
    ) -> Reply:
        """Send a form, named as browsers name each submission."""
        named = {"csrf_token": self.token, "_op": op or str(uuid4()), **fields}
        return self._ask("POST", path, urlencode(named), headers)

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

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
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
