"""Soft mode: one question a page, large and dim, for whoever cannot do more just now.

Each answer is an entry of its own, a fragment. Nothing has to be answered, nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.journal import blueprint
from webapp.journal.attachments import Attachment
from webapp.journal.forms import ASKS, FragmentForm
from webapp.journal.fragments import Asked, answer, asking_page, jot
from webapp.journal.models import QUESTIONS, Entry, Family
from webapp.participants.models import Participant
from webapp.web.fragments import page
from webapp.web.phones import can_wait, keepable

QUESTION = f"/soft-mode/<any({', '.join(QUESTIONS)}):family>"


@blueprint.get(QUESTION)
@keepable
def softly(me: Participant, family: str) -> ResponseReturnValue:
    """A question, with what was answered to it today."""
    answers = db.session.scalars(Entry.answered_on(me, day_of(now(), me.zone)))
    entry = next((answer for answer in answers if answer.asked == family), None)
    return _page(me, family, FragmentForm.filled(me, entry, Family(family)), entry)


@blueprint.post(QUESTION)
@can_wait
def answer_softly(me: Participant, family: str) -> ResponseReturnValue:
    form = FragmentForm.of(me)
    if not form.validate():
        return _page(me, family, form, None, 422)
    jotted = jot(me, Asked(family, Family(family)), form)
    return answer(jotted, form, url_for(".softly", family=family), after(family))


@blueprint.get("/soft-mode/rest")
@keepable
def rest(me: Participant) -> ResponseReturnValue:
    """After the last question."""
    return page("journal/rest.html", mood="dim")


def unanswered(answers: Sequence[Entry]) -> Family | None:
    """Where soft mode goes on: the first question that has no answer yet, if there is one."""
    answered = {answer.asked for answer in answers}
    return next((family for family in QUESTIONS if family not in answered), None)


def _next_after(family: str) -> Family | None:
    return dict(pairwise(QUESTIONS)).get(Family(family))


def after(family: str) -> str:
    follows = _next_after(family)
    return url_for(".softly", family=follows) if follows else url_for(".rest")


def _page(
    me: Participant, family: str, form: FragmentForm, entry: Entry | None, status: int = 200
) -> Response:
    return asking_page(
        "journal/soft_mode.html",
        status,
        mood="dim",
        here=url_for(".softly", family=family),
        daily=True,
        family=family,
        asks=ASKS[Family(family)],
        number=QUESTIONS.index(Family(family)) + 1,
        questions=len(QUESTIONS),
        next_family=_next_after(family),
        follows=after(family),
        form=form,
        entry=entry,
        attached=db.session.scalars(Attachment.of(me, entry.id)).all() if entry else (),
    )
