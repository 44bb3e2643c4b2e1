"""The servers that are measured, and what one of their pages costs."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from config import Settings
from tests.bench import loading, memory
from tests.bench.table import Table
from tests.bench.world import world
from tests.cast import plant
from tests.databases import Sqlite
from tests.server import Server, running
from tests.visitor import Visitor

HELLO = "tests.bench.hello:app"
FEW = 20


class Cost(NamedTuple):
    per_second: float
    cpu: float  # seconds of a core, for one request


class Stand:
    """One run on this machine, with a server on 20 rows and a hello beside it."""

    def __init__(self, table: Table, folder: Path, stack: ExitStack, *, quick: bool) -> None:
        self.table = table
        self.folder, self._stack, self._quick = folder, stack, quick
        self.seconds, self.rounds = (2, 2) if quick else (5, 3)
        (folder / "sqlite").mkdir()
        self.databases = Sqlite(folder / "sqlite", plant)
        self.few = stack.enter_context(world(self.databases, folder / "few", FEW))
        began = time.perf_counter()
        self.server = self.serve(self.few, "few")
        self.started = time.perf_counter() - began
        self.hello = self.serve(self.few, "hello", app=HELLO)
        self.wren = self.visit(self.server)

    def serve(
        self,
        settings: Settings,
        name: str,
        *,
        app: str = "wsgi:app",
        workers: int = 2,
        stack: ExitStack | None = None,
    ) -> Server:
        folder = self.folder / f"served-{name}"
        folder.mkdir()
        served = running(settings, folder, app=app, workers=workers)
        return (stack or self._stack).enter_context(served)

    def visit(self, server: Server, name: str = "wren") -> Visitor:
        visitor = Visitor(server.url).sign_in(name)
        self._stack.callback(visitor.close)
        return visitor

    def _page(self, server: Server, path: str, visitor: Visitor | None = None) -> float:
        return loading.pages(server.url + path, self.seconds, visitor or self.wren).per_second

    def _costs(self, server: Server, path: str) -> Cost:
        before = memory.cpu_seconds(server)
        rate = self._page(server, path)
        return Cost(rate, (memory.cpu_seconds(server) - before) / (rate * self.seconds))
