"""Setting Afterglow up, and looking after it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import delete

from webapp import backups
from webapp.cli.readiness import NOT_READY, prepare, ready, settings
from webapp.database import db, now
from webapp.keys import key_store
from webapp.participants.models import SignIn
from webapp.web.limits import Tries
from webapp.web.operations import Op

FORGOTTEN_AFTER = timedelta(days=60)


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
    ready()
    ours = settings()
    click.echo(f"{ours.app_name} at {ours.site_url}, {ours.environment}: ready.")
    if ours.mail is None:
        click.echo("No mail server: `flask reset-link E-MAIL` prints the way back in.")
    if not ours.clinic.phone:
        click.echo("CLINIC_PHONE is not set: the care card shows crisis lines only.")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def backup(folder: Path) -> None:
    """Write a checked copy of the database, and of the keys beside it, into FOLDER."""
    ready()
    try:
        for path in backups.make(folder, settings(), now()):
            click.echo(str(path))
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(copy: Path) -> None:
    """Put a backup back in place of the database. Accounts deleted since stay unreadable."""
    try:
        backups.restore(copy, settings())
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Restored.")


@click.command()
@with_appcontext
def rewrap() -> None:
    """Wrap all keys with the newest key-encryption key."""
    ready()
    click.echo(f"{key_store().rewrap()} keys wrapped anew.")


@click.command()
@with_appcontext
def tidy() -> None:
    """Forget what is of no use after 60 days: ended sign-ins, names of submissions, tries."""
    ready()
    long_ago = now() - FORGOTTEN_AFTER
    with db.transaction() as session:
        session.execute(delete(Op).where(Op.created_at < long_ago))
        session.execute(delete(Tries).where(Tries.began_at < long_ago))
        session.execute(delete(SignIn).where(SignIn.started_at < long_ago))
