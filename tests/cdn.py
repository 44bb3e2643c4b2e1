"""A content delivery network as it can be: well, down, hung, altered, or without CORS."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HTMX = Path(__file__).parents[1] / "static" / "vendor" / "htmx-4.0.1.min.js"
CONDITIONS = ("well", "down", "hung", "tampered", "without CORS")


class Cdn(ThreadingHTTPServer):
    """Serves htmx from another origin. One that hung answers when `come_back` is called."""

    daemon_threads = True

    def __init__(self, condition: str) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.condition = condition
        self.asked: list[str] = []
        self._back = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/npm/htmx.org@4.0.1/dist/htmx.min.js"

    def come_back(self) -> None:
        self._back.set()

    def wait_until_back(self) -> None:
        self._back.wait(30)


class _Answer(BaseHTTPRequestHandler):
    server: Cdn

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        script = HTMX.read_bytes()
        if self.server.condition == "hung":
            self.server.wait_until_back()
        if self.server.condition == "tampered":
            script += b"\n"
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(script)))
        if self.server.condition != "without CORS":
            self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(script)

    def log_message(self, *args: object) -> None:
        """Keep the tests' output to the tests."""


@contextmanager
def cdn(condition: str) -> Iterator[Cdn]:
    server = Cdn(condition)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    if condition == "down":
        server.server_close()
        yield server
        return
    thread.start()
    yield server
    server.come_back()
    server.shutdown()
    server.server_close()
    thread.join()
