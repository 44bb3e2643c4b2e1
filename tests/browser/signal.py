"""The way between a phone and the server, which can be bad in every manner that ways are."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Page

from tests.browser.person import Person

HOST = "127.0.0.1"
# Seconds. "far" is slow 4G: from here to the server and back.
HANGS_FOR, DELAYS = 60, {"slow": 4, "far": 0.15}
BANDWIDTH, PACKETS = 1_600_000 / 8, 4096  # bytes a second of slow 4G, and bytes that go together
# Said by whoever connects two stations: not passed on.
HOP = {"connection", "keep-alive", "transfer-encoding"}
HERE = "Saved on this phone. It will be sent."
READY = "() => navigator.serviceWorker.controller"
# The keys that could open something here, without asking the server.
OPEN_KEYS = """() => new Promise(done => {
  indexedDB.open('afterglow').onsuccess = ({target}) => {
    const keys = target.result.transaction('keys').objectStore('keys').getAll();
    keys.onsuccess = () => done(keys.result.filter(row => row.key).length);
  };
})"""
# A phone that has no room left.
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
}"""
KEPT = """async () => {
  const said = [JSON.stringify([{...localStorage}, {...sessionStorage}])];
  for (const name of await caches.keys()) {
    const folder = await caches.open(name);
    for (const one of await folder.keys()) {
      said.push(one.url, await (await folder.match(one))?.text());
    }
  }
  const asked = request => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = failed;
  });
  const text = new TextDecoder();
  const plain = (_, value) => value instanceof ArrayBuffer ? text.decode(value) : value;
  const database = await asked(indexedDB.open('afterglow'));
  for (const name of database.objectStoreNames) {
    const rows = await asked(database.transaction(name).objectStore(name).getAll());
    said.push(...rows.map(row => JSON.stringify(row, plain)));
  }
  database.close();
  return said.join(' ');
}"""
PORTAL = b"<!doctype html><title>Welcome</title><h1>Accept our terms to go online</h1>"


class Signal(ThreadingHTTPServer):
    """Passes everything on to a server, as long as `state` is "good". Otherwise:

    none: nobody answers; hanging: nobody ever does; slow: it takes four seconds; far: slow 4G;
    portal: a hotel's page answers 200; busy: a proxy answers 503; full: the server has no room;
    cut: the server gets it and answers, and the answer is lost on its way.
    """

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__((HOST, 0), _Station)
        self.beyond = port
        self.state = "good"
        # How many answers to writes are lost before the signal is good by itself.
        self.losing = 0
        # The one address whose answers never come.
        self.withheld = ""
        # The planted fault: what is sent again looks new.
        self.forgets = False
        # What was asked for, in its order.
        self.asked: list[str] = []
        # And since when it had waited, by the phone's own word.
        self.created: list[float] = []
        # Whether the worker that is served is a newer one.
        self.newer = False
        self.url = f"http://{HOST}:{self.server_address[1]}"
        self.over = threading.Event()
        # What comes at the same time shares the bandwidth.
        self.air = threading.Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has closed its page is no error."""


class _Station(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Signal

    def setup(self) -> None:
        super().setup()
        if self.server.state == "far":
            time.sleep(DELAYS["far"])

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(self.path)
        self.server.created.append(int(self.headers.get("X-Outbox-Created", 0)) / 1000)
        state = self.server.state
        if state == "hanging":
            self.server.over.wait(HANGS_FOR)
        if state in ("none", "hanging") or self.path == self.server.withheld:
            return self._hang_up()
        time.sleep(DELAYS.get(state, 0))
        if state == "portal":
            return self._answer(200, [("Content-Type", "text/html")], PORTAL)
        if state == "busy":
            return self._answer(503, [("Content-Type", "text/html")], b"Too many people here.")
        if state == "full" and self.command == "POST":
            return self._answer(507, [("Outbox-Result", "full")], b"")
        answer = self._ask(body)
        if state == "cut" or (self.command == "POST" and self.server.losing > 0):
            self.server.losing -= 1
            return self._hang_up()
        return self._answer(*answer) if answer else self._hang_up()

    do_POST = do_HEAD = do_GET  # noqa: N815

    def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes] | None:
        if self.server.forgets:
            body = body.replace(b"_op=", b"_no=").replace(b"_entity=", b"_nobody=")
            del self.headers["Idempotency-Key"]
        with closing(HTTPConnection(HOST, self.server.beyond, timeout=30)) as server:
            try:
                if self.server.newer:
                    del self.headers["Accept-Encoding"]  # packed bytes cannot be changed
                # A server may answer before it has heard all, and stop listening.
                with suppress(ConnectionError):
                    server.request(self.command, self.path, body, dict(self.headers.items()))
                answer = server.getresponse()
                said = answer.read()
                if self.server.newer and self.path == "/sw.js":
                    said = said.replace(b'"version": "', b'"version": "newer-')
                return answer.status, answer.getheaders(), said
            except (OSError, HTTPException):
                return None

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self._pass_on(body)

    def _pass_on(self, body: bytes) -> None:
        if self.server.state != "far":
            self.wfile.write(body)
            return
        for start in range(0, len(body), PACKETS):
            packets = body[start : start + PACKETS]
            with self.server.air:
                time.sleep(len(packets) / BANDWIDTH)
            self.wfile.write(packets)

    def _hang_up(self) -> None:
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def signal_to(port: int) -> Iterator[Signal]:
    signal = Signal(port)
    thread = threading.Thread(target=signal.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield signal
    finally:
        signal.over.set()
        signal.shutdown()
        signal.server_close()
        thread.join()


def wait_until(so: object, seconds: float = 20, why: str = "it did not come to be so") -> None:
    """Look at it again and again. Raises AssertionError when it is not so in time."""
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, why
        time.sleep(0.1)


def sends_now(person: Person) -> None:
    """Taps "Send now", whether or not it has gone by itself in that very moment."""
    person.page.locator("[data-send-now]").evaluate("button => button.click()")


def kept_on(page: Page) -> str:
    """Everything that the app can read on this phone: pages and where they are, rows, notes."""
    return page.evaluate(KEPT)


def writes(person: Person, words: str) -> None:
    person.page.locator("textarea[name=text]").fill(words)
    person.taps("Keep it")
