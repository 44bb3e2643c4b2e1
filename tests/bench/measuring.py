"""What is measured, in which order, and against which budget."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from tests.bench import barest, instructions, loading, memory, searching, weighing
from tests.bench.feeling import PAGES, Feeling
from tests.bench.queries import queries_of
from tests.bench.stand import FEW, HELLO
from tests.bench.table import Budget, Missing, number
from tests.bench.world import opened, world
from tests.cast import plant
from tests.databases import Postgres
from tests.faults.desks import desks_for
from tests.faults.looking import faults_in
from tests.faults.writing import write_together
from tests.postgres import DEBIAN, running_cluster
from tests.server import environment
from tests.visitor import Visitor

BAREST = "tests.bench.barest:app"
PEOPLE = 200


class Bench(Feeling):
    """Each measurement takes care of itself, so that one that fails stops none of the others."""

    def measurements(self) -> dict[str, Callable[[], None]]:
        return {
            "weights": self.weights,
            "start": self.start,
            "Lighthouse": self.lighthouse,
            "a slow phone": self.slow_phone,
            "without a signal": self.signal,
            "queries": self.queries,
            "machine instructions": self.instructions,
            "throughput": self.throughput,
            "creating entries": self.creating,
            "searching": self.searching,
            "many rows": self.many_rows,
            "200 people": self.people,
            "mixed writes": self.mixed_writes,
            "memory": self.memory,
            "PostgreSQL": self.postgres,
        }

    def weights(self) -> None:
        loads = {path: weighing.load(self.wren, path) for path in PAGES.values()}
        loads["/login"] = weighing.load(Visitor(self.server.url), "/login")
        place, heaviest = max(loads.items(), key=lambda one: one[1].first_flight)
        budget = Budget("HTML + CSS of any first page, compressed", "most", 14_600, " B")
        self.table.row(budget, heaviest.first_flight, f"{place}; CSS {heaviest.stylesheet:,} B")
        first = max(loads.values(), key=lambda load: load.everything)
        kilobytes = Budget("whole first load with htmx", "most", 40, " kB")
        self.table.row(kilobytes, first.everything / 1000)
        self.table.row(Budget("requests of a first load", "most", 8), first.requests)
        scripts = Budget("all client JavaScript, gzip", "most", 25, " kB")
        self.table.row(scripts, weighing.scripts() / 1000)

    def start(self) -> None:
        self.table.row(Budget("start to first answer, 2 workers", "most", 1, " s"), self.started)

    def queries(self) -> None:
        for what, path in PAGES.items():
            count = queries_of(self.few, path)
            self.table.row(Budget(f"queries of {what}", "most", 6), count)

    def instructions(self) -> None:
        told, cookie = environment(self.few, self.server.url), loading.cookie_of(self.wren)
        hello = instructions.per_request(HELLO, "/", told, "", self.folder)
        least = instructions.per_request(BAREST, "/", told, barest.cookie(), self.folder)
        note = f"{least / hello:.1f} ({least / 1e6:.2f} million)"
        self.table.note("instructions of the barest page of 20 posts / hello", note)
        for what, path in PAGES.items():
            page = instructions.per_request("wsgi:app", path, told, cookie, self.folder)
            note = f"{page / 1e6:.2f} million"
            self.table.row(
                Budget(f"instructions of {what} / hello", "most", 13), page / hello, note
            )

    def throughput(self) -> None:
        """By the clock, and by what it costs the processor, which other work does not disturb."""
        for what, path in PAGES.items():
            pairs = [
                (self._costs(self.server, path), self._costs(self.hello, "/"))
                for _ in range(self.rounds)
            ]
            rate = median(page.per_second / hello.per_second for page, hello in pairs)
            cost = median(hello.cpu / page.cpu for page, hello in pairs)
            note = f"{number(pairs[-1][0].cpu * 1000)} ms of CPU; by CPU {cost:.3f}"
            self.table.row(Budget(f"throughput of {what} / hello", "least", 0.12), rate, note)

    def creating(self) -> None:
        ratios, waits = [], []
        for _ in range(self.rounds):
            made = loading.entries(self.server.url, self.seconds, self.wren)
            ratios.append(made.per_second / self._page(self.hello, "/"))
            waits.append(made.p99)
        self.table.row(Budget("creating an entry / hello", "least", 0.10), median(ratios))
        self.table.row(Budget("p99 of creating an entry", "most", 45, " ms"), median(waits))

    def searching(self) -> None:
        settings = self._stack.enter_context(world(self.databases, self.folder / "long", FEW))
        word = searching.plant(settings)
        server = self.serve(settings, "long")
        visitor = self.visit(server)
        ratio = median(searching.times_the_list(server, visitor, word) for _ in range(self.rounds))
        what = f"searching {searching.ENTRIES:,} entries of 2 kB / their list, CPU"
        self.table.row(Budget(what, "most", 3), ratio)

    def many_rows(self) -> None:
        rows = 10_000 if self._quick else 100_000
        many = self._stack.enter_context(world(self.databases, self.folder / "many", rows))
        fresh = self._stack.enter_context(world(self.databases, self.folder / "fresh", FEW))
        servers = [self.serve(fresh, "fresh"), self.serve(many, "many")]
        visitors = [self.visit(server) for server in servers]
        for what, path in PAGES.items():
            pairs = [
                [
                    self._page(server, path, visitor)
                    for server, visitor in zip(servers, visitors, strict=True)
                ]
                for _ in range(self.rounds)
            ]
            times = median(few / much for few, much in pairs)
            same = queries_of(many, path) == queries_of(fresh, path)
            note = "same queries" if same else "**more queries**"
            budget = Budget(f"{what} at {rows:,} rows / at {FEW}, time", "most", 1.2)
            self.table.row(budget, times, note)

    def people(self) -> None:
        seconds = 5 if self._quick else 120
        crowd = loading.crowd(self.server.url, PEOPLE, seconds, self.wren)
        what = f"{PEOPLE} people, a page each second, {seconds} s"
        self.table.row(Budget(f"{what}: failed", "most", 0), crowd.failed)
        self.table.row(Budget(f"{what}: p99", "most", 50, " ms"), crowd.p99)

    def mixed_writes(self) -> None:
        writes = 800 if self._quick else 20_000
        settings = self._stack.enter_context(world(self.databases, self.folder / "mixed", FEW))
        with opened(settings) as cast:
            desks = desks_for(cast, shared_entries=True)
        server = self.serve(settings, "mixed", workers=4)
        ledgers = write_together(server.url, desks, writes)
        waits = [write.seconds * 1000 for ledger in ledgers for write in ledger]
        with opened(settings):
            faults = faults_in(ledgers) + ["locked"] * server.said().count("is locked")
        what = f"{len(waits):,} mixed writes, 4 workers"
        self.table.row(Budget(f"{what}: lost, double, locked", "most", 0), len(faults))
        self.table.row(Budget(f"{what}: p99", "most", 100, " ms"), quantiles(waits, n=100)[98])

    def memory(self) -> None:
        before = memory.megabytes_per_worker(self.server)
        self.table.row(
            Budget("memory of a worker (PSS), after all this", "most", 70, " MB"), before
        )
        asked = 0.0
        while asked < (2_000 if self._quick else 50_000):
            asked += self._page(self.server, "/today") * self.seconds
        grown = memory.megabytes_per_worker(self.server) - before
        self.table.row(Budget(f"growth over {asked:,.0f} more requests", "most", 1, " MB"), grown)

    def postgres(self) -> None:
        if not (Path(DEBIAN).exists() or shutil.which("initdb")):
            raise Missing("PostgreSQL is not installed (on Debian: apt install postgresql).")
        with ExitStack() as stack:
            databases = Postgres(stack.enter_context(running_cluster()), plant)
            settings = stack.enter_context(world(databases, self.folder / "postgres", FEW))
            server = self.serve(settings, "postgres", stack=stack)
            visitor = self.visit(server)
            for what, path in PAGES.items():
                ratio = self._page(server, path, visitor) / self._page(self.server, path)
                self.table.row(Budget(f"{what} on PostgreSQL / SQLite", "least", 0.5), ratio)
            made = loading.entries(server.url, self.seconds, visitor).per_second
            sqlite = loading.entries(self.server.url, self.seconds, self.wren).per_second
            self.table.row(Budget("creating on PostgreSQL / SQLite", "least", 0.5), made / sqlite)
