"""Writing an entry, changing it, and letting it go."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db, now, uuid7
from webapp.gatherings.days import day_of
from webapp.journal import blueprint
from webapp.journal.attachments import Attachment
from webapp.journal.beside import intention_for
from webapp.journal.excerpts import take_back_all
from webapp.journal.forms import EntryForm
from webapp.journal.models import FIRST_VERSION, Entry
from webapp.journal.reading import own
from webapp.journal.sessions import Sessions
from webapp.journal.tags import Tag, forget_unused, tag
from webapp.participants.models import Participant
from webapp.web.commits import COPY, STORED, see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page_or_fragment
from webapp.web.operations import uuid_or_none
from webapp.web.phones import can_wait, keepable

IN_YOUR_JOURNAL = "It is in your journal."
CHANGED_ELSEWHERE = "This entry had changed on another device."
BOTH_ARE_KEPT = "Both are kept; choose which one stands."
DAY_STAYS = "Its day and its session stay as they were set there."
NO_LONGER_HERE = "That entry is no longer here, so your words are kept as a new one."


@blueprint.get("/journal/new")
@keepable
def new(me: Participant) -> ResponseReturnValue:
    """A page to write on. `?session=` names the gathering it will belong to."""
    sessions = Sessions.of(me)
    wanted = sessions.get(uuid_or_none(request.args.get("session")))
    session = wanted or sessions.near_to(day_of(now(), me.zone))
    return _form(me, EntryForm.empty(me, sessions, session))


@blueprint.post("/journal")
@can_wait
def create(me: Participant) -> ResponseReturnValue:
    form = EntryForm.offering(me, Sessions.of(me))
    if not form.validate():
        return _form(me, form, 422)
    if known := sent_before(Entry, Entry.owned_by(me)):
        return _rewrite(known, form, form.base_version or FIRST_VERSION)
    return _begin(me, form, free_id(Entry))


@blueprint.get("/journal/<uuid:entry_id>/edit")
@keepable
def edit(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    entry = own(me, entry_id)
    on_it = Tag.all_on(me, entry.id)
    return _form(me, EntryForm.filled(me, Sessions.of(me), entry, on_it), entry=entry)


@blueprint.post("/journal/<uuid:entry_id>")
@can_wait
def update(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    entry = db.session.scalar(Entry.owned_by(me).where(Entry.id == entry_id))
    form = EntryForm.offering(me, Sessions.of(me))
    if entry is None and not form.words:
        abort(404)
    form.says_it_otherwise = entry is not None and _says_it_otherwise(me, entry)
    if not form.validate():
        return _form(me, form, 422, entry)
    if entry is None:
        # Deleted on another device, perhaps: what was typed here is not lost with it.
        return _begin(me, form, uuid7(), NO_LONGER_HERE, COPY)
    return _rewrite(entry, form, form.base_version)


@blueprint.post("/journal/<uuid:entry_id>/delete")
def destroy(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    """Its versions go with it, what the circle has of it, and tags that stood on nothing else."""
    entry = own(me, entry_id)
    take_back_all(me, entry)
    db.session.delete(entry)
    forget_unused(me.id)
    return see_other(url_for("journal.index"), said="The entry is gone.")


def _says_it_otherwise(me: Participant, entry: Entry) -> bool:
    attached = Attachment.of(me, entry.id).with_only_columns(Attachment.id).limit(1)
    return not entry.words or db.session.scalar(attached) is not None


def _form(
    me: Participant, form: EntryForm, status: int = 200, entry: Entry | None = None
) -> Response:
    form.offer(Tag.all_of(me))
    return page_or_fragment(
        "journal/edit.html" if entry else "journal/new.html",
        "journal/_form.html",
        status,
        form=form,
        entry=entry,
        parts=intention_for(me, form.chosen),
    )


def _begin(
    me: Participant,
    form: EntryForm,
    entry_id: UUID,
    said: str = IN_YOUR_JOURNAL,
    result: str = STORED,
) -> Response:
    entry = Entry(
        id=entry_id,
        participant_id=me.id,
        gathering_id=form.chosen,
        happened_on=form.day,
        words=form.words,
    )
    db.session.add(entry)
    if form.tag_names:
        tag(entry, form.tag_names)
    return see_other(url_for("journal.show", entry_id=entry_id), result, said, FIRST_VERSION)


def _rewrite(entry: Entry, form: EntryForm, base: int) -> Response:
    # A page that is behind takes no tag away, and what it adds is not lost.
    retagged = tag(entry, form.tag_names, only_add=base != entry.version)
    kept = entry.rewrite(form.words, base, form.day, form.chosen, retagged=retagged)
    if kept:
        db.session.add(kept)
    copied = kept is not None and kept.copied_at is not None
    stays = entry.place != (form.day, form.chosen)
    if not copied and not stays:
        return _kept(entry)
    said = " ".join((CHANGED_ELSEWHERE, *[BOTH_ARE_KEPT] * copied, *[DAY_STAYS] * stays))
    if not copied:
        return _kept(entry, said)
    return see_other(url_for("journal.versions", entry_id=entry.id), COPY, said)


def _kept(entry: Entry, said: str = IN_YOUR_JOURNAL) -> Response:
    db.session.flush()  # so that its new version is known
    return see_other(url_for("journal.show", entry_id=entry.id), STORED, said, entry.version)
