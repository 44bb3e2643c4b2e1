"""The power is cut again and again while people write: what they were told is there, is there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from time import sleep

import pytest

from config import Settings
from tests.cast import Cast, plant
from tests.databases import Databases, Sqlite
from tests.faults.desks import desks_for
from tests.faults.looking import faults_in, is_whole
from tests.faults.writing import Device, write_until_silence
from tests.server import Server, running

DEVICES = 4
SHORTEST, LONGEST = 0.2, 1.0  # seconds of writing before the cut
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite only: PostgreSQL's own server is not what is killed here."""
    return Sqlite(tmp_path_factory.mktemp("sqlite"), plant)


Cutting = Callable[[str, int], tuple[list[Device], Server]]


@pytest.fixture
def cut_while_writing(cast: Cast, settings: Settings, tmp_path: Path) -> Iterator[Cutting]:
    """Serve `app`, cut its power `times` times under load; the devices and the server, up again."""
    with ExitStack() as stack:

        def cut(app: str, times: int) -> tuple[list[Device], Server]:
            server = stack.enter_context(running(settings, tmp_path, app=app))
            desks = desks_for(cast, shared_entries=False)[:DEVICES]
            devices = [
                stack.enter_context(closing(Device(server.url, desk, seed)))
                for seed, desk in enumerate(desks)
            ]
            for _ in range(times):
                _cut_once(server, devices, settings)
            return devices, server

        yield cut


def _cut_once(server: Server, devices: list[Device], settings: Settings) -> None:
    with ThreadPoolExecutor(len(devices)) as threads:
        writing = [threads.submit(write_until_silence, device) for device in devices]
        sleep(random.uniform(SHORTEST, LONGEST))
        server.kill()
    for one in writing:
        one.result()
    assert is_whole(settings)
    server.start()
    for device in devices:
        device.write()  # what was not answered, once more


def test_what_was_acknowledged_survives_every_power_cut_and_is_there_once(
    cut_while_writing: Cutting, amount_of: dict[str, int]
) -> None:
    devices, server = cut_while_writing("wsgi:app", amount_of["kills"])
    assert [device.repeat().headers["Outbox-Result"] for device in devices] == (
        ["duplicate"] * len(devices)
    )
    assert faults_in(device.ledger for device in devices) == []
    assert all(write.status in (200, 201) for device in devices for write in device.ledger)
    assert "Traceback" not in server.said()


def test_a_server_that_promises_too_early_is_found(cut_while_writing: Cutting) -> None:
    """The planted fault: acknowledged before it is on the disk."""
    devices, _server = cut_while_writing("tests.faults.hasty:app", 1)
    assert "lost" in " ".join(faults_in(device.ledger for device in devices))
