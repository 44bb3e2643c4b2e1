"""What the operator does from a shell. No command shows anybody's words."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import MultiDict

from config import Settings, SettingsError
from webapp import backups, demo, migrations
from webapp.circles.agreements import first_agreement
from webapp.circles.models import Circle
from webapp.database import db, now, uuid7
from webapp.facilitation.forms import CircleForm
from webapp.keys import WrongKey, key_store
from webapp.participants.forms import ForgottenForm, NameForm, known_zone
from webapp.participants.models import Participant
from webapp.participants.passwords import reset_link
from webapp.web.forms import Form

NOT_READY = (SettingsError, WrongKey)


def init_app(app: Flask) -> None:
    for command in (setup, check, reset_link_command, backup, restore, rewrap, facilitator, circle):
        app.cli.add_command(command)


def prepare() -> None:
    """Make or update keys and database; fill a new one where ENVIRONMENT is demo."""
    fresh = _is_new()
    if fresh:
        # Only now: a new key could open nothing of a database that holds words already.
        key_store().create()
    key_store().verify()
    migrations.upgrade()
    if fresh and _settings().demo:
        demo.fill()


def _is_new() -> bool:
    """Whether nothing is in the database yet. Raises SettingsError where there is none."""
    try:
        return migrations.is_new()
    except OperationalError as error:
        reason = str(error.orig).partition("\n")[0].rstrip(".")
        raise SettingsError(f"DATABASE_URL cannot be opened: {reason}.") from error


def _ready() -> None:
    """End the command, in one sentence, unless database and keys are there and fit together."""
    try:
        if _is_new():
            raise SettingsError("The database is empty: run `flask --app wsgi setup` first.")
        key_store().verify()
    except NOT_READY as error:
        raise click.ClickException(str(error)) from error


@click.command()
@with_appcontext
def setup() -> None:
    """Make the database, or bring it up to date."""
    try:
        prepare()
    except NOT_READY as error:
        raise click.ClickException(str(error)) from error


@click.command()
@with_appcontext
def check() -> None:
    """Say whether the configuration is complete and the keys fit the database."""
    _ready()
    settings = _settings()
    click.echo(f"{settings.app_name} at {settings.site_url}, {settings.environment}: ready.")
    if settings.mail is None:
        click.echo("No mail server: `flask reset-link E-MAIL` prints the way back in.")
    if not settings.clinic.phone:
        click.echo("CLINIC_PHONE is not set: the care card shows crisis lines only.")


@click.command("reset-link")
@click.argument("email")
@with_appcontext
def reset_link_command(email: str) -> None:
    """Print a link with which the person with this e-mail chooses a new password."""
    _ready()
    participant = _person(email)
    with current_app.test_request_context():
        click.echo(reset_link(participant))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def backup(folder: Path) -> None:
    """Write a checked copy of the database, and of the keys beside it, into FOLDER."""
    _ready()
    try:
        for path in backups.make(folder, _settings(), now()):
            click.echo(str(path))
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(copy: Path) -> None:
    """Put a backup back in place of the database. Accounts deleted since stay unreadable."""
    try:
        backups.restore(copy, _settings())
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Restored.")


@click.command()
@with_appcontext
def rewrap() -> None:
    """Wrap all keys with the newest key-encryption key."""
    _ready()
    click.echo(f"{key_store().rewrap()} keys wrapped anew.")


@click.command()
@click.argument("email")
@click.argument("name")
@click.option("--time-zone", help="IANA name, by default the clinic's.")
@with_appcontext
def facilitator(email: str, name: str, time_zone: str | None) -> None:
    """Make the account of a facilitator, and print the link they choose a password with."""
    _ready()
    zone = known_zone(time_zone or _settings().time_zone)
    if zone is None:
        raise click.ClickException("This time zone is not known; write it like Europe/Berlin.")
    _valid(ForgottenForm, email=email)
    _valid(NameForm, display_name=name)
    if db.session.scalar(Participant.with_email(email)):
        raise click.ClickException("Somebody has an account with this e-mail already.")
    person = Participant.register(
        uuid7(),
        email,
        display_name=name,
        password=None,
        time_zone=zone,
        facilitator_since=now(),
    )
    with db.transaction() as session:
        session.add(person)
    with current_app.test_request_context():
        click.echo(reset_link(person))


@click.command()
@click.argument("email")
@click.argument("name")
@click.option("--open", "is_open", is_flag=True, help="New people at each gathering.")
@with_appcontext
def circle(email: str, name: str, is_open: bool) -> None:
    """Start a circle that the facilitator with this e-mail facilitates."""
    _ready()
    person, zone, agreement = _person(email), _settings().time_zone, first_agreement()
    _valid(CircleForm, name=name, time_zone=zone, agreement=agreement, kind="closed")
    with db.transaction() as session:
        session.add_all(Circle.start(person, name, agreement, is_open, zone))
    click.echo(f"{name} is there, with a first agreement to edit.")


def _settings() -> Settings:
    return current_app.extensions["settings"]


def _valid(form_class: type[Form], **typed: str) -> None:
    """What is typed in a shell keeps to the same rules as what is typed in the app."""
    form = form_class(formdata=MultiDict(typed))
    if not form.validate():
        raise click.ClickException(" ".join(errors[0] for errors in form.errors.values()))


def _person(email: str) -> Participant:
    if person := db.session.scalar(Participant.with_email(email)):
        return person
    raise click.ClickException("Nobody has an account with this e-mail.")
