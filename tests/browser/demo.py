"""The demo, served by the real server, for whoever drives it in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from config import Settings
from tests.databases import prepare, settings_for
from tests.server import Server, running
from webapp import create_app
from webapp.database import db
from webapp.demo import PASSWORD, fill, invitation_token
from webapp.demo.stage import email_of

__all__ = ["PASSWORD", "Demo", "email_of", "serving"]


class Demo(NamedTuple):
    """A running server, and the app on the same database to look things up in."""

    server: Server
    app: Flask
    invitation: str

    @property
    def url(self) -> str:
        return self.server.url


@contextmanager
def serving(folder: Path, plant: Callable[[], None] = fill, **settings: object) -> Iterator[Demo]:
    """`settings` replace those of the tests, such as htmx_source."""
    with _app(_settings(folder, settings), plant) as (told, app):
        with app.app_context():
            token = invitation_token()
        with running(told, folder, workers=1) as server:
            yield Demo(server, app, f"{server.url}/join/{token}")


def _settings(folder: Path, settings: dict[str, object]) -> Settings:
    told = settings_for(f"sqlite:///{folder}/words.db", f"sqlite:///{folder}/keys.db")
    return replace(told, environment="demo", site_url="http://127.0.0.1", **settings)


@contextmanager
def _app(settings: Settings, plant: Callable[[], None]) -> Iterator[tuple[Settings, Flask]]:
    prepare(settings, plant)
    app = create_app(settings)
    yield settings, app
    db.reading.dispose()
    app.extensions["key_store"].close()
