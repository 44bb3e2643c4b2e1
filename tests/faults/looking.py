"""Whether the database holds what the ledgers say was acknowledged: all of it, and once."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import make_url

from config import Settings
from tests.faults.writing import Write
from webapp.checkins.models import Post, PostKind, Reply, Resonance
from webapp.database import Base, db
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.journal.models import Entry, EntryVersion
from webapp.web.operations import Op

CREATED: dict[str, tuple[type[Base], str]] = {
    "entry": (Entry, "words"),
    "check-in": (Post, "words"),
    "reply": (Reply, "text"),
}


def faults_in(ledgers: Iterable[list[Write]]) -> list[str]:
    """What is missing, there twice, or half there, in the running app's database."""
    writes = [write for ledger in ledgers for write in ledger]
    refused = [write for write in writes if write.status not in (200, 201)]
    return [
        *(f"{write.kind} was answered {write.status} {write.result}" for write in refused),
        *_faults_in_ops(writes),
        *(fault for kind in CREATED for fault in _faults_in_new(kind, writes)),
        *_faults_in_edits(writes),
        *_faults_in_parts(writes),
        *_faults_in_resonance(writes),
    ]


def _faults_in_ops(writes: list[Write]) -> list[str]:
    """Of every submission that was answered there is one, and of no other."""
    there = {str(op) for op in db.session.scalars(select(Op.id))}
    sent = Counter(write.op for write in writes)
    lost = [write for write in writes if write.op not in there]
    return [
        *(f"{write.kind}: the name of the submission is lost" for write in lost),
        *(f"a submission nobody sent: {op}" for op in there - sent.keys()),
        *(f"a submission acknowledged twice: {op}" for op, times in sent.items() if times > 1),
    ]


def _faults_in_new(kind: str, writes: list[Write]) -> list[str]:
    """Each is there with its words; and there are no others than those, and the planted."""
    model, words = CREATED[kind]
    wanted = {write.record: write.words for write in writes if write.kind == kind}
    edited = {write.record for write in writes if write.kind == "edit"}
    faults, known = [], set()
    for row in db.session.scalars(select(model)):
        said = getattr(row, words)
        said = said.get("text", "") if isinstance(said, dict) else said
        if row.id in wanted:
            known.add(row.id)
            faults += [f"{kind}: other words than were sent"] * (said != wanted[row.id])
        elif said.startswith("words ") and row.id not in edited and not _is_intention(row):
            faults.append(f"{kind}: stored, and its submission is not")
    return faults + [f"{kind}: acknowledged and lost" for _ in wanted.keys() - known]


def _is_intention(row: Base) -> bool:
    return isinstance(row, Post) and row.kind == PostKind.INTENTION


def _faults_in_edits(writes: list[Write]) -> list[str]:
    """Every version of an entry is kept, and no two edits were let take the same one's place."""
    faults = []
    for edits in _grouped("edit", writes).values():
        entry = db.session.get_one(Entry, edits[0].record)
        of_entry = select(EntryVersion).where(EntryVersion.entry_id == entry.id)
        versions = db.session.scalars(of_entry).all()
        kept = Counter([entry.words["text"], *(one.words.get("text", "") for one in versions)])
        faults += [f"edit: there {kept[e.words]} times" for e in edits if kept[e.words] != 1]
        faults += _lost_updates("edit", edits, entry.version, entry.words["text"])
    return faults


def _faults_in_parts(writes: list[Write]) -> list[str]:
    """The last words stand, the circle reads the same, and no copy is missing."""
    faults = []
    for (owner, path), saved in _grouped("part", writes).items():
        part = db.session.scalars(
            select(IntentionPart).where(
                IntentionPart.participant_id == owner,
                IntentionPart.gathering_id == saved[0].record,
                IntentionPart.name == path.rpartition("/")[2],
            )
        ).one_or_none()
        if part is None:
            faults.append("part: all of it is lost")
            continue
        shared = part.post_id and db.session.get(Post, part.post_id)
        if not shared or shared.words["text"] != part.text:
            faults.append("part: the circle reads something else")
        copies = select(PartVersion).where(PartVersion.part_id == part.id)
        kept = {copy.text for copy in db.session.scalars(copies)}
        copied = {one.words for one in saved if one.result == "stored-copy"}
        faults += ["part: a copy is lost"] * len(copied - kept)
        faults += _lost_updates("part", saved, part.version, part.text)
    return faults


def _lost_updates(kind: str, writes: list[Write], version: int, words: str) -> list[str]:
    """Each stored write made the version after its own, so no version was made twice."""
    made: dict[int, str] = {}
    faults = []
    for write in writes:
        if write.result != "stored-copy":
            if write.base + 1 in made:
                faults.append(f"{kind}: a lost update, two took the place of {write.base}")
            made[write.base + 1] = write.words
    if made and (version, words) != max(made.items()):
        faults.append(f"{kind}: the newest is not the last that was stored")
    return faults


def _faults_in_resonance(writes: list[Write]) -> list[str]:
    """Once where it was said last, nowhere where it was taken back last."""
    last = {
        write.record: write.words == "resonance" for write in writes if write.kind == "resonance"
    }
    counts = Counter(db.session.scalars(select(Resonance.post_id)))
    return [
        f"resonance: there {counts[post]} times"
        for post, said in last.items()
        if counts[post] != said
    ]


def _grouped(kind: str, writes: list[Write]) -> dict[tuple[UUID, str], list[Write]]:
    """By the person and the place they wrote to."""
    grouped: dict[tuple[UUID, str], list[Write]] = defaultdict(list)
    for write in writes:
        if write.kind == kind:
            grouped[write.owner, write.path].append(write)
    return grouped


def is_whole(settings: Settings) -> bool:
    """What SQLite itself says of both files, references between rows included."""
    for url in (settings.database_url, settings.keys_database_url):
        with closing(sqlite3.connect(make_url(url).database or "")) as connection:
            [[verdict]] = connection.execute("PRAGMA integrity_check").fetchall()
            if verdict != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
                return False
    return True
