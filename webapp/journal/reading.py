"""One entry, and what stands beside it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, exists

from webapp.circles.models import Membership
from webapp.database import db, now
from webapp.journal import blueprint
from webapp.journal.attachments import Attachment
from webapp.journal.beside import intention_for
from webapp.journal.excerpts import Excerpt, excerpts_of
from webapp.journal.models import Entry, EntryVersion
from webapp.journal.sessions import Sessions, with_weekday
from webapp.journal.tags import EntryTag, Tag
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.web.fragments import page_or_fragment
from webapp.web.phones import keepable


@blueprint.get("/journal/<uuid:entry_id>")
@keepable
def show(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    """To a page that saves by itself, only what it has to know of its entry."""
    found = db.session.execute(_with_what_it_has(me).where(Entry.id == entry_id)).all()
    entry, has_versions, has_copies, has_excerpts, has_tags, is_in_a_circle, _ = (
        found[0] if found else abort(404)
    )
    return page_or_fragment(
        "journal/show.html",
        "journal/_softly_kept.html",
        entry=entry,
        session=Sessions.of(me).get(entry.gathering_id),
        parts=intention_for(me, entry.gathering_id),
        has_versions=has_versions,
        has_copies=has_copies,
        excerpts=excerpts_of(me, entry) if has_excerpts else (),
        attached=[row.Attachment for row in found if row.Attachment],
        tags=Tag.all_on(me, entry.id) if has_tags else (),
        is_in_a_circle=is_in_a_circle,
    )


@built_once
def _with_what_it_has(me: Participant) -> Select[*tuple[Any, ...]]:
    """Somebody's entries, with whether there is more to show beside each, and what is attached."""
    versions = exists().where(EntryVersion.entry_id == Entry.id)
    entries = Entry.owned_by(me).add_columns(
        versions.label("has_versions"),
        versions.where(EntryVersion.copied_at.is_not(None)).label("has_copies"),
        exists().where(Excerpt.entry_id == Entry.id).label("has_excerpts"),
        exists().where(EntryTag.entry_id == Entry.id).label("has_tags"),
        exists().where(*Membership.held_by(me)).label("is_in_a_circle"),
        Attachment,
    )
    attached = entries.outerjoin(Attachment, Attachment.entry_id == Entry.id)
    return attached.order_by(Attachment.created_at, Attachment.id)


def own(me: Participant, entry_id: UUID) -> Entry:
    """This person's entry. Anybody else's is not there."""
    return db.session.scalar(Entry.owned_by(me).where(Entry.id == entry_id)) or abort(404)


@blueprint.app_template_filter("day")
def day_in_words(day: date) -> str:
    """`Thursday 27 November`, and the year when it is not this one."""
    return with_weekday(day, now().astimezone(current_user.zone).date())


@blueprint.app_template_filter("sentence")
def begin_sentence(text: str) -> str:
    """With a capital in front, and the names inside as they are."""
    return text[:1].upper() + text[1:]
