"""The house form: text is kept to the byte, and every error is a sentence next to its field."""

from __future__ import annotations

import unicodedata
from typing import Any
from uuid import UUID

from flask import g, request
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from webapp.web.access import SAFE_METHODS
from webapp.web.operations import uuid_or_none

LONGEST_TEXT = 50_000
LONGEST_LINE = 200


class Form(FlaskForm):
    """Flask-WTF's form. Its token is checked once for every write, in `access`."""

    class Meta:
        csrf = False

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What a form can carry, and nothing else: no JSON and no files pass for words."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            return None if request.method in SAFE_METHODS else request.form

    @property
    def hidden(self) -> list[Field]:
        """What the form carries besides what is typed."""
        return [field for field in self if isinstance(field.widget, HiddenInput)]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if refusal := g.get("refusal"):
            self.form_errors.append(refusal)
        return valid and not refusal


class Needed(DataRequired):
    """Something has to be here. Says so in the app's voice."""

    def __init__(self, sentence: str) -> None:
        super().__init__(message=sentence)


def at_most(length: int) -> Length:
    return Length(
        max=length,
        message=f"This is too long for here ({length:,} characters fit). It is all still here.",
    )


class Text(TextAreaField):
    """A box for somebody's own words. Nothing is trimmed; line ends are as they were typed."""

    def __init__(self, label: str, validators: tuple[Any, ...] = (), **options: Any) -> None:
        longest = options.pop("longest", LONGEST_TEXT)
        super().__init__(label, [*validators, at_most(longest)], default="", **options)
        # A browser cuts off what is pasted beyond its maxlength, and says nothing.
        del self.flags.maxlength

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].replace("\r\n", "\n") if valuelist else ""


class Line(StringField):
    """A single line: a name, a place, a title."""

    def __init__(self, label: str, validators: tuple[Any, ...] = (), **options: Any) -> None:
        longest = options.pop("longest", LONGEST_LINE)
        super().__init__(label, [*validators, at_most(longest), _one_line], default="", **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip() if valuelist else ""


def _one_line(_form: FlaskForm, field: Field) -> None:
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in field.data):
        raise ValidationError("Please keep this to one line of letters.")


def chosen_id(field: Field) -> UUID | None:
    """The id a hidden or select field names, or None."""
    return uuid_or_none(field.data) if field.data else None
