"""The app on a database of its own for every test, with the whole cast planted in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from config import Settings
from tests.cast import Cast, plant
from tests.compiled import compile_once
from tests.databases import Databases, Postgres, Sqlite
from tests.phone import Phone
from tests.postgres import running_cluster
from webapp import create_app
from webapp.database import now
from webapp.web.commits import Afterglow

pytest_plugins = ["tests.hanging"]
compile_once()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--databases", default="sqlite,postgres", help="Which databases to test on.")
    parser.addoption("--seeds", type=int, default=5, help="How often the signal flaps.")
    parser.addoption("--drafts", type=int, default=200, help="How much is written meanwhile.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_name" in metafunc.fixturenames:
        names = metafunc.config.getoption("--databases").split(",")
        if only := metafunc.definition.get_closest_marker("only_on"):
            assert set(only.args) <= {"sqlite", "postgres"}, only.args
            names = [name for name in names if name in only.args]
        marks = {"postgres": pytest.mark.postgres}
        metafunc.parametrize(
            "database_name",
            [pytest.param(name, marks=marks.get(name, ())) for name in names],
            scope="session",
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was tried, where tests count it."""
    ended = [one for one in terminalreporter.stats.get("", ()) if one.when == "teardown"]
    if inputs := sum(dict(one.user_properties).get("inputs", 0) for one in ended):
        terminalreporter.write_line(f"{inputs:,} bad inputs tried")


@pytest.fixture(scope="session")
def databases(database_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Where databases with the cast in them are had from."""
    folder = tmp_path_factory.mktemp(database_name)
    if database_name == "sqlite":
        yield Sqlite(folder, plant)
        return
    with running_cluster(fsync=False) as cluster:
        yield Postgres(cluster, plant)


@pytest.fixture
def settings(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    with databases.fresh(tmp_path) as settings:
        yield settings


@pytest.fixture
def app(settings: Settings) -> Iterator[Afterglow]:
    app = create_app(settings)
    yield app
    close(app)


def close(app: Afterglow) -> None:
    """Let go of the databases, so that they can be thrown away."""
    from webapp.database import db

    db.reading.dispose()
    app.extensions["key_store"].close()


@pytest.fixture
def cast(app: Afterglow) -> Iterator[Cast]:
    """Wren, Moss, Rue and Ana of Juniper circle, Ilse of Harbour circle, and Olive of none.

    Runs inside an app context of its own, in which their records may be looked at.
    """
    with app.app_context():
        yield Cast.load()


@pytest.fixture
def phone_of(app: Afterglow) -> Callable[..., Phone]:
    """A phone on which somebody is signed in: `phone_of(cast.wren)`; on `phone_of()`, nobody."""

    def take(person: object = None) -> Phone:
        phone = Phone(app)
        return phone.signed_in_as(person) if person else phone

    return take


@pytest.fixture
def at_noon(cast: Cast) -> Iterator[None]:
    """Noon of today: until the morning it would still be the day before."""
    with time_machine.travel(now().replace(hour=12)):
        yield
