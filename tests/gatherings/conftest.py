"""Wren asks the facilitators of Juniper circle."""

import pytest

from tests.gatherings.asking import ASKS
from webapp.database import db
from webapp.gatherings.asking import Question


@pytest.fixture
def question(cast):
    return {"circle": str(cast.juniper.id), "text": ASKS}


@pytest.fixture
def ask(phone_of, cast, question):
    def asked(asked_as, **options):
        phone_of(cast.wren).post("/questions", question | {"asked_as": asked_as}, **options)
        found = list(db.session.scalars(Question.asked_by(cast.wren)))
        db.session.commit()
        return next(one for one in found if one.text == ASKS)

    return asked
