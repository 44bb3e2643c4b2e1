"""What is typed on the way into a circle."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField

from webapp.circles.models import Agreement
from webapp.participants.forms import Email, NewPassword, TimeZone, display_name
from webapp.web.forms import Form, Needed, chosen_id

CHANGED = "The agreement has changed meanwhile. Please read it once more."
TO_ACCEPT = "Please read it, and accept it if you can."


class AgreementForm(Form):
    """Accepting one version of an agreement: the one that stood on the page."""

    agreement = HiddenField()

    def validate_for(self, current: Agreement) -> bool:
        """Whether all is well and what was read is still what the circle promises."""
        valid = self.validate()
        read = chosen_id(self.agreement) == current.id
        self.agreement.data, self.agreement.raw_data = str(current.id), None
        if not read:
            self.form_errors.append(CHANGED)
        return valid and read

    @classmethod
    def showing(cls, current: Agreement, **fields: object) -> FlaskForm:
        """An empty form for this version."""
        return cls(formdata=None, agreement=str(current.id), **fields)


class JoinForm(AgreementForm):
    """For somebody who is signed in."""

    display_name = display_name(
        "Your name in this circle", "Please choose a name your circle will see."
    )
    accepted = BooleanField("I have read this and accept it", [Needed(TO_ACCEPT)])


class NewcomerForm(JoinForm):
    """For somebody who is not, and most often has no account yet."""

    email = Email()
    password = NewPassword()
    time_zone = TimeZone(render_kw={"data-time-zone": ""})
