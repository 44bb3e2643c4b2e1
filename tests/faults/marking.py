"""Finding words again in files, however they were written down."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from config import Settings
from tests.postgres import programs
from tests.server import ROOT, environment

BLOCK = 3  # base64 turns three bytes into four letters
STATIC = ROOT / "instance" / "static"


class Markers:
    """Words that occur nowhere else, one for each field they were typed into.

    They begin alike, so that a file is read through once for all of them. Letters and digits
    only, so that they look the same in an address.
    """

    def __init__(self) -> None:
        self.stem = f"mark{uuid4().hex[:20]}"
        self._typed: dict[bytes, str] = {}

    def mark(self, field: str) -> str:
        word = f"{self.stem}{len(self._typed):04}"
        self._typed[word.encode()] = field
        return word

    def found_in(self, files: Iterable[Path]) -> list[str]:
        """Which field's words are in which file, and how they are written there."""
        return sorted({fault for file in files for fault in self._found(file)})

    def _found(self, file: Path) -> Iterator[str]:
        held = file.read_bytes()
        for word in re.findall(rb"%s\d{4}" % self.stem.encode(), held):
            yield f"{file.name}: what was typed into {self._typed[word]}"
        lower = held.lower()
        for how, look in looks_of(self.stem).items():
            # Hexadecimal digits are written large by some and small by others.
            if look in (lower if how == "hexadecimal" else held):
                yield f"{file.name}: something that was typed, {how}"


def looks_of(word: str) -> dict[str, bytes]:
    """The bytes that give a word away in each way of writing it down."""
    plain = word.encode()
    looks = {"as it is": plain, "UTF-16": word.encode("utf-16-le")}
    looks["hexadecimal"] = plain.hex().encode()
    for shift in range(BLOCK):
        # Within a longer text the word may begin at any of three places of base64's blocks.
        inner = plain[shift:]
        looks[f"base64 ({shift})"] = base64.b64encode(inner[: len(inner) // BLOCK * BLOCK])
    return looks


def where_words_could_be(settings: Settings, folder: Path) -> list[Path]:
    """Every file in which this installation keeps, copies or logs something.

    `folder` holds its SQLite files or its dumps, and what the server said.
    """
    if settings.database_url.startswith("sqlite"):
        back_up(settings, folder / "backup")
        return files_below(folder, STATIC)
    urls = [_plain(settings.database_url), _plain(settings.keys_database_url)]
    for number, url in enumerate(urls):
        dump = [programs() / "pg_dump", "--dbname", url, "--file", folder / f"{number}.sql"]
        subprocess.run(dump, check=True)
    return [*files_below(folder, STATIC), *(file for url in urls for file in _of_postgres(url))]


def back_up(settings: Settings, folder: Path) -> None:
    """As the operator does."""
    flask = [Path(sys.executable).parent / "flask", "--app", "wsgi", "backup", folder]
    subprocess.run(flask, cwd=ROOT, env=environment(settings), check=True, capture_output=True)


def files_below(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def _of_postgres(url: str) -> list[Path]:
    """The server's own files of this database, and its write-ahead log."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        [[oid]] = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchall()
    data = Path(make_url(url).query["host"]) / "data"
    return files_below(data / "base" / str(oid), data / "pg_wal")


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")
