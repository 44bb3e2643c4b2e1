"""What the demo's people have written, in its places."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from webapp.checkins.models import Post, PostKind, Reply, Resonance
from webapp.circles.models import Audience
from webapp.database import Base, uuid7
from webapp.demo import alone, together
from webapp.demo.stage import Stage
from webapp.gatherings.asking import AskedAs, Question
from webapp.gatherings.clearance import Clearance
from webapp.gatherings.models import Gathering
from webapp.gatherings.steps import STANDARD
from webapp.gatherings.ticks import Tick
from webapp.intentions.models import IntentionPart, PartName
from webapp.journal.excerpts import Excerpt, sentences_of
from webapp.journal.models import Entry
from webapp.journal.tags import EntryTag, Tag

INTENTIONS = (
    ("wren", "coming", alone.INTENTION),
    ("wren", "second", alone.EARLIER_INTENTION),
    ("moss", "moss", alone.MOSS_INTENTION),
    ("rue", "rue", alone.RUE_INTENTION),
)


def records(stage: Stage) -> list[Base]:
    harbour = stage.sessions["harbour"].id
    return [
        *_intentions(stage),
        *_entries(stage),
        *_check_ins(stage, stage.juniper.id, None, together.CHECK_INS),
        *_check_ins(stage, stage.harbour.id, harbour, together.HARBOUR_CHECK_INS),
        *_questions(stage),
        *_preparations(stage),
    ]


def _intentions(stage: Stage) -> list[Base]:
    return [
        record
        for who, session, parts in INTENTIONS
        for name, (text, audience) in parts.items()
        for record in _part(stage, who, stage.sessions[session], name, text, audience)
    ]


def _part(
    stage: Stage, who: str, session: Gathering, name: str, text: str, audience: str
) -> list[Base]:
    part = IntentionPart(
        participant_id=stage.people[who].id,
        gathering_id=session.id,
        name=PartName(name),
        text=text,
        audience=audience,
    )
    if audience == Audience.ONLY_ME:
        return [part]
    post = Post(
        circle_id=session.circle_id,
        gathering_id=session.id,
        author_id=part.participant_id,
        kind=PostKind.INTENTION,
        audience=audience,
        words={"text": text, "part": name},
        created_at=min(stage.now, session.starts_at) - timedelta(days=1),
    )
    part.post_id = post.id
    return [part, post]


def _entries(stage: Stage) -> list[Base]:
    tags: dict[UUID, Base] = {}
    entries, tagged = [], []
    for page in alone.ENTRIES:
        entry, *its_tags = _entry(stage, page, tags)
        entries.append(entry)
        tagged += its_tags
    return [*entries, *tagged, *tags.values(), *_shared(stage, entries)]


def _entry(
    stage: Stage, page: alone.Page, tags: dict[UUID, Base]
) -> tuple[Entry, *tuple[Base, ...]]:
    """`tags` are those that any page has had so far."""
    mine, session = {"participant_id": stage.people[page.who].id}, stage.sessions[page.session]
    day = (session.ends_at + timedelta(days=page.day)).date()
    entry = Entry(**mine, gathering_id=session.id, happened_on=day, words=page.words)
    named = {Tag.id_of(entry.participant_id, name): name for name in page.tags}
    tags |= {one: Tag(id=one, **mine, name=name) for one, name in named.items()}
    return (entry, *(EntryTag(**mine, entry_id=entry.id, tag_id=one) for one in named))


def _shared(stage: Stage, entries: list[Entry]) -> list[Base]:
    """One sentence of Wren's, as the circle has it."""
    session, day, begins = alone.SHARED
    nth = next(
        nth for nth, page in enumerate(alone.ENTRIES) if (page.session, page.day) == (session, day)
    )
    entry = entries[nth]
    [key] = [
        sentence.key
        for family in sentences_of(entry).values()
        for sentence in family
        if sentence.said.startswith(begins)
    ]
    excerpt = Excerpt(id=uuid7(), participant_id=entry.participant_id, entry_id=entry.id)
    excerpt.choose([key], stage.juniper.id, None)
    post = excerpt.post_from(entry, welcome=True)
    post.created_at = stage.now - timedelta(hours=26)
    excerpt.post_id = post.id
    return [excerpt, post]


def _check_ins(
    stage: Stage, circle_id: UUID, gathering_id: UUID | None, lines: tuple[together.Line, ...]
) -> list[Base]:
    return [record for line in lines for record in _check_in(stage, circle_id, gathering_id, line)]


def _check_in(
    stage: Stage, circle_id: UUID, gathering_id: UUID | None, line: together.Line
) -> list[Base]:
    said_at = stage.now - timedelta(hours=line.hours)
    said = {"state": line.state, "need": line.need, "text": line.text, "topic": line.topic}
    post = Post(
        circle_id=circle_id,
        gathering_id=gathering_id,
        author_id=stage.people[line.who].id,
        kind=PostKind.CHECK_IN,
        created_at=said_at,
        welcomed_at=said_at if line.welcome else None,
        words=said,
    )
    moved = [
        Resonance(post_id=post.id, participant_id=stage.people[who].id) for who in line.resonance
    ]
    replies = [
        Reply(
            circle_id=circle_id,
            post_id=post.id,
            author_id=stage.people[who].id,
            text=text,
            created_at=said_at + timedelta(minutes=20 * nth),
        )
        for nth, (who, text) in enumerate(line.replies, 1)
    ]
    return [post, *moved, *replies]


def _questions(stage: Stage) -> list[Base]:
    def ask(who: str, text: str, hours: int) -> Question:
        return Question(
            circle_id=stage.juniper.id,
            participant_id=stage.people[who].id,
            text=text,
            created_at=stage.now - timedelta(hours=hours),
        )

    answered = ask("wren", together.QUESTION, 30)
    answered.answer_with(together.ANSWER)
    of_moss = ask("moss", together.MOSS_ASKED, 120)
    of_moss.ask_as(AskedAs.OPEN)
    of_moss.answer_with(together.MOSS_WAS_TOLD)
    return [of_moss, answered, ask("rue", together.OPEN_QUESTION, 3)]


def _preparations(stage: Stage) -> list[Base]:
    """Wren has seen to some of what there is to see to, and the clinic has said yes to her."""
    session, wren, ana = stage.sessions["coming"], stage.people["wren"], stage.people["ana"]
    mine = {"gathering_id": session.id, "participant_id": wren.id}
    ticks = [Tick(**mine, name=step.name) for step in STANDARD[:2]]
    return [Clearance(**mine, recorded_by=ana.id), *ticks]
