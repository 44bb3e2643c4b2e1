"""Eight devices of Juniper circle's people, and what each of them writes on."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from tests.cast import Cast
from tests.faults.writing import Desk
from webapp.checkins.models import Post, PostKind
from webapp.database import db, now
from webapp.intentions.models import PartName
from webapp.journal.models import Entry

DEVICES = ("wren", "wren", "moss", "moss", "rue", "rue", "wren", "moss")


def desks_for(cast: Cast, *, shared_entries: bool) -> list[Desk]:
    """Plants what they need. Devices of one person share an entry, or have one each."""
    nth: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    desks = []
    for who in DEVICES:
        person = getattr(cast, who)
        mine = {"participant_id": person.id, "happened_on": now().date()}
        if who not in entries or not shared_entries:
            entries[who] = Entry(**mine, words={"text": "planted"})
        post = _post_of_ana(cast)
        with db.transaction() as session:
            session.add_all((entries[who], post))
        desks.append(
            Desk(
                who=who,
                owner=person.id,
                circle=cast.juniper.id,
                gathering=cast.coming.id,
                part=list(PartName)[nth[who]],
                post=post.id,
                entry=entries[who].id,
            )
        )
        nth[who] += 1
    return desks


def _post_of_ana(cast: Cast) -> Post:
    return Post(
        circle_id=cast.juniper.id,
        author_id=cast.ana.id,
        kind=PostKind.CHECK_IN,
        welcomed_at=now(),
        created_at=now() - timedelta(days=1),
        words={"text": "planted"},
    )
