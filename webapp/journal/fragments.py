"""A few words in answer to one question, kept as an entry of their own."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, url_for

from webapp.database import db
from webapp.journal.forms import FragmentForm
from webapp.journal.kept import EntryVersion
from webapp.journal.models import FIRST_VERSION, Entry, Family, Words
from webapp.journal.sessions import Sessions
from webapp.participants.models import Participant
from webapp.web.commits import COPY, STORED, see_here, see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page_or_fragment


class Asked(NamedTuple):
    """A question: its name, if it has one, and the family its answers belong to.

    Where its words may be other ones tomorrow, also these.
    Without a gathering an answer belongs to the session that its day is near to.
    """

    name: str | None
    family: Family
    prompt: str | None = None
    gathering_id: UUID | None = None


class Jotted(NamedTuple):
    """The entry, None where there was nothing to keep.

    `copied`: its words could only be kept beside it, because another device had written meanwhile.
    """

    entry: Entry | None
    copied: bool = False


def jot(me: Participant, asked: Asked, form: FragmentForm) -> Jotted:
    """Keep an answer, or go on with the one that the form names (`_entity`)."""
    said = {asked.family.value: form.text.data} if form.text.data.strip() else {}
    known = sent_before(Entry, Entry.owned_by(me))
    if known is None:
        return Jotted(begin(me, free_id(Entry), asked, form.day, said) if said else None)
    others = {name: words for name, words in known.words.items() if name != asked.family}
    alone = db.session.scalar(EntryVersion.copied_beside(known).limit(1)) is None
    kept = known.go_on(others | said, form.base_version or FIRST_VERSION, alone=alone)
    if kept:
        db.session.add(kept)
    db.session.flush()  # so that its new version is known
    return Jotted(known, kept is not None and kept.copied_at is not None)


def asking_page(template: str, status: int, **context: Any) -> Response:
    """The page of one question. A page that saves by itself gets what it has to know from here
    only where nothing was kept, or what was typed is refused.
    """
    refused = status >= 400
    part = "journal/_softly_kept.html" if refused else "journal/_nothing_kept.html"
    return page_or_fragment(template, part, status, **context)


def answer(jotted: Jotted, form: FragmentForm, here: str, follows: str) -> Response:
    """After a button, what follows; to a page that saves by itself, what is known of its entry.

    Never of another: the page would go on writing over that.
    """
    entry = jotted.entry
    result, version = COPY if jotted.copied else STORED, entry.version if entry else None
    if form.then.data:
        return see_other(follows, result, version=version)
    known = url_for("journal.show", entry_id=entry.id) if entry else here
    return see_here(known, result, version)


def begin(me: Participant, entry_id: UUID, asked: Asked, day: date, said: Words) -> Entry:
    """An entry of its own, for that day."""
    near = None if asked.gathering_id else Sessions.of(me).near_to(day)
    entry = Entry(
        id=entry_id,
        participant_id=me.id,
        gathering_id=near.id if near else asked.gathering_id,
        happened_on=day,
        asked=asked.name,
        words=said,
    )
    if asked.prompt:
        entry.prompt = asked.prompt
    db.session.add(entry)
    db.session.flush()
    return entry
