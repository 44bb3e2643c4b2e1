"""Starting a server: the settings of a first try, and granian as it was measured best."""

from __future__ import annotations

import base64
import os
import secrets
import sys
from pathlib import Path
from zoneinfo import available_timezones

FIRST_SETTINGS = """\
# Made for a first try on this machine. docs/deploy.md lists every setting.
ENVIRONMENT=demo
SECRET_KEY={secret_key}
KEY_ENCRYPTION_KEYS={key_encryption_keys}
DATABASE_URL=sqlite:///{folder}/afterglow.db
TIME_ZONE={time_zone}
CLINIC_NAME=Harbour Street clinic
CLINIC_PHONE=+1 555 0142
CLINIC_HOURS=Monday to Friday, 9 to 17
"""


def new_key() -> str:
    """A first key-encryption key, as KEY_ENCRYPTION_KEYS takes it."""
    return f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def write_first_settings(path: Path) -> None:
    """Settings for `make run`, with keys of their own. Never overwrites any."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = FIRST_SETTINGS.format(
        secret_key=secrets.token_urlsafe(48),
        key_encryption_keys=new_key(),
        folder=path.parent,
        time_zone=zone_here(),
    )
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def zone_here(localtime: Path = Path("/etc/localtime")) -> str:
    """This machine's time zone: whoever tries the demo here most likely lives by it."""
    name = str(localtime.resolve()).partition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def command(host: str, port: int, workers: int, app: str = "wsgi:app") -> list[str]:
    """granian: a process per core, one request at a time each, a short queue."""
    granian = str(Path(sys.executable).parent / "granian")
    arguments = ("--interface", "wsgi", "--no-ws", "--blocking-threads", "1")
    limits = ("--backpressure", "64", "--workers", str(workers), "--respawn-failed-workers")
    return [granian, *arguments, *limits, "--host", host, "--port", str(port), app]


def serve(host: str, port: int, workers: int) -> None:
    """Become the server."""
    become = command(host, port, workers)
    os.execv(become[0], become)  # noqa: S606 - the environment's own server, no shell
