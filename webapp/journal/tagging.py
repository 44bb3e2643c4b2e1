"""The tags of an entry, as they are typed and tapped."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wtforms import Field, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput

from webapp.journal.tags import OwnTag
from webapp.web.forms import Line

MOST, LONGEST = 12, 40
# Of somebody's earlier tags, how many are offered to tap. Any other can be typed.
OFFERED = 24
NO_GUESSES = {"autocomplete": "off", "enterkeyhint": "done"}
LONGEST_TYPED = MOST * (LONGEST + 2)
TOO_MANY = f"{MOST} tags fit here. Take away the ones you need least. They are all still here."
TOO_LONG = f"A tag can have {LONGEST} letters. This one is longer: {{}}"


class TagLine(Line):
    """A few words with commas between. They are the same whatever their case."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label, (few_and_short,), longest=LONGEST_TYPED, render_kw=NO_GUESSES, **options
        )
        # A browser cuts off what is pasted beyond its maxlength, and says nothing.
        del self.flags.maxlength


class TappedTags(SelectMultipleField):
    """Earlier tags to tap. By their words: a page kept on a phone may know others than we do."""

    option_widget = CheckboxInput()

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, validate_choice=False, **options)

    def offer(self, tags: list[OwnTag], besides: list[str]) -> None:
        there = {name.casefold() for name in besides}
        tapped = [name for name in self.data or () if name.casefold() not in there]
        names = [tag.name for tag in tags if tag.name.casefold() not in there]
        offered = once_each([*tapped, *names])[: max(OFFERED, len(tapped))]
        self.choices = [SelectChoice(name) for name in offered]


def names_in(*typed: str) -> list[str]:
    """Each tag once, as it was written first."""
    parts = (part for text in typed for part in re.split(r"[,،、，\n]", text))
    return once_each(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)


def once_each(names: Any) -> list[str]:
    first: dict[str, str] = {}
    for name in filter(None, names):
        first.setdefault(name.casefold(), name)
    return list(first.values())


def few_and_short(form: Any, _field: Field) -> None:
    """Of the tags that were typed and tapped together."""
    names = form.tag_names
    if len(names) > MOST:
        raise ValidationError(TOO_MANY)
    if long := next((name for name in names if len(name) > LONGEST), None):
        raise ValidationError(TOO_LONG.format(long[:LONGEST] + "…"))
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in "".join(names)):
        raise ValidationError("Please keep tags to letters, figures and signs.")
