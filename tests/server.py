"""The real thing for tests: granian with the app on a port of its own.

The site is reached over plain http, so its cookie is not bound to TLS here.
"""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Self

from config import Settings
from tests.visitor import visiting
from webapp import serving

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
STARTED_WITHIN = 60  # seconds; a machine may be busy with other tests
STOPPED_WITHIN = 5


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
