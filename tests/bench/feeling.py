"""What a person feels of it, measured in a real browser."""

from __future__ import annotations

from tests.bench import lighthouse, loading, signal, slow_phone
from tests.bench.stand import Stand
from tests.bench.table import Budget, number

PAGES = {"circle page": "/circle", "Today": "/today", "journal list": "/journal"}


class Feeling(Stand):
    """Those of the measurements that need a browser."""

    def lighthouse(self) -> None:
        for path in (*PAGES.values(), "/journal/new", "/care"):
            cookie = loading.cookie_of(self.wren)
            marks = lighthouse.marks(self.server.url + path, cookie, self.folder)
            lowest = Budget(f"Lighthouse, lowest mark of {path}", "least", 98)
            self.table.row(lowest, min(marks.values()), ", ".join(marks))

    def slow_phone(self) -> None:
        (self.folder / "slow").mkdir()
        felt = slow_phone.measure(self.folder / "slow", (*PAGES.values(), "/journal/new"))
        bare = slow_phone.painted(self.hello)
        phone = "slow phone, slow 4G"
        self.table.note(f"{phone}: first words of a bare hello", f"{number(bare)} s")
        self.table.row(Budget(f"{phone}: first words", "most", 0.7, " s"), felt.painted)
        self.table.row(Budget(f"{phone}: usable", "most", 0.9, " s"), felt.usable)
        self.table.row(Budget(f"{phone}: first words again", "most", 0.3, " s"), felt.again)
        self.table.row(Budget(f"{phone}: blocked", "most", 50, " ms"), felt.blocked)
        self.table.row(Budget(f"{phone}: shifted", "most", 0), felt.shifted)
        self.table.row(Budget(f"{phone}: answers a tap", "most", 100, " ms"), felt.answered)

    def signal(self) -> None:
        (self.folder / "signal").mkdir()
        waits = signal.measure(self.folder / "signal")
        saved = Budget("saved here, on a network that hangs", "most", 3, " s")
        self.table.row(saved, waits.saved)
        self.table.row(Budget("sent, once the network is back", "most", 1, " s"), waits.sent)
        self.table.row(Budget("kept page without a network", "most", 0.3, " s"), waits.kept)
