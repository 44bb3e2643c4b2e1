"""A backup that is made while people write restores to everything that was there when it began."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from config import Settings
from tests.cast import Cast, plant
from tests.conftest import close
from tests.databases import Databases, Sqlite
from tests.faults.desks import desks_for
from tests.faults.looking import is_whole
from tests.faults.writing import Device, Write
from tests.server import ROOT, environment, running
from webapp import create_app
from webapp.database import Base, db
from webapp.sealing import Sealed
from webapp.web.commits import Op

BIN = Path(sys.executable).parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite only: PostgreSQL brings its own tools for this."""
    return Sqlite(tmp_path_factory.mktemp("sqlite"), plant)


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    """Inside an app of its own on this database, one at a time."""
    app = create_app(settings)
    with app.app_context():
        yield
    close(app)


@pytest.fixture
def ledgers(settings: Settings, tmp_path: Path) -> Iterator[list[list[Write]]]:
    """Of two people who write all the while."""
    over = Event()

    def write(device: Device) -> None:
        while not over.is_set():
            device.write()

    with opened(settings):
        desks = desks_for(Cast.load(), shared_entries=False)[1:3]
    with running(settings, tmp_path) as server, ThreadPoolExecutor(2) as threads:
        devices = [Device(server.url, desk, seed) for seed, desk in enumerate(desks)]
        writing = [threads.submit(write, device) for device in devices]
        yield [device.ledger for device in devices]
        over.set()
        for one in writing:
            one.result()
        for device in devices:
            device.close()


def flask(settings: Settings, *command: str | Path) -> str:
    told = subprocess.run(
        [BIN / "flask", "--app", "wsgi", *command],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout


def test_backups_made_while_people_write_restore_completely(
    ledgers: list[list[Write]], settings: Settings, tmp_path: Path, amount_of: dict[str, int]
) -> None:
    for number in range(amount_of["backups"]):
        before = {write.op for ledger in ledgers for write in list(ledger)}
        copy, keys = flask(settings, "backup", tmp_path / "backups").split()
        elsewhere = replace(
            settings,
            database_url=f"sqlite:///{tmp_path}/restored-{number}.db",
            keys_database_url=f"sqlite:///{keys}",
        )
        flask(elsewhere, "restore", copy)
        assert is_whole(elsewhere)
        assert everything_in(elsewhere) >= before
    assert all(ledgers), "both were writing meanwhile"


def test_a_damaged_backup_is_refused(settings: Settings, tmp_path: Path) -> None:
    copy = Path(flask(settings, "backup", tmp_path / "backups").split()[0])
    held = bytearray(copy.read_bytes())
    held[4096:12288] = bytes(8192)
    copy.write_bytes(held)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        flask(settings, "restore", copy)
    assert "was not used" in refused.value.stderr or "not a whole" in refused.value.stderr
    assert "Traceback" not in refused.value.stderr
    assert everything_in(settings) == set()


def everything_in(settings: Settings) -> set[str]:
    """Opens all that is sealed there. The names of the submissions that are remembered."""
    with opened(settings):
        for mapper in Base.registry.mappers:
            sealed = [
                name for name, kept in vars(mapper.class_).items() if isinstance(kept, Sealed)
            ]
            for row in db.session.scalars(select(mapper.class_)):
                for name in sealed:
                    getattr(row, name)
        return {str(op) for op in db.session.scalars(select(Op.id))}
