"""The journal's list, by session or without one."""

from __future__ import annotations

from itertools import groupby

from flask.typing import ResponseReturnValue

from webapp.journal import blueprint
from webapp.journal.beside import intention_for
from webapp.journal.forms import SearchForm
from webapp.journal.looking import Looking, opening_of
from webapp.journal.looking_back import from_a_year_ago
from webapp.participants.models import Participant
from webapp.web.fragments import page_or_fragment
from webapp.web.phones import keepable


@blueprint.get("/journal")
@keepable
def index(me: Participant, q: str = "") -> ResponseReturnValue:
    """`q` was looked for and is no word, such as a quotation mark: it stays in its box."""
    looking = Looking.of_request(me)
    session, family = looking.filters.session, looking.filters.family
    lines, older = looking.lines(me, [], lambda words: opening_of(words, family))
    return page_or_fragment(
        "journal/index.html",
        "journal/_after_looking.html",
        search=SearchForm(formdata=None, q=q),
        groups=[(key, list(group)) for key, group in groupby(lines, lambda line: line.session)],
        parts=intention_for(me, session.id if session else None),
        older=older and {**looking.filters.query, "before": str(older)},
        looking=looking,
        a_year_ago=from_a_year_ago(me, looking),
    )
