"""The way between a phone and the server, which can be bad in every manner that ways are."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
# Seconds. "far" is slow 4G: from here to the server and back.
HANGS_FOR, DELAYS = 60, {"slow": 4, "far": 0.15}
BANDWIDTH, PACKETS = 1_600_000 / 8, 4096  # bytes a second of slow 4G, and bytes that go together
# Said by whoever connects two stations: not passed on.
HOP = {"connection", "keep-alive", "transfer-encoding"}
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
