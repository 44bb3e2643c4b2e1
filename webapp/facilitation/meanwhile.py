"""Several facilitate one circle: what another has saved meanwhile is not replaced unseen."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Self

from wtforms import HiddenField

from webapp.web.forms import Form

CHANGED_MEANWHILE = (
    "Somebody changed it meanwhile. How it stands now is below: take over what belongs here, then "
    "save."
)
GONE_MEANWHILE = "Somebody took this out meanwhile. Save to put yours in."


class OverForm(Form):
    """What is put in the place of something that stands already."""

    base = HiddenField(name="_base")
    meanwhile = CHANGED_MEANWHILE

    @classmethod
    def over(cls, stands: object, **shown: Any) -> Self:
        """The form as it is opened, over what stands."""
        return cls(formdata=None, base=mark_of(stands), **shown)

    def has_seen(self, stands: object, typed: object) -> bool:
        """Whether what stands is what was seen, or is `typed` anyway. If not, the form says so."""
        seen = (self.base.data or "") == mark_of(stands)
        self.base.data, self.base.raw_data = mark_of(stands), None
        if seen or stands == typed:
            return True
        self.form_errors.append(self.meanwhile)
        return False


def mark_of(stands: object) -> str:
    """Tells one state of something from another; empty for none."""
    if stands is None:
        return ""
    return sha256(json.dumps(stands, sort_keys=True, default=str).encode()).hexdigest()[:32]


class OpeningForm(OverForm):
    """That a circle may read a question, in the words that a facilitator has looked at."""

    meanwhile = "The words have changed meanwhile. Please look at them again before you show them."
