"""The demo, served by the real server, for whoever drives it in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flask_security import hash_password
from sqlalchemy import Engine, select

from config import Settings
from tests.databases import prepare, settings_for
from tests.phone import Phone
from tests.server import Server, running
from webapp import create_app
from webapp.circles.models import Acceptance, Agreement, Circle, Membership, Role
from webapp.database import db, uuid7
from webapp.demo import PASSWORD, fill, invitation_token
from webapp.demo.stage import email_of
from webapp.participants.models import Participant
from webapp.web.commits import Afterglow

# Nobody signs in anew for every test, or their list of sign-ins grows longer than any page.
_signed_in: dict[tuple[str, str], list[dict[str, object]]] = {}

__all__ = ["PASSWORD", "Demo", "email_of", "serving"]


class Demo(NamedTuple):
    """A running server, and the app on the same database to look things up in."""

    server: Server
    app: Afterglow
    engines: tuple[Engine, Engine]
    invitation: str

    @property
    def url(self) -> str:
        return self.server.url

    @contextmanager
    def inside(self) -> Iterator[None]:
        """An app context. A process has one `db`, which is lent to this demo meanwhile."""
        lent = db.reading, db.writing
        db.reading, db.writing = self.engines
        try:
            with self.app.test_request_context(base_url=self.url):
                yield
        finally:
            db.reading, db.writing = lent

    def newcomer(self, name: str, to: str = "Juniper circle") -> Participant:
        """Somebody who has just joined a circle."""
        with self.inside():
            circles = db.session.scalars(select(Circle).order_by(Circle.id))
            circle = next(circle for circle in circles if circle.name == to)
            agreement = db.session.scalars(Agreement.current(circle.id)).one()
            person = Participant.register(
                uuid7(),
                email_of(name),
                display_name=name.title(),
                password=_password(),
                time_zone="UTC",
            )
            with db.transaction() as session:
                session.add_all(
                    (
                        person,
                        Membership.of(circle.id, person, Role.PARTICIPANT, name.title()),
                        Acceptance(participant_id=person.id, agreement_id=agreement.id),
                    )
                )
            return person

    def cookies_of(self, name: str, url: str = "") -> list[dict[str, object]]:
        """What a phone holds on which they have signed in. That itself has tests of its own.

        `url` is where the phone reaches the site, when that is not its own address.
        """
        if (self.url, name) not in _signed_in:
            _signed_in[self.url, name] = self._sign_in(name)
        return [{**cookie, "url": url or self.url} for cookie in _signed_in[self.url, name]]

    def _sign_in(self, name: str) -> list[dict[str, object]]:
        with self.inside():
            person = db.session.scalars(Participant.with_email(email_of(name))).one()
            client = Phone(self.app).signed_in_as(person).client
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return [{"name": cookie.key, "value": cookie.value, "url": self.url, "httpOnly": True}]


@cache
def _password() -> str:
    return hash_password(PASSWORD)


@contextmanager
def serving(
    folder: Path, plant: Callable[[], None] = fill, *, app: str = "wsgi:app", **settings: object
) -> Iterator[Demo]:
    """`settings` replace those of the tests, such as htmx_source; `app` is what the server runs."""
    with _app(_settings(folder, settings), plant) as (told, here):
        with here.app_context():
            token = invitation_token()
        engines = db.reading, db.writing
        with running(told, folder, workers=1, app=app) as server:
            yield Demo(server, here, engines, f"{server.url}/join/{token}")
        engines[0].dispose()


def _settings(folder: Path, settings: dict[str, object]) -> Settings:
    told = settings_for(f"sqlite:///{folder}/words.db", f"sqlite:///{folder}/keys.db")
    return replace(told, environment="demo", site_url="http://127.0.0.1", **settings)


@contextmanager
def _app(settings: Settings, plant: Callable[[], None]) -> Iterator[tuple[Settings, Afterglow]]:
    prepare(settings, plant)
    app = create_app(settings)
    yield settings, app
    app.extensions["key_store"].close()
