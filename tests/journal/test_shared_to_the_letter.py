"""What the preview shows is what the circle gets; and nothing but the chosen sentences leaves."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import LargeBinary, select

from tests.journal.pen import plant
from tests.journal.scissors import Sharing, excerpts_in, words_on
from tests.web.naughty import STRINGS
from webapp.database import Base, db
from webapp.journal.excerpts import sentences_of
from webapp.journal.models import Entry, Family

HOSTILE = (
    "\u202eevil and back\u202c. שלום עולם. Left again.",
    "e\u0301te\u0301 is not \u00e9t\u00e9. Z̸̡̢͈̦̞͌̊a̶l̷g̵o̴! Plain.",
    "A\u00a0b\u00a0 c.  Two  blanks. \u200bZero\u200bwidth\ufeff. End",
    "<b>Bold</b> <script>go()</script>. &amp; &lt; &#0; {{ 7 * 7 }}. </div></article>",
    "\u2066isolate. \u2067another. \u2069closed. 👩🏽‍❤️‍💋‍👩🏻!",
    "雨だった。\u3000晴れた！「はい。」",
    "One line\n\n\n\nanother\r\nthird\u2028fourth",
)
HEADER = re.compile(r"<header>(.*?)</header>", re.DOTALL)
SLOWLY = settings(
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
STOPS = st.sampled_from([". ", "! ", "?\n", "… ", "\n\n", ".” ", "。", "।\u00a0"])


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_the_words_are_the_circle_gets_what_was_seen(phone_of, cast, text):
    entry = plant(cast.wren, text)
    for sentence in sentences_of(entry)["text"]:
        sharing = Sharing(phone_of(cast.wren), entry)
        sharing.opens()
        sharing.sends(sentence=[sentence.key], room=str(cast.juniper.id))
        [seen], [head] = words_on(sharing.page), HEADER.findall(sharing.page)
        assert sharing.shares().status_code == 303
        page = phone_of(cast.moss).get("/circle").text
        assert words_on(page)[0].encode() == seen.encode()
        assert plain(HEADER.findall(page)[0]) == plain(head)
        assert excerpts_in(cast.juniper.id)[-1] == sentence.said
        own = sharing.phone.get(f"/journal/{entry.id}").text
        assert seen in words_on(own)[1:]


@pytest.mark.parametrize("text", [text for text in STRINGS if text.strip()][::5])
def test_no_naughty_string_is_changed_on_its_way(phone_of, cast, text):
    entry = plant(cast.wren, text)
    sharing = Sharing(phone_of(cast.wren), entry)
    every = [sentence.key for sentence in sentences_of(entry).get("text", ())]
    sharing.sends(sentence=every, room=str(cast.juniper.id))
    [seen] = words_on(sharing.page)
    assert sharing.shares().status_code == 303
    assert words_on(phone_of(cast.moss).get("/circle").text)[0].encode() == seen.encode()


def plain(header: str) -> str:
    """What a header says: its ids and its moment are its own."""
    return re.sub(r'(id|datetime)="[^"]*"', "", header)


@st.composite
def written(draw: st.DrawFn) -> tuple[dict[str, str], list[bool]]:
    """An entry, each sentence with a word that is nowhere else, and which of them are chosen."""
    words, nth = {}, 0
    for family in draw(st.sets(st.sampled_from(list(Family)), min_size=1, max_size=4)):
        text = ""
        for _ in range(draw(st.integers(1, 5))):
            text += f"Mark{nth:03}er was <i>here</i>" + draw(STOPS)
            nth += 1
        words[family.value] = text
    return words, draw(st.lists(st.booleans(), min_size=nth, max_size=nth))


@SLOWLY
@given(written())
def test_nothing_but_the_chosen_sentences_ever_leaves_an_entry(phone_of, cast, drawn):
    words, choices = drawn
    entry = Entry(participant_id=cast.wren.id, happened_on=cast.gone.starts_at.date(), words=words)
    entry.gathering_id = cast.gone.id
    with db.transaction() as session:
        session.add(entry)
    every = [one for family in sentences_of(entry).values() for one in family]
    chosen = [one for one, wanted in zip(every, choices, strict=False) if wanted]
    sharing = Sharing(phone_of(cast.wren), entry)
    room = str(cast.juniper.id)
    answer = sharing.sends(sentence=[one.key for one in chosen], room=room)
    if not chosen:
        assert answer.status_code == 422
        return
    shown = marks_in(sharing.page)
    assert sharing.shares().status_code == 303
    asked = {marks for one in chosen for marks in marks_in(one.said)}
    assert shown == asked
    assert marks_in(excerpts_in(cast.juniper.id)[-1]) == asked
    places = [("moss", "/circle"), ("rue", "/today"), ("ana", "/circle"), ("ilse", "/circle")]
    places += [("ana", f"/facilitation/circles/{room}"), ("ana", "/facilitation")]
    places += [("ana", f"/facilitation/gatherings/{cast.gone.id}/intentions")]
    read = {(who, path): marks_in(look(phone_of, cast, who, path)) for who, path in places}
    assert {key for key, marks in read.items() if marks} == {
        ("moss", "/circle"),
        ("ana", "/circle"),
    }
    assert read["moss", "/circle"] == read["ana", "/circle"] == asked
    assert marks_in(in_the_clear()) == set()
    assert sharing.takes_back().status_code == 303
    assert marks_in(look(phone_of, cast, "moss", "/circle")) == set()
    sharing.phone.post(f"/journal/{entry.id}/delete")


def look(phone_of, cast, who: str, path: str) -> str:
    answer = phone_of(getattr(cast, who)).get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def marks_in(text: str) -> set[str]:
    return set(re.findall(r"Mark\d{3}er", text))


def in_the_clear() -> str:
    """Everything that the database holds, to its last byte."""
    db.session.commit()
    said = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            for column, value in zip(table.columns, row, strict=True):
                is_bytes = isinstance(column.type, LargeBinary) and value
                said.append(value.decode("latin-1") if is_bytes else str(value))
    db.session.commit()
    return " ".join(said)
