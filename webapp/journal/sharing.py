"""Sharing what was chosen: seen before, put off on the day of a session, taken back any time."""

from __future__ import annotations

from typing import NamedTuple, Self
from uuid import UUID

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField

from webapp.checkins.forms import AgreedForm
from webapp.checkins.models import Post
from webapp.checkins.previewing import preview
from webapp.checkins.rooms import Room, room_of
from webapp.checkins.seats import accept, seats_of
from webapp.checkins.waiting import LET_GO, WAITS
from webapp.database import db, now
from webapp.gatherings.dosing import is_dosing_day
from webapp.journal import blueprint
from webapp.journal.excerpts import Excerpt, seal_of
from webapp.journal.models import Entry
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page
from webapp.web.operations import made_at
from webapp.web.phones import can_wait, keepable

EXCERPT = "/excerpts/<uuid:excerpt_id>"
CHANGED = "Your entry has changed since you looked at this. Here is what would be shared now."
GONE = "Taken back. Nobody else can read it any more."


class SharingForm(AgreedForm):
    # Which words, for whom, were looked at: others are never shared.
    seen = HiddenField()
    welcome = BooleanField("Replies are welcome", default=True)

    def has_seen(self, post: Post) -> bool:
        same = bool(post.words["text"]) and self.seen.data == seal_of(post)
        if not same:
            self.form_errors.append(CHANGED)
        self.seen.data = seal_of(post)
        return same


class Chosen(NamedTuple):
    """An excerpt with its entry, and the room it is for, if that is still open to its writer."""

    excerpt: Excerpt
    entry: Entry
    room: Room | None

    @classmethod
    def find(cls, me: Participant, excerpt_id: UUID, *, to_change: bool = False) -> Self:
        """Of two taps at once the second waits until the first is through."""
        found = Excerpt.with_entry(me, excerpt_id)
        if to_change:
            found = found.with_for_update(of=Excerpt)
        excerpt, entry = db.session.execute(found).first() or abort(404)
        room = room_of(me, seats_of(me), excerpt.circle_id, excerpt.gathering_id)
        return cls(excerpt, entry, room)

    @property
    def post(self) -> Post:
        return self.excerpt.post_from(self.entry)

    @property
    def home(self) -> str:
        return url_for(".show", entry_id=self.entry.id)


@blueprint.get(EXCERPT)
@keepable
def excerpt(me: Participant, excerpt_id: UUID) -> ResponseReturnValue:
    """What the circle would see, before it does. What is shared stands on the entry."""
    chosen = Chosen.find(me, excerpt_id)
    if chosen.excerpt.post_id:
        return redirect(chosen.home, 303)
    return _page(me, chosen, SharingForm(formdata=None, seen=seal_of(chosen.post)))


@blueprint.post(f"{EXCERPT}/sharing")
@can_wait
def share(me: Participant, excerpt_id: UUID) -> ResponseReturnValue:
    """On the day of a session, also where the phone has held it since then, it is put off."""
    chosen, form = Chosen.find(me, excerpt_id, to_change=True), SharingForm()
    if chosen.excerpt.post_id:
        return see_other(chosen.home)
    if not (chosen.room and form.validate() & form.has_seen(chosen.post)):
        return _page(me, chosen, form, 422)
    if form.waits_anyway or is_dosing_day(me, now(), made_at()):
        chosen.excerpt.put_off_at = now()
        return see_other(chosen.home, said=WAITS)
    if not form.agrees(chosen.room.seat):
        return _page(me, chosen, form, 422)
    accept(me, chosen.room.seat)
    chosen.excerpt.share(chosen.entry, welcome=form.welcome.data)
    return see_other(chosen.home, said=f"It is with {chosen.room.readers}.")


@blueprint.post(f"{EXCERPT}/taking-back")
@can_wait
def take_back_excerpt(me: Participant, excerpt_id: UUID) -> ResponseReturnValue:
    """Also of somebody who has left the circle since."""
    mine = Excerpt.owned_by(me).where(Excerpt.id == excerpt_id)
    taken = db.session.scalar(mine.with_for_update()) or abort(404)
    post = db.session.get(Post, taken.post_id) if taken.post_id else None
    if post:
        post.take_back()
    else:
        db.session.delete(taken)
    home = url_for(".show", entry_id=taken.entry_id)
    return see_other(home, said=GONE if post else LET_GO)


def _page(me: Participant, chosen: Chosen, form: SharingForm, status: int = 200) -> Response:
    room, post, waits = chosen.room, chosen.post, is_dosing_day(me, now())
    form.agreement.data = str(room.seat.agreement_id) if room else ""
    form.waits.data = "y" if waits else form.waits.data
    return page(
        "journal/excerpt.html",
        status,
        excerpt=chosen.excerpt,
        entry=chosen.entry,
        form=form,
        room=room,
        seat=room.seat if room else None,
        is_dosing_day=waits,
        posts=[preview(me, post)] if room and post.words["text"] else [],
    )
