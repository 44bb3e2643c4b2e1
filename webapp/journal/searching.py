"""Searching one's own words. They are opened to be looked through, and never part of an address."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import islice

from flask import request
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.journal import blueprint
from webapp.journal.finding import excerpt, fold, words_of
from webapp.journal.forms import SearchForm
from webapp.journal.listing import PAGE, Cursor, Line, index, older_than, opened
from webapp.journal.models import Entry, Family
from webapp.journal.sessions import Sessions
from webapp.participants.models import Participant
from webapp.web.commits import reads
from webapp.web.fragments import page_or_fragment

OPENED_AT_ONCE = 100


@blueprint.post("/journal/search")
@reads
def search(me: Participant) -> ResponseReturnValue:
    form = SearchForm()
    valid = form.validate()
    words = words_of(form.q.data) if valid else []
    if valid and not words:
        return index(me)
    with closing(_found(me, words)) as found:
        lines = list(islice(found, PAGE + 1)) if valid else []
    return page_or_fragment(
        "journal/search.html",
        "journal/_after_search.html",
        200 if valid else 422,
        search=form,
        lines=lines[:PAGE],
        older=Cursor.after(lines),
    )


def _found(me: Participant, words: list[str]) -> Generator[Line, None, None]:
    """Entries in which every word occurs, the latest day first; opened a few at a time."""
    sessions = Sessions.of(me)
    listed = older_than(Entry.listed(me), Cursor.parse(request.form.get("before")))
    with db.session.execute(listed, execution_options={"yield_per": OPENED_AT_ONCE}) as rows:
        for entry_id, gathering_id, day, sealed in rows:
            written = opened(me, entry_id, sealed, {})
            text = "\n".join(written[family] for family in Family if family in written)
            folded = fold(text)
            if all(word in folded for word in words):
                yield Line(entry_id, sessions.get(gathering_id), day, excerpt(text, words))
