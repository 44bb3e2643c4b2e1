"""Settings, read once from the environment. Half a configuration is refused with a sentence."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HTMX_CDN_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
SETTINGS = Path(__file__).parent / "instance" / "settings.env"
ENVIRONMENTS = ("production", "demo", "test")
HTMX_SOURCES = ("cdn", "self")
KEY_BYTES = 32


class SettingsError(Exception):
    """A setting is missing or wrong. The message is one sentence for the operator."""


@dataclass(frozen=True)
class Clinic:
    """Who stands behind this server, as the care card names them."""

    name: str = "Your clinic"
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    sender: str
    account: str = ""
    password: str = ""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two installations. See docs/deploy.md for the table."""

    secret_key: str
    key_encryption_keys: Mapping[int, bytes]
    database_url: str
    keys_database_url: str
    site_url: str = "http://127.0.0.1:8000"
    environment: str = "production"
    app_name: str = "Afterglow"
    htmx_source: str = "cdn"
    htmx_cdn_url: str = HTMX_CDN_URL
    country: str = "US"
    time_zone: str = "UTC"
    clinic: Clinic = field(default_factory=Clinic)
    mail: MailServer | None = None
    trusted_proxies: int = 0

    @property
    def secure(self) -> bool:
        """Whether people reach the site over TLS, so cookies may be locked to this host."""
        return self.site_url.startswith("https://")

    @property
    def demo(self) -> bool:
        return self.environment == "demo"


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises SettingsError with one sentence that says what is missing or wrong.
    """
    environment = _choice(environ, "ENVIRONMENT", ENVIRONMENTS)
    database_url = _required(environ, "DATABASE_URL")
    return Settings(
        secret_key=_secret_key(environ),
        key_encryption_keys=_key_encryption_keys(environ),
        database_url=database_url,
        keys_database_url=_keys_url(environ, database_url),
        site_url=_site_url(environ, environment),
        environment=environment,
        app_name=environ.get("APP_NAME") or "Afterglow",
        htmx_source=_choice(environ, "HTMX_SOURCE", HTMX_SOURCES),
        htmx_cdn_url=environ.get("HTMX_CDN_URL") or HTMX_CDN_URL,
        country=environ.get("COUNTRY") or "US",
        time_zone=_time_zone(environ),
        clinic=Clinic(
            environ.get("CLINIC_NAME") or "Your clinic",
            environ.get("CLINIC_PHONE", ""),
            environ.get("CLINIC_HOURS", ""),
        ),
        mail=_mail_server(environ),
        trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0),
    )


def environment_with_file(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment, laid over `SETTINGS_FILE` (default `instance/settings.env`) if it exists.

    One or the other: an environment that names its database is complete in itself.
    """
    if "DATABASE_URL" in environ:
        return dict(environ)
    path = Path(environ.get("SETTINGS_FILE") or SETTINGS)
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs} | dict(environ)


def _required(environ: Mapping[str, str], name: str) -> str:
    if value := environ.get(name):
        return value
    raise SettingsError(f"{name} is not set; docs/deploy.md says what it is for.")


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environ.get(name) or choices[0]
    if value not in choices:
        raise SettingsError(f"{name} is '{value}', but can only be {' or '.join(choices)}.")
    return value


def _secret_key(environ: Mapping[str, str]) -> str:
    secret = _required(environ, "SECRET_KEY")
    if len(secret) < KEY_BYTES:
        raise SettingsError("SECRET_KEY is shorter than 32 characters.")
    return secret


def _key_encryption_keys(environ: Mapping[str, str]) -> dict[int, bytes]:
    """`1:<base64>,2:<base64>`, from KEY_ENCRYPTION_KEYS or the file it is kept in."""
    text = environ.get("KEY_ENCRYPTION_KEYS", "")
    if path := environ.get("KEY_ENCRYPTION_KEYS_FILE"):
        try:
            text = Path(path).read_text("ascii")
        except OSError as error:
            raise SettingsError(
                f"KEY_ENCRYPTION_KEYS_FILE cannot be read: {error.strerror}."
            ) from error
    if not text.strip():
        raise SettingsError(
            "KEY_ENCRYPTION_KEYS is not set: without it nothing written here can be read; "
            "`python -m webapp keygen` makes the first one."
        )
    try:
        pairs = [part.strip().split(":", 1) for part in text.split(",")]
        keys = {int(version): base64.b64decode(key, validate=True) for version, key in pairs}
    except (ValueError, binascii.Error) as error:
        raise SettingsError("KEY_ENCRYPTION_KEYS must look like 1:<base64>.") from error
    if any(len(key) != KEY_BYTES for key in keys.values()):
        raise SettingsError("Every key in KEY_ENCRYPTION_KEYS must be 32 bytes long.")
    return keys


def _keys_url(environ: Mapping[str, str], database_url: str) -> str:
    """Keys live apart from what they open: a sibling file on SQLite, named on PostgreSQL."""
    if url := environ.get("KEYS_DATABASE_URL"):
        return url
    if database_url.startswith("sqlite"):
        return f"{database_url.removesuffix('.db')}-keys.db"
    raise SettingsError("KEYS_DATABASE_URL is not set; PostgreSQL needs it beside DATABASE_URL.")


def _site_url(environ: Mapping[str, str], environment: str) -> str:
    if environment == "demo" and environ.get("SITE_URL", "").startswith("https://"):
        raise SettingsError("ENVIRONMENT is demo, whose people and password everybody knows.")
    if environment == "production" and not _required(environ, "SITE_URL").startswith("https://"):
        raise SettingsError("SITE_URL must begin with https:// in production.")
    return (environ.get("SITE_URL") or "http://127.0.0.1:8000").rstrip("/")


def _time_zone(environ: Mapping[str, str]) -> str:
    name = environ.get("TIME_ZONE") or "UTC"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(f"TIME_ZONE '{name}' is not known.") from error


def _mail_server(environ: Mapping[str, str]) -> MailServer | None:
    if not (host := environ.get("MAIL_HOST")):
        return None
    return MailServer(
        host,
        _number(environ, "MAIL_PORT", 587),
        _required(environ, "MAIL_SENDER"),
        environ.get("MAIL_ACCOUNT", ""),
        environ.get("MAIL_PASSWORD", ""),
    )


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdigit():
        raise SettingsError(f"{name} is '{text}', but has to be a number.")
    return int(text)
