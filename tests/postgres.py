"""A PostgreSQL of the tests' own: empty, on a socket in a temporary folder, gone afterwards.

The system's server, if there is one, is never touched. `python -m tests.postgres` starts one and
says which version it is.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.missing import cannot_run

DEBIAN = "/usr/lib/postgresql"
STARTED_WITHIN = 30  # seconds
# What makes that a commit outlives a crash, and costs time.
LASTING = ("fsync", "synchronous_commit", "full_page_writes")
IN_C = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Account:
    """Whom the server runs as: PostgreSQL refuses root, so that root lends it a lesser account."""

    uid: int
    gid: int

    @classmethod
    def to_lend(cls) -> "Account":
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        cannot_run("PostgreSQL will not run as root, and there is no account to lend it.")

    def start(self, *command: str | Path, folder: Path, log: Path) -> subprocess.Popen[bytes]:
        """Start a program in `folder`; everything it says goes to `log`."""
        lesser = {"user": self.uid, "group": self.gid, "extra_groups": []}
        with log.open("ab") as said:
            return subprocess.Popen(
                command,
                cwd=folder,
                env=IN_C,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                **(lesser if os.geteuid() == 0 else {}),
            )


def programs(debian: str = DEBIAN) -> Path:
    """The folder of initdb and postgres: the newest of Debian's, else what PATH offers."""
    found = sorted(Path(debian).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    cannot_run("PostgreSQL is not installed (on Debian: apt install postgresql).")


@contextmanager
def running_cluster(*, fsync: bool = True) -> Iterator[str]:
    """Yield the URL of an empty UTF-8 database in a fresh cluster.

    `fsync=False` is for tests that never ask what survives a crash, and several times faster.
    Without the programs the test is skipped (or fails, see missing.py); when they fail,
    RuntimeError brings their log.
    """
    found = programs()
    account = Account.to_lend() if os.geteuid() == 0 else Account(os.geteuid(), os.getegid())
    with tempfile.TemporaryDirectory(prefix="afterglow-pg-") as name:
        folder = Path(name)
        os.chown(folder, account.uid, account.gid)
        log, data = folder / "log", folder / "data"
        flags = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        making = account.start(found / "initdb", "-D", data, *flags, folder=folder, log=log)
        if making.wait() != 0:
            raise RuntimeError(f"initdb failed:\n{log.read_text()}")

        lasting = [f"{name}={_on(fsync)}" for name in LASTING]
        options = [part for one in ("listen_addresses=", *lasting) for part in ("-c", one)]
        server = account.start(
            found / "postgres", "-D", data, "-k", folder, *options, folder=folder, log=log
        )
        url = f"postgresql://postgres@/postgres?host={folder}"
        try:
            _wait_for(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth keeping
            server.wait(timeout=STARTED_WITHIN)


def new_database(cluster: str) -> str:
    """Make one more empty database in the cluster and return its URL."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return cluster.replace("/postgres?", f"/{name}?")


def _on(switch: bool) -> str:
    return "on" if switch else "off"


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


if __name__ == "__main__":
    with running_cluster(fsync=False) as dsn, psycopg.connect(dsn) as session:
        print("PostgreSQL", session.info.server_version // 10000)
