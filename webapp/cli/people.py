"""The first people of an installation, and a way back in for anybody."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from werkzeug.datastructures import MultiDict

from webapp.circles.agreements import first_agreement
from webapp.circles.models import Circle
from webapp.cli.readiness import ready, settings
from webapp.database import db, now, uuid7
from webapp.facilitation.forms import CircleForm
from webapp.participants.forms import ForgottenForm, NameForm, known_zone
from webapp.participants.models import Participant
from webapp.participants.passwords import reset_link
from webapp.web.forms import Form


@click.command("reset-link")
@click.argument("email")
@with_appcontext
def reset_link_command(email: str) -> None:
    """Print a link with which the person with this e-mail chooses a new password."""
    ready()
    participant = _person(email)
    with current_app.test_request_context():
        click.echo(reset_link(participant))


@click.command()
@click.argument("email")
@click.argument("name")
@click.option("--time-zone", help="IANA name, by default the clinic's.")
@with_appcontext
def facilitator(email: str, name: str, time_zone: str | None) -> None:
    """Make the account of a facilitator, and print the link they choose a password with."""
    ready()
    zone = known_zone(time_zone or settings().time_zone)
    if zone is None:
        raise click.ClickException("This time zone is not known; write it as in Europe/Berlin.")
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
    ready()
    person, zone, agreement = _person(email), settings().time_zone, first_agreement()
    _valid(CircleForm, name=name, time_zone=zone, agreement=agreement, kind="closed")
    with db.transaction() as session:
        session.add_all(Circle.start(person, name, agreement, is_open, zone))
    click.echo(f"{name} is there, with a first agreement to edit.")


def _valid(form_class: type[Form], **typed: str) -> None:
    """What is typed in a shell keeps to the same rules as what is typed in the app."""
    form = form_class(formdata=MultiDict(typed))
    if not form.validate():
        raise click.ClickException(" ".join(errors[0] for errors in form.errors.values()))


def _person(email: str) -> Participant:
    if person := db.session.scalar(Participant.with_email(email)):
        return person
    raise click.ClickException("Nobody has an account with this e-mail.")
