"""The tests' own PostgreSQL comes, keeps databases apart and goes."""

from pathlib import Path

import psycopg
import pytest

from tests.postgres import new_database, programs, running_cluster

pytestmark = pytest.mark.postgres


def folder_of(url: str) -> Path:
    return Path(url.partition("?host=")[2])


def test_a_cluster_answers_and_leaves_nothing_behind() -> None:
    with running_cluster(fsync=False) as url:
        first, second = new_database(url), new_database(url)
        with psycopg.connect(first) as session:
            session.execute("CREATE TABLE note (words text)")
        with psycopg.connect(second) as session:
            assert session.execute("SELECT to_regclass('note')").fetchone() == (None,)
            assert session.execute("SHOW fsync").fetchone() == ("off",)
            assert session.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert folder_of(url).is_dir()
    assert not folder_of(url).exists()


def test_a_cluster_survives_a_crash_unless_told_otherwise() -> None:
    with running_cluster() as url, psycopg.connect(url) as session:
        assert session.execute("SHOW fsync").fetchone() == ("on",)


def test_the_newest_version_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    assert programs(str(tmp_path)) == tmp_path / "17" / "bin"
