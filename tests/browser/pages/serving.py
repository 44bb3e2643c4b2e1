"""A small site with our scripts and our content security policy, whose network can be bad."""

import base64
import hashlib
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from tests.cdn import HTMX

PAGES = Path(__file__).parent
STATIC = PAGES.parents[2] / "static"
INTEGRITY = "sha384-" + base64.b64encode(hashlib.sha384(HTMX.read_bytes()).digest()).decode()
# As strict as the app's own.
POLICY = (
    "default-src 'none'; script-src 'self' {cdn}; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8"}


class Site(ThreadingHTTPServer):
    """What arrived, and how the next submissions are answered.

    An answer is "kept", "lost" (kept, but nobody hears of it), "portal" (somebody else's page
    with status 200), "held" (kept, and answered after `release`) or a status.
    """

    daemon_threads = True

    def __init__(self, cdn_url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.cdn_url = cdn_url
        self.answers: deque[str | int] = deque()
        self.arrived: list[dict[str, str]] = []
        self.kept: dict[str, dict[str, str]] = {}
        self.gate = threading.Semaphore(0)

    def release(self) -> None:
        """Let one held answer go."""
        self.gate.release()

    def url(self, page: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{page}"


class _Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            return self._send(200, (STATIC / path[8:]).read_bytes(), TYPES[Path(path).suffix])
        page = PAGES / f"{path[1:]}.html"
        if not page.exists():
            return self._send(404, b"")
        html = page.read_text("utf-8").replace("CDN-URL", self.server.cdn_url)
        self._send(200, html.replace("INTEGRITY", INTEGRITY).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = dict(parse_qsl(body, keep_blank_values=True))
        self.server.arrived.append(fields)
        answer = self.server.answers.popleft() if self.server.answers else "kept"
        if isinstance(answer, int):
            return self._send(answer, b"<p>Not kept.</p>")
        if answer == "portal":
            return self._send(200, b"<p>Welcome to our wireless network.</p>")
        if answer == "held":
            self.server.gate.acquire(timeout=30)
        known = fields.get("_op") in self.server.kept
        self.server.kept.setdefault(fields.get("_op", ""), fields)
        if answer == "lost":
            return None
        self._send(200, self._part(fields), result="duplicate" if known else "stored")

    def _part(self, fields: dict[str, str]) -> bytes:
        version = list(self.server.kept).index(fields.get("_op", "")) + 2
        words = f'<p class="kept">{fields.get("words")}</p>'
        known = (
            f'<input type="hidden" name="_base" value="{version}">'
            f'<input type="hidden" name="_copy" value="copy {version}">'
        )
        beside = f'<div id="beside" hx-swap-oob="true">{known}</div>'
        return f"<!doctype html><title>Kept</title>{words}{beside}".encode()

    def _send(
        self, status: int, body: bytes, type_: str = TYPES[".html"], result: str = ""
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY.format(cdn=self.server.cdn_url))
        if result:
            self.send_header("Outbox-Result", result)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep the tests' output to the tests."""


@contextmanager
def site(cdn_url: str = "") -> Iterator[Site]:
    server = Site(cdn_url)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
