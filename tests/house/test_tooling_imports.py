"""The import rules find what they are meant to find."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import ROOT, files

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Our rules over a small house of empty folders."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    rooms = "web participants circles gatherings checkins intentions journal safety today"
    for room in ["", *rooms.split()]:
        (tmp_path / "webapp" / room).mkdir()
        (tmp_path / "webapp" / room / "__init__.py").touch()
    for room in ("database", "sealing", "cli"):
        (tmp_path / "webapp" / f"{room}.py").touch()
    (tmp_path / "webapp" / "__init__.py").write_text("from webapp import cli, journal, today\n")
    return tmp_path


def lint(house: Path) -> tuple[bool, str]:
    command = (sys.executable, "-c", LINT, "--no-cache")
    said = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    return said.returncode == 0, said.stdout + said.stderr


def test_imports_that_point_down_are_fine(house: Path) -> None:
    (house / "webapp/today/__init__.py").write_text("from webapp import journal, circles, web\n")
    (house / "webapp/journal/__init__.py").write_text("from webapp.checkins import __name__\n")
    kept, said = lint(house)
    assert kept, said


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("web", "from webapp import circles"),
        ("participants", "from webapp import circles"),
        ("gatherings", "from webapp import checkins"),
        ("journal", "from webapp import intentions"),
        ("safety", "from webapp import journal"),
        ("checkins", "from webapp import today"),
        ("today", "from webapp import cli"),
        ("circles", "import webapp\nwebapp.journal"),
    ],
)
def test_an_import_that_points_up_or_aside_is_found(house: Path, room: str, planted: str) -> None:
    (house / "webapp" / room / "__init__.py").write_text(planted + "\n")
    kept, said = lint(house)
    assert not kept, said
    assert f"webapp.{room} -> webapp" in said


def test_a_capability_without_its_place_is_found(house: Path) -> None:
    (house / "webapp" / "poems").mkdir()
    (house / "webapp" / "poems" / "__init__.py").touch()
    kept, said = lint(house)
    assert not kept, said
    assert "webapp.poems" in said


def test_every_folder_of_the_app_is_one_that_the_rules_see() -> None:
    folders = {path.parent for path in files("webapp/*.py") if "versions" not in path.parts}
    assert [folder.name for folder in folders if not (folder / "__init__.py").exists()] == []
