"""The commands say what they need in one sentence, and do nothing twice."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.reading import ROOT
from tests.missing import cannot_run

Finished = subprocess.CompletedProcess[str]
Run = Callable[..., Finished]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Our scripts on the machine of somebody who is not root; fake programs come first."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    (tmp_path / "bin").mkdir()

    def fake(where: Path, script: str) -> None:
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(f"#!/bin/sh\n{script}\n")
        where.chmod(0o755)

    def run(*command: str, ci: str = "", **fakes: str) -> Finished:
        fake(tmp_path / "bin" / "id", "echo 1000")
        for name, script in fakes.items():
            folder = ".venv/bin" if name.startswith("venv_") else "bin"
            fake(tmp_path / folder / name.removeprefix("venv_"), script)
        path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
        environment = {"PATH": path, "CI": ci, "PYTHON": "python3"}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return run


def sentences(finished: Finished) -> list[str]:
    return [line for line in finished.stderr.splitlines() if not line.endswith("...")]


def test_make_alone_says_what_there_is_to_do() -> None:
    command = ("make", "-s", "-C", str(ROOT))
    environment = os.environ | {"MAKEFLAGS": "", "MAKELEVEL": ""}
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    offered = {line.split()[1] for line in told.stdout.splitlines()}
    assert offered >= {"help", "run", "test", "check", "format", "bench", "lock"}


def test_an_old_python_is_named_in_one_sentence(run: Run) -> None:
    finished = run(".ci/environment", "requirements.txt", python3="exit 1")
    assert finished.returncode == 1
    assert len(sentences(finished)) == 1
    assert "Python 3.11" in finished.stderr


def test_a_missing_venv_module_is_named_in_one_sentence(run: Run) -> None:
    without_venv = 'case "$2" in *ensurepip*) exit 1 ;; esac'
    finished = run(".ci/environment", "requirements.txt", python3=without_venv)
    assert finished.returncode == 1
    assert len(sentences(finished)) == 1
    assert "python3-venv" in finished.stderr


def test_an_environment_that_is_whole_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask==3.1.3\n")
    run("true", venv_python="exit 1", venv_pip=f"exec {tmp_path}/.venv/bin/python")
    shutil.copy(tmp_path / "requirements.txt", tmp_path / ".venv")
    finished = run(".ci/environment", "requirements.txt", python3="exit 1")
    assert (finished.returncode, finished.stderr) == (0, "")


def test_an_environment_of_other_versions_is_not_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask==3.1.3\n")
    pip = 'echo "$@" >asked'
    run("true", venv_python=pip, venv_pip=f"exec {tmp_path}/.venv/bin/python")
    (tmp_path / ".venv" / "requirements.txt").write_text("flask==3.1.2\n")
    finished = run(".ci/environment", "requirements.txt")
    assert finished.returncode == 0, finished.stderr
    assert "--require-hashes -r requirements.txt" in (tmp_path / "asked").read_text()
    assert (tmp_path / ".venv" / "requirements.txt").read_text() == "flask==3.1.3\n"


@pytest.mark.parametrize(("script", "lacks"), [("browser", "Chromium"), ("postgres", "PostgreSQL")])
@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_what_cannot_be_had_is_named_and_fails_only_where_all_has_to_run(
    run: Run, script: str, lacks: str, ci: str, code: int
) -> None:
    finished = run(f".ci/{script}", ci=ci, venv_python="exit 1", venv_playwright="exit 1")
    assert finished.returncode == code
    assert len(sentences(finished)) == 1
    assert lacks in finished.stderr


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
def test_a_test_that_cannot_run_is_skipped_or_fails(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no moon"):
        cannot_run("There is no moon tonight.")
