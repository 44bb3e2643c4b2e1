"""The operator starts Afterglow with all it needs, or is told in one sentence what is missing."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from config import Settings
from tests.cast import plant
from tests.databases import Databases, Sqlite
from tests.server import ROOT, STARTED_WITHIN, environment, free_port, running
from webapp import serving

BIN = Path(sys.executable).parent
WRONG_KEY = f"1:{base64.b64encode(b'x' * 32).decode()}"
START = (sys.executable, "-m", "webapp", "run", "--port", "{port}")
CHECK = (str(BIN / "flask"), "--app", "wsgi", "check")
FAULTS = {
    "without its key": {"KEY_ENCRYPTION_KEYS": None},
    "with another key": {"KEY_ENCRYPTION_KEYS": WRONG_KEY},
    "with half a key": {"KEY_ENCRYPTION_KEYS": "1:c2hvcnQ="},
    "with a key file that is not there": {"KEY_ENCRYPTION_KEYS_FILE": "{folder}/none"},
    "without the secret for cookies": {"SECRET_KEY": None},
    "without a database": {"DATABASE_URL": None},
    "with a database that cannot be opened": {"DATABASE_URL": "sqlite:///{folder}/none/words.db"},
    "without the keys of its database": {"KEYS_DATABASE_URL": "sqlite:///{folder}/none.db"},
    "in production without its address": {"ENVIRONMENT": "production", "SITE_URL": None},
}


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return Sqlite(tmp_path_factory.mktemp("sqlite"), plant)


def run(
    command: tuple[str, ...], settings: Settings, folder: Path, changed: dict[str, str | None]
) -> subprocess.CompletedProcess[str]:
    """Run it with some of its settings changed, or taken away."""
    told: dict[str, str | None] = {**environment(settings), **changed}
    return subprocess.run(
        [part.format(port=free_port()) for part in command],
        cwd=ROOT,
        env={name: text.format(folder=folder) for name, text in told.items() if text is not None},
        capture_output=True,
        text=True,
        timeout=STARTED_WITHIN,
        check=False,
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_it_does_not_start(settings: Settings, tmp_path: Path, fault: str) -> None:
    refused = run(START, settings, tmp_path, FAULTS[fault])
    assert refused.returncode != 0
    assert refused.stdout == ""
    assert refused.stderr.startswith("Afterglow cannot start: ")
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.endswith(".\n")


@pytest.mark.parametrize("fault", ["with another key", "without the keys of its database"])
def test_the_check_says_it_too(settings: Settings, tmp_path: Path, fault: str) -> None:
    refused = run(CHECK, settings, tmp_path, FAULTS[fault])
    assert refused.returncode != 0
    assert "Traceback" not in refused.stderr


def test_a_whole_configuration_passes_the_check(settings: Settings, tmp_path: Path) -> None:
    assert "ready" in run(CHECK, settings, tmp_path, {}).stdout


def test_workers_that_another_server_starts_refuse_as_well(
    settings: Settings, tmp_path: Path
) -> None:
    command = tuple(serving.command("127.0.0.1", free_port(), 1))
    refused = run(command, settings, tmp_path, FAULTS["with another key"])
    assert refused.returncode != 0
    assert "not the key this database was sealed with" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_new_database_is_set_up_and_served(settings: Settings, tmp_path: Path) -> None:
    """And the keys that `setup` made are the ones that the server takes."""
    fresh = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/fresh.db",
        "KEYS_DATABASE_URL": f"sqlite:///{tmp_path}/fresh-keys.db",
    }
    assert run((*CHECK[:-1], "setup"), settings, tmp_path, fresh).returncode == 0
    told = Settings(
        settings.secret_key,
        settings.key_encryption_keys,
        fresh["DATABASE_URL"],
        fresh["KEYS_DATABASE_URL"],
        environment="test",
    )
    with running(told, tmp_path, workers=1) as server:
        assert server.is_well()
