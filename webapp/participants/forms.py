"""What is typed about an account."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, ValidationError

from webapp.web.forms import Form, Line, Needed

SHORTEST_PASSWORD, LONGEST_PASSWORD = 15, 128
LONGEST_NAME = 40
COMMON_PASSWORDS = frozenset(
    files(__package__).joinpath("common_passwords.txt").read_text("utf-8").split()
)


class Email(Line):
    """An address, checked for its form only: nobody learns here who has an account."""

    def __init__(self, label: str = "E-mail", **options: Any) -> None:
        super().__init__(
            label,
            (Needed("Please enter your e-mail address."),),
            longest=254,
            render_kw={"type": "email", "autocomplete": "username", "inputmode": "email"},
            **options,
        )

    def pre_validate(self, form: FlaskForm) -> None:
        try:
            validate_email(self.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            if self.data:
                raise ValidationError("This does not seem to be an e-mail address.") from None


class NewPassword(PasswordField):
    """A password being chosen. Long, anything goes, and not one that everybody uses."""

    def __init__(self, label: str = "Password", **options: Any) -> None:
        super().__init__(
            label,
            [Needed("Please choose a password."), _long_enough, _short_enough, _uncommon],
            render_kw={"autocomplete": "new-password"},
            **options,
        )


def _long_enough(_form: FlaskForm, field: Field) -> None:
    if len(field.data) < SHORTEST_PASSWORD:
        raise ValidationError(
            f"Please use at least {SHORTEST_PASSWORD} characters. A few words in a row do well."
        )


def _short_enough(_form: FlaskForm, field: Field) -> None:
    if len(field.data) > LONGEST_PASSWORD:
        raise ValidationError(f"Please use at most {LONGEST_PASSWORD} characters.")


def _uncommon(_form: FlaskForm, field: Field) -> None:
    folded = field.data.casefold()
    if len(set(folded)) < 5 or folded in COMMON_PASSWORDS:
        raise ValidationError("This one is easy to guess. Please choose another.")


class TimeZone(HiddenField):
    """The phone's own time zone, filled in by the browser; the clinic's where it is not."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = known_zone(valuelist[0]) if valuelist else None


def known_zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class SignInForm(Form):
    email = Email()
    password = PasswordField(
        "Password",
        [Needed("Please enter your password."), _short_enough],
        render_kw={"autocomplete": "current-password"},
    )
    time_zone = TimeZone(render_kw={"data-time-zone": ""})


class ForgottenForm(Form):
    email = Email()


class ResetForm(Form):
    password = NewPassword("New password")


class ChangePasswordForm(Form):
    current = PasswordField(
        "Current password",
        [Needed("Please enter your current password."), _short_enough],
        render_kw={"autocomplete": "current-password"},
    )
    password = NewPassword("New password")


def display_name(label: str, needed: str) -> Line:
    """What somebody goes by. A pseudonym is normal."""
    return Line(
        label,
        (Needed(needed),),
        longest=LONGEST_NAME,
        render_kw={"autocomplete": "nickname"},
    )


class NameForm(Form):
    display_name = display_name("Display name", "Please choose the name you are greeted by.")
