"""The demo as `make run` makes it, on a new database, at any moment and in any zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from config import Settings
from tests.conftest import close
from tests.databases import Databases, Postgres, Sqlite
from tests.postgres import running_cluster
from webapp import create_app, demo
from webapp.web.commits import Afterglow

Demo = Callable[..., AbstractContextManager[Afterglow]]


@pytest.fixture(scope="session")
def databases(database_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Databases with tables, and nobody in them."""
    folder = tmp_path_factory.mktemp(f"bare-{database_name}")
    if database_name == "sqlite":
        yield Sqlite(folder, lambda: None)
        return
    with running_cluster(fsync=False) as cluster:
        yield Postgres(cluster, lambda: None)


@pytest.fixture
def demo_at(databases: Databases, tmp_path: Path) -> Demo:
    """`with demo_at(time_zone="Asia/Tokyo") as app`: a new demo of a clinic in that zone."""
    numbers = iter(range(1000))

    @contextmanager
    def make(**settings: object) -> Iterator[Afterglow]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        with databases.fresh(folder) as fresh:
            app = create_app(replace(fresh, environment="demo", **settings))
            with app.app_context():
                demo.fill()
            yield app
            close(app)

    return make


@pytest.fixture
def app(demo_at: Demo) -> Iterator[Afterglow]:
    with demo_at() as app:
        yield app


@pytest.fixture
def bare_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Where nothing has been set up."""
    place = f"sqlite:///{tmp_path}/bare"
    return replace(settings, database_url=f"{place}.db", keys_database_url=f"{place}-keys.db")
