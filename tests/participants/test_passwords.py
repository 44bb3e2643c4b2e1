"""A password that is changed, or forgotten."""

import re
import smtplib
from dataclasses import replace

import pytest

from config import MailServer
from tests.cast import PASSWORD, email_of
from webapp.participants.passwords import reset_link
from webapp.web import mail

NEW = "a lighthouse, a kettle, a dog"


def sign_in(phone, password, name="wren"):
    return phone.post("/login", {"email": email_of(name), "password": password}).status_code == 303


def link_for(app, person):
    with app.test_request_context():
        return reset_link(person).removeprefix("https://localhost")


def test_wren_changes_the_password_and_stays_signed_in_only_here(phone_of, cast):
    other, phone = phone_of(cast.wren), phone_of(cast.wren)
    answer = phone.post("/password", {"current": PASSWORD, "password": NEW})
    assert answer.location == "/you"
    assert "Your password is changed" in phone.get("/you").text
    assert other.get("/today").status_code == 303
    assert not sign_in(phone_of(), PASSWORD)
    assert sign_in(phone_of(), NEW)


@pytest.mark.parametrize(
    ("current", "new", "sentence"),
    [
        ("something else", NEW, "not your current password"),
        (PASSWORD, "short", "at least 15 characters"),
        (PASSWORD, "x" * 129, "at most 128 characters"),
        (PASSWORD, "aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        (PASSWORD, "PasswordPassword", "easy to guess"),
        (PASSWORD, "", "choose a password"),
        ("", NEW, "current password"),
    ],
)
def test_a_password_that_will_not_do_gets_a_sentence(phone_of, cast, current, new, sentence):
    answer = phone_of(cast.wren).post("/password", {"current": current, "password": new})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sign_in(phone_of(), PASSWORD)


@pytest.mark.parametrize("password", ["fünfzehn 字符 ok ✓", "w x y z " * 16, "'; DROP TABLE x; --"])
def test_any_characters_make_a_password(phone_of, cast, password):
    phone_of(cast.wren).post("/password", {"current": PASSWORD, "password": password})
    assert sign_in(phone_of(), password)


def test_wren_comes_back_by_a_link_once_and_is_signed_out_everywhere_else(phone_of, cast, app):
    other, link = phone_of(cast.wren), link_for(app, cast.wren)
    phone = phone_of()
    assert phone.get(link).status_code == 200
    assert phone.post(link, {"password": NEW}).location == "/login"
    assert other.get("/today").status_code == 303
    assert sign_in(phone, NEW)
    assert phone_of().get(link).status_code == 410
    assert phone_of().post(link, {"password": "another one entirely"}).status_code == 410


def test_a_link_is_over_after_thirty_minutes(phone_of, cast, app, time_machine):
    time_machine.move_to("2026-11-23 10:00 +0000")
    link = link_for(app, cast.wren)
    time_machine.move_to("2026-11-23 10:31 +0000")
    assert phone_of().get(link).status_code == 410


def test_a_made_up_link_opens_nothing(phone_of, cast):
    page = phone_of().get("/password/reset/made-up")
    assert page.status_code == 410
    assert "no longer works" in page.text


def test_nobody_learns_from_the_answer_whether_an_address_is_known(phone_of, cast):
    pages = [
        phone_of().post("/password/forgotten", {"email": email}).text
        for email in (email_of("wren"), "nobody@example.org")
    ]
    known, unknown = (re.sub(r'name="csrf_token" value="[^"]+"', "", page) for page in pages)
    assert known == unknown
    assert "If there is an account" in known


class Postbox:
    """A mail server that keeps what it was given."""

    def __init__(self, letters):
        self.letters = letters

    def __call__(self, *_args, **_options):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def starttls(self, **_):
        return None

    def send_message(self, message):
        self.letters.append(message)


def test_the_letter_says_nothing_but_the_link_and_goes_to_wren_only(
    phone_of, cast, app, monkeypatch
):
    letters = []
    monkeypatch.setattr(smtplib, "SMTP", Postbox(letters))
    app.extensions["settings"] = replace(
        app.extensions["settings"], mail=MailServer("localhost", 587, "hello@clinic.example")
    )
    phone_of().post("/password/forgotten", {"email": "nobody@example.org"})
    mail.soon(lambda: None).result()
    assert letters == []
    phone_of().post("/password/forgotten", {"email": email_of("wren")})
    mail.soon(lambda: None).result()
    [letter] = letters
    assert letter["To"] == email_of("wren")
    assert "ketamine" not in letter.as_string().lower()
    [link] = re.findall(r"https://localhost(/password/reset/\S+)", letter.get_content())
    assert phone_of().get(link).status_code == 200
