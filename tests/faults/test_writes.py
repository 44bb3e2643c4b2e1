"""Many people write at the same moment on SQLite: everything they were told is true."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest

from config import Settings
from tests.cast import Cast, plant
from tests.databases import Databases, Sqlite
from tests.faults.counting import count_together, counted, lay_out
from tests.faults.desks import desks_for
from tests.faults.looking import faults_in, is_whole
from tests.faults.writing import Write, write_together
from tests.server import Server, running
from webapp.web.commits import Afterglow

WORKERS = 4
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite only: this is about its one writer at a time."""
    return Sqlite(tmp_path_factory.mktemp("sqlite"), plant)


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    with running(settings, tmp_path, workers=WORKERS) as server:
        yield server


def test_mixed_writes_of_many_people_are_all_there_and_once(
    app: Afterglow, server: Server, settings: Settings, cast: Cast, amount_of: dict[str, int]
) -> None:
    desks = desks_for(cast, shared_entries=True)
    ledgers = write_together(server.url, desks, amount_of["writes"])
    writes = [write for ledger in ledgers for write in ledger]
    sys.stdout.write(summary(writes))
    assert Counter(write.status for write in writes) == {201: len(writes)}
    assert "locked" not in server.said()
    assert faults_in(ledgers) == []
    assert any(write.result == "stored-copy" for write in writes), "two devices met on one entry"
    assert is_whole(settings)


def summary(writes: list[Write]) -> str:
    milliseconds = [write.seconds * 1000 for write in writes]
    p50, p99 = quantiles(milliseconds, n=100)[49], quantiles(milliseconds, n=100)[98]
    return f"{len(writes)} writes: median {p50:.0f} ms, p99 {p99:.0f} ms\n"


def test_a_number_that_four_processes_add_to_is_right(
    tmp_path: Path, amount_of: dict[str, int]
) -> None:
    url, times = f"sqlite:///{tmp_path}/house.db", amount_of["writes"] // 4
    lay_out(url, stock=False)
    count = count_together(url, times, stock=False)
    assert (count.acknowledged, count.locked) == (times, 0)
    assert counted(url) == times


def test_the_same_on_the_usual_settings_goes_wrong(tmp_path: Path) -> None:
    """The planted fault: what SQLAlchemy does with SQLite when it is not told otherwise."""
    assert any(_goes_wrong(f"sqlite:///{tmp_path}/stock-{again}.db") for again in range(10))


def _goes_wrong(url: str) -> bool:
    """Mostly at once; on a machine that is busy with other things the processes rarely meet."""
    lay_out(url, stock=True)
    count = count_together(url, 200, stock=True)
    return count.locked > 0 or counted(url) < count.acknowledged


def test_a_lost_update_and_a_lost_write_are_found(cast: Cast) -> None:
    """The planted fault: a ledger of things that never came to be."""
    desk = desks_for(cast, shared_entries=True)[0]
    said = {"fields": {}, "owner": desk.owner, "status": 201, "result": "stored"}
    lost = Write("entry", "/journal", "words lost", record=desk.entry, **said)
    over = [Write("edit", "/journal/x", f"words {n}", record=desk.entry, **said) for n in "ab"]
    for write in over:
        write.base = 1
    found = " ".join(faults_in([[lost], over]))
    assert "submission is lost" in found
    assert "other words than were sent" in found
    assert "a lost update" in found
