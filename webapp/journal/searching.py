"""Searching one's own words. They are opened to be looked through, and never part of an address."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.journal import blueprint
from webapp.journal.finding import excerpt, words_of
from webapp.journal.forms import SearchForm
from webapp.journal.listing import index
from webapp.journal.looking import Looking
from webapp.journal.models import Family, Words
from webapp.participants.models import Participant
from webapp.web.commits import reads
from webapp.web.fragments import page_or_fragment


@blueprint.post("/journal/search")
@reads
def search(me: Participant) -> ResponseReturnValue:
    form = SearchForm()
    valid = form.validate()
    words = words_of(form.q.data) if valid else []
    if valid and not words:
        return index(me, form.q.data)
    looking = Looking.of_request(me)

    def shown(written: Words) -> Markup:
        text = "\n".join(written[family] for family in Family if family in written)
        return excerpt(text, words)

    lines, older = looking.lines(me, words, shown) if valid else ([], None)
    return page_or_fragment(
        "journal/search.html",
        "journal/_after_search.html",
        200 if valid else 422,
        search=form,
        lines=lines,
        older=older,
        looking=looking,
    )
