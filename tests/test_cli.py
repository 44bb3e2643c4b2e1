"""The operator sets up and looks after Afterglow from a shell, and is told in sentences."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.cast import email_of
from tests.conftest import close
from tests.shell import Shell
from webapp import create_app
from webapp.__main__ import main
from webapp.circles.models import Circle, Membership, Role
from webapp.database import db, now
from webapp.journal.models import Entry
from webapp.keys import KeyStore
from webapp.participants.models import Participant, SignIn

COMMANDS = (
    "check",
    "reset-link",
    "backup",
    "restore",
    "rewrap",
    "facilitator",
    "circle",
    "setup",
    "tidy",
)


@pytest.fixture
def shell(app):
    return Shell(app)


@pytest.fixture
def bare(settings, tmp_path):
    """A shell where nothing has been set up yet."""
    place = f"sqlite:///{tmp_path}/bare"
    app = create_app(
        replace(settings, database_url=f"{place}.db", keys_database_url=f"{place}-keys.db")
    )
    yield Shell(app)
    close(app)


def test_every_command_says_what_it_is_for(shell):
    for command in COMMANDS:
        assert len(shell.run(command, "--help").splitlines()) > 3


def test_setup_makes_a_new_database_and_leaves_one_in_use_alone(bare):
    bare.run("setup")
    bare.run("setup")
    assert "ready" in bare.run("check")


def test_setting_up_again_adds_and_changes_nothing(shell, cast):
    before = db.session.scalars(select(Entry.words_sealed).order_by(Entry.id)).all()
    db.session.rollback()
    shell.run("setup")
    assert db.session.scalars(select(Entry.words_sealed).order_by(Entry.id)).all() == before


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("reset-link", "wren@example.org"),
        ("rewrap",),
        ("facilitator", "new@example.org", "Noor"),
        ("circle", "ana@example.org", "Fern circle"),
        ("backup", "{folder}"),
    ],
    ids=lambda command: command[0],
)
def test_before_setup_every_command_says_so(command, bare, tmp_path):
    told = bare.refused(*(part.format(folder=tmp_path / "copies") for part in command))
    assert "setup" in told
    assert not (tmp_path / "copies").exists()


def test_the_check_tells_what_is_missing_for_comfort(shell):
    told = shell.run("check")
    assert "Afterglow at https://localhost, test: ready." in told
    assert "reset-link" in told
    assert "CLINIC_PHONE" in told


def test_a_facilitator_is_made_and_comes_in_by_the_link(shell, cast, phone_of):
    link = shell.run("facilitator", "noor@example.org", "Noor", "--time-zone", "Asia/Tokyo").strip()
    assert link.startswith("https://localhost/password/reset/")
    noor = db.session.scalar(Participant.with_email("noor@example.org"))
    assert (noor.display_name, noor.time_zone, noor.facilitates) == ("Noor", "Asia/Tokyo", True)
    phone = phone_of()
    words = {"password": "a heron in shallow water"}
    assert phone.post(urlsplit(link).path, words).status_code == 303
    words["email"] = "noor@example.org"
    assert phone.post("/login", words).location == "/today"
    assert phone.get("/facilitation").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((email_of("wren"), "Wren"), "Somebody has an account with this e-mail already."),
        ((email_of("wren").upper(), "Wren"), "Somebody has an account with this e-mail already."),
        (("noor", "Noor"), "This does not seem to be an e-mail address."),
        (("", "Noor"), "Please enter your e-mail address."),
        (("noor@example.org", " "), "Please choose the name you are greeted by."),
        (("noor@example.org", "N" * 41), "This is too long for here"),
        (("noor@example.org", "Noor", "--time-zone", "Nowhere"), "This time zone is not known"),
    ],
)
def test_what_makes_no_facilitator_is_told_in_a_sentence(arguments, sentence, shell, cast):
    assert shell.refused("facilitator", *arguments).startswith(sentence)
    db.session.rollback()
    assert db.session.scalar(Participant.with_email("noor@example.org")) is None


@pytest.mark.parametrize(("option", "is_open"), [((), False), (("--open",), True)])
def test_a_circle_is_started_for_its_facilitator(option, is_open, shell, cast):
    shell.run("circle", email_of("ana"), "Fern circle", *option)
    found = db.session.execute(Circle.facilitated_by(cast.ana)).all()
    [(circle, membership)] = [row for row in found if row.Circle.name == "Fern circle"]
    assert (circle.is_open, membership.role) == (is_open, Role.FACILITATOR)
    assert db.session.scalars(Membership.in_circle(circle)).all() == [membership]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nobody@example.org", "Fern circle"), "Nobody has an account with this e-mail."),
        ((email_of("ana"), ""), "Please give the circle a name."),
        ((email_of("ana"), "F" * 201), "This is too long for here"),
    ],
)
def test_what_makes_no_circle_is_told_in_a_sentence(arguments, sentence, shell, cast):
    assert shell.refused("circle", *arguments).startswith(sentence)


def test_a_link_to_a_new_password_is_for_those_who_are_here(shell, cast, phone_of):
    link = shell.run("reset-link", " Wren@Example.org ").strip()
    assert phone_of().get(urlsplit(link).path).status_code == 200
    assert shell.refused("reset-link", "nobody@example.org").startswith("Nobody has an account")


def test_no_command_shows_what_anybody_wrote(shell, cast, tmp_path):
    told = [
        shell.run(*command)
        for command in (("check",), ("reset-link", email_of("wren")), ("rewrap",), ("setup",))
    ]
    for words in ("alone", "harbour", "Wren", email_of("wren")):
        assert words not in "".join(told)


def test_a_first_key_is_made_before_there_are_settings(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    made = [CliRunner().invoke(main, ["keygen"]).output for _ in range(2)]
    assert made[0] != made[1]
    version, key = made[0].strip().split(":")
    assert version == "1"
    assert KeyStore(f"sqlite:///{tmp_path}/keys.db", _keys(key))


def _keys(key):
    from config import settings_from

    whole = {
        "SECRET_KEY": "s" * 32,
        "DATABASE_URL": "sqlite:////nowhere/words.db",
        "SITE_URL": "https://circle.example",
    }
    return settings_from({**whole, "KEY_ENCRYPTION_KEYS": f"1:{key}"}).key_encryption_keys


def test_what_is_long_past_is_tidied_away_and_nobodys_words_are(shell, cast, time_machine):
    before = db.session.scalars(select(Entry.words_sealed).order_by(Entry.id)).all()
    with db.transaction() as session:
        session.add(SignIn(participant_id=cast.wren.id, token_hash=b"x", device="a phone"))
    time_machine.move_to(now() + timedelta(days=59))
    shell.run("tidy")
    assert db.session.scalars(select(SignIn.id).where(SignIn.token_hash == b"x")).all()
    db.session.rollback()
    time_machine.move_to(now() + timedelta(days=2))
    shell.run("tidy")
    assert not db.session.scalars(select(SignIn.id).where(SignIn.token_hash == b"x")).all()
    assert db.session.scalars(select(Entry.words_sealed).order_by(Entry.id)).all() == before
