"""When and where a gathering is, as a facilitator types it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, Field, HiddenField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from webapp.facilitation.forms import CHOOSE
from webapp.facilitation.meanwhile import CHANGED_MEANWHILE
from webapp.gatherings.clock import NoSuchTime, instant_at, wall_at
from webapp.gatherings.models import TITLES, Gathering
from webapp.web.forms import Form, Line, Needed, Text

LONGEST_GATHERING = timedelta(days=7)


class Clock(DateTimeLocalField):
    """A time as a clock on the wall shows it, to the minute."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label,
            [Needed("Please choose a day and a time.")],
            format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
            invalid_value_message="This could not be read as a day and a time.",
            **options,
        )


class GatheringForm(Form):
    """A gathering, on its circle's clock. Valid, it knows the instants it begins and ends at."""

    base = HiddenField(name="_base")
    kind = RadioField(
        "Kind",
        choices=[SelectChoice(*title) for title in TITLES.items()],
        invalid_choice_message=CHOOSE,
    )
    starts = Clock("Begins")
    ends = Clock("Ends")
    place = Line("Where")
    structure = Text("What happens when")
    what_to_expect = Text("What to expect")

    def __init__(self, zone: ZoneInfo, gathering: Gathering | None = None, **options: Any) -> None:
        self.zone = zone
        if gathering:
            options["starts"] = wall_at(gathering.starts_at, zone)
            options["ends"] = wall_at(gathering.ends_at, zone)
            options["base"] = gathering.version
        super().__init__(obj=gathering, **options)

    def validate_starts(self, field: Field) -> None:
        self.starts_at = self._instant(field)

    def validate_ends(self, field: Field) -> None:
        self.ends_at = self._instant(field)
        starts_at = getattr(self, "starts_at", None)
        if starts_at and self.ends_at <= starts_at:
            raise ValidationError("The end has to come after the beginning.")
        if starts_at and self.ends_at - starts_at > LONGEST_GATHERING:
            raise ValidationError("That is longer than a week. Please look at the day again.")

    def validate_over(self, gathering: Gathering) -> bool:
        """Whether all is well, and what this replaces is what was seen."""
        if not self.validate():
            return False
        seen = self.base.data == str(gathering.version)
        self.base.data = gathering.version
        if seen or not gathering.differs_from(self.terms()):
            return True
        self.form_errors.append(CHANGED_MEANWHILE)
        return False

    def terms(self) -> dict[str, Any]:
        """What a gathering is made of, once the form is valid."""
        return {
            "kind": self.kind.data,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": self.place.data,
            "structure": self.structure.data,
            "what_to_expect": self.what_to_expect.data,
        }

    def _instant(self, field: Field) -> Any:
        try:
            return instant_at(field.data, self.zone)
        except NoSuchTime:
            raise ValidationError(
                "The clocks are put forward that night, and this time never comes."
            ) from None
        except ValueError:
            raise ValidationError("Please look at the year again.") from None
