"""One's own questions for the days after, asked by nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, db, now, references
from webapp.gatherings.days import day_of
from webapp.journal import blueprint
from webapp.journal.forms import FragmentForm, PromptForm
from webapp.journal.fragments import Asked, answer, asking_page, jot
from webapp.journal.models import Entry, Family
from webapp.journal.writing import create
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed
from webapp.web.commits import see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page
from webapp.web.phones import can_wait, keepable

GONE = "The question is gone. What you answered to it stays."


class OwnPrompt(Base):
    """A question that somebody wrote for themselves."""

    __tablename__ = "own_prompts"
    __table_args__ = (Index(None, "participant_id", "created_at"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    text_sealed: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=now)

    text = Sealed[str]("text_sealed")

    @classmethod
    @built_once
    def owned_by(cls, me: Participant) -> Select[Self]:
        """The first written first."""
        mine = select(cls).where(cls.participant_id == me.id)
        return mine.order_by(cls.created_at, cls.id)

    @property
    def asked(self) -> Asked:
        return Asked(name_of(self.id), Family.TEXT, self.text)


@blueprint.get("/own-prompts")
@keepable
def prompts(me: Participant) -> ResponseReturnValue:
    return _list(me, PromptForm(formdata=None))


@blueprint.post("/own-prompts")
@can_wait
def create_prompt(me: Participant) -> ResponseReturnValue:
    form = PromptForm()
    if not form.validate():
        return _list(me, form, 422)
    if known := sent_before(OwnPrompt, OwnPrompt.owned_by(me)):
        known.text = form.text.data
    else:
        prompt_id = free_id(OwnPrompt)
        db.session.add(OwnPrompt(id=prompt_id, participant_id=me.id, text=form.text.data))
    return see_other(url_for(".prompts"))


@blueprint.post("/own-prompts/<uuid:prompt_id>/removal")
@can_wait
def remove_prompt(me: Participant, prompt_id: UUID) -> ResponseReturnValue:
    db.session.delete(_own(me, prompt_id))
    return see_other(url_for(".prompts"), said=GONE)


@blueprint.get("/own-prompts/<uuid:prompt_id>")
@keepable
def prompt(me: Participant, prompt_id: UUID) -> ResponseReturnValue:
    """The question, with what was answered to it today."""
    own = _own(me, prompt_id)
    answers = db.session.scalars(Entry.answered_on(me, day_of(now(), me.zone)))
    entry = next((one for one in answers if one.asked == own.asked.name), None)
    return _page(own, FragmentForm.filled(me, entry, Family.TEXT), entry)


@blueprint.post("/own-prompts/<uuid:prompt_id>")
@can_wait
def answer_prompt(me: Participant, prompt_id: UUID) -> ResponseReturnValue:
    """What was written to a question that is gone since is kept all the same, or is in the form
    of an entry, to be changed.
    """
    own, form = _known(me, prompt_id), FragmentForm.of(me)
    if own is None and not form.text.data.strip():
        abort(404)
    if not form.validate():
        return _page(own, form, None, 422) if own else create(me)
    asked = own.asked if own else Asked(name_of(prompt_id), Family.TEXT)
    here = url_for(".prompt", prompt_id=prompt_id)
    return answer(jot(me, asked, form), form, here, url_for(".index"))


def name_of(prompt_id: UUID) -> str:
    return f"own {prompt_id}"


def _known(me: Participant, prompt_id: UUID) -> OwnPrompt | None:
    return db.session.scalar(OwnPrompt.owned_by(me).where(OwnPrompt.id == prompt_id))


def _own(me: Participant, prompt_id: UUID) -> OwnPrompt:
    return _known(me, prompt_id) or abort(404)


def _list(me: Participant, form: PromptForm, status: int = 200) -> Response:
    prompts = db.session.scalars(OwnPrompt.owned_by(me)).all()
    return page("journal/prompts.html", status, prompts=prompts, form=form)


def _page(
    own: OwnPrompt, form: FragmentForm, entry: Entry | None, status: int = 200
) -> ResponseReturnValue:
    return asking_page("journal/prompt.html", status, own=own, form=form, entry=entry)
