"""The forms by which a part of an entry is shared with a circle."""

from __future__ import annotations

from tests.cast import Cast
from tests.faults.sendings.table import Say, Sending, path, sends, store
from webapp.database import now, uuid7
from webapp.journal.choosing import ChoosingForm
from webapp.journal.excerpts import Excerpt, seal_of, sentences_of
from webapp.journal.models import Entry
from webapp.journal.sharing import SharingForm


def _entry(cast: Cast) -> Entry:
    words = {"text": "planted for a form. And more."}
    mine = {"participant_id": cast.wren.id, "gathering_id": cast.gone.id}
    return store(Entry(**mine, happened_on=now().date(), words=words))


def _key(entry: Entry) -> str:
    return sentences_of(entry)["text"][0].key


def _excerpt(cast: Cast) -> tuple[Excerpt, Entry]:
    entry = _entry(cast)
    excerpt = Excerpt(id=uuid7(), participant_id=cast.wren.id, entry_id=entry.id)
    excerpt.choose([_key(entry)], cast.juniper.id, None)
    return store(excerpt), entry


@sends("journal.keep_choice", ChoosingForm)
def choose_sentences(cast: Cast, say: Say) -> Sending:
    entry = _entry(cast)
    fields = {"sentence": _key(entry), "room": str(cast.juniper.id)}
    return Sending("wren", path("journal", entry.id, "sharing"), fields)


@sends("journal.share", SharingForm)
def share_an_excerpt(cast: Cast, say: Say) -> Sending:
    excerpt, entry = _excerpt(cast)
    fields = {"seen": seal_of(excerpt.post_from(entry)), "welcome": "y"}
    return Sending("wren", path("excerpts", excerpt.id, "sharing"), fields)


@sends("journal.take_back_excerpt")
def take_back_an_excerpt(cast: Cast, say: Say) -> Sending:
    excerpt, _ = _excerpt(cast)
    return Sending("wren", path("excerpts", excerpt.id, "taking-back"))
