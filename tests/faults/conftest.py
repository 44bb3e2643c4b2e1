"""How hard the fault tests push. `make test` pushes a little; before a release, push for long:
`pytest tests/faults --writes 20000 --kills 100 --backups 100 --timeout 3600`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config import Settings
from tests.conftest import close
from tests.databases import Databases
from tests.server import Server, running
from webapp import create_app
from webapp.web.commits import Afterglow

AMOUNTS = {"writes": 1600, "kills": 8, "backups": 4}


def pytest_addoption(parser: pytest.Parser) -> None:
    for name, amount in AMOUNTS.items():
        parser.addoption(f"--{name}", type=int, help=f"How many {name} (default {amount}).")


@pytest.fixture(scope="session")
def amount_of(pytestconfig: pytest.Config) -> dict[str, int]:
    """The options, which pytest only knows when it is pointed at this folder."""
    return {name: pytestconfig.getoption(name, None) or few for name, few in AMOUNTS.items()}


@pytest.fixture(scope="module")
def standing(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Settings, Path]]:
    """A database that the tests of one module share."""
    folder = tmp_path_factory.mktemp("standing")
    with databases.fresh(folder) as settings:
        yield settings, folder


@pytest.fixture(scope="module")
def server(standing: tuple[Settings, Path]) -> Iterator[Server]:
    """Two workers on it."""
    settings, folder = standing
    with running(settings, folder) as server:
        yield server


@pytest.fixture(scope="module")
def beside(standing: tuple[Settings, Path]) -> Iterator[Afterglow]:
    """The app in the test's own process, on the same database, to plant and to look."""
    app = create_app(standing[0])
    yield app
    close(app)
