"""Choosing sentences of an entry for a circle. Nobody else sees anything of it yet."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from webapp.checkins.forms import LONGEST_CHECK_IN, chips
from webapp.checkins.rooms import Room, room_value, rooms_for, usual_room
from webapp.checkins.seats import seats_of
from webapp.database import db, uuid7
from webapp.gatherings.models import Gathering
from webapp.journal import blueprint
from webapp.journal.excerpts import Excerpt, sentences_of, text_of
from webapp.journal.models import Entry
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.forms import Form
from webapp.web.fragments import page
from webapp.web.operations import uuid_or_none
from webapp.web.phones import can_wait, keepable

SHARING = "/journal/<uuid:entry_id>/sharing"
ONE_IS_ENOUGH = "Choose a sentence: one is enough."
CHANGED = (
    "Your entry has changed since you opened this page. What you chose is kept as far as it is "
    "still there. Please look at it once more."
)
TOO_LONG = f"This is too long for one share ({LONGEST_CHECK_IN:,} characters fit). Choose fewer."
ELSEWHERE = "You cannot share there any more. Please look at who it is for now."


class ChoosingForm(Form):
    # Named by their words, so that a page that is older than the entry never means others.
    sentence = SelectMultipleField("Sentences", validate_choice=False)
    room = chips("Who is it for?", [])
    # What was chosen before and is changed now, if anything.
    excerpt = HiddenField()

    @classmethod
    def offering(cls, me: Participant, entry: Entry, circle_id: UUID | None, **given: Any) -> Self:
        """The form with all that can be chosen; at first for the circle of the entry's session."""
        form = cls(**given)
        form.entry, form.sentences = entry, sentences_of(entry)
        form.rooms = rooms_for(me, seats_of(me))
        form.room.choices = [SelectChoice(room.value, room.name) for room in form.rooms]
        if form.rooms and not form.room.data:
            form.room.data = usual_room(form.rooms, circle_id, entry.gathering_id).value
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        known = [sentence.key for family in self.sentences.values() for sentence in family]
        asked = set(self.sentence.data or ())
        self.sentence.data = [key for key in known if key in asked]
        if len(self.sentence.data) < len(asked):
            self.form_errors.append(CHANGED)
        elif not asked:
            self.sentence.errors = [ONE_IS_ENOUGH]
        elif len(text_of(self.entry, asked)) > LONGEST_CHECK_IN:
            self.sentence.errors = [TOO_LONG]
        if self.chosen_room is None:
            self.room.errors = [ELSEWHERE]
        return valid and not self.errors

    @property
    def chosen_room(self) -> Room | None:
        return next((room for room in self.rooms if room.value == self.room.data), None)


@blueprint.get(SHARING)
@keepable
def choose(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    """`?excerpt=` names what was chosen before."""
    entry, circle_id = _entry(me, entry_id)
    before = _chosen_before(me, entry_id, request.args.get("excerpt"))
    said = _said_before(before) if before else {}
    return _page(entry, ChoosingForm.offering(me, entry, circle_id, formdata=None, **said))


@blueprint.post(SHARING)
@can_wait
def keep_choice(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    entry, circle_id = _entry(me, entry_id)
    form = ChoosingForm.offering(me, entry, circle_id)
    room = form.chosen_room
    if not form.validate() or room is None:
        return _page(entry, form, 422)
    excerpt = _chosen_before(me, entry_id, form.excerpt.data)
    if excerpt is None:
        excerpt = Excerpt(id=uuid7(), participant_id=me.id, entry_id=entry_id)
        db.session.add(excerpt)
    excerpt.choose(form.sentence.data, room.seat.circle_id, room.gathering_id)
    return see_other(url_for(".excerpt", excerpt_id=excerpt.id))


def _entry(me: Participant, entry_id: UUID) -> tuple[Entry, UUID | None]:
    """This person's entry, and the circle of its session."""
    found = db.session.execute(
        Entry.owned_by(me)
        .add_columns(Gathering.circle_id)
        .outerjoin(Gathering, Gathering.id == Entry.gathering_id)
        .where(Entry.id == entry_id)
    ).first()
    entry, circle_id = found or abort(404)
    return entry, circle_id


def _chosen_before(me: Participant, entry_id: UUID, named: str | None) -> Excerpt | None:
    """What is changed instead of being chosen anew, as long as nobody has it."""
    unshared = Excerpt.unshared(me, entry_id)
    if excerpt_id := uuid_or_none(named):
        return db.session.scalar(unshared.where(Excerpt.id == excerpt_id))
    return db.session.scalar(unshared.where(Excerpt.put_off_at.is_(None)).limit(1))


def _said_before(excerpt: Excerpt) -> dict[str, Any]:
    room = room_value(excerpt.circle_id, excerpt.gathering_id)
    return {"sentence": excerpt.chosen, "room": room, "excerpt": excerpt.id}


def _page(entry: Entry, form: ChoosingForm, status: int = 200) -> Response:
    return page("journal/choose.html", status, entry=entry, form=form)
