"""Choosing sentences and sharing them, as somebody does with the pages before them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.phone import Phone
from webapp.checkins.models import Post, PostKind
from webapp.database import db
from webapp.journal.excerpts import Excerpt
from webapp.journal.models import Entry
from webapp.participants.models import Participant

BOX = re.compile(
    r'name="sentence" value="(\w+)"( checked)?><span class="words">(.*?)</span>', re.DOTALL
)
WORDS = re.compile(r'<div class="words">(.*?)</div>', re.DOTALL)
FIELD = r'name="%s"[^>]*value="([^"]*)"'


class Sharing:
    """One person's phone and one entry of theirs."""

    def __init__(self, phone: Phone, entry: Entry | UUID) -> None:
        self.phone = phone
        self.entry_id = entry if isinstance(entry, UUID) else entry.id
        self.page = ""

    def opens(self, query: str = "") -> dict[str, str]:
        """The sentences that can be chosen, with their names on the page."""
        self.page = self.phone.get(f"/journal/{self.entry_id}/sharing{query}").text
        return sentences_on(self.page)

    def chooses(self, *wanted: str, **fields: Any) -> TestResponse:
        """Open the page, tick what says this, and go on. The preview is then the open page."""
        keys = self.opens()
        ticked = [key for said, key in keys.items() if any(one in said for one in wanted)]
        rooms = re.findall(r'name="room"[^>]*value="([^"]+)"', self.page)
        fields = {"room": rooms[0] if len(rooms) == 1 else "", **fields}
        return self.sends(sentence=ticked, **fields)

    def sends(self, **fields: Any) -> TestResponse:
        answer = self.phone.post(f"/journal/{self.entry_id}/sharing", fields, op=True)
        if answer.status_code == 303:
            self.at = answer.location
            self.page = self.phone.get(self.at).text
        return answer

    def shares(self, **fields: Any) -> TestResponse:
        """What the page that was looked at carries, by its button."""
        told = {name: field_on(self.page, name) for name in ("seen", "agreement")}
        headers = fields.pop("headers", {})
        return self.phone.post(
            f"{self.at}/sharing", {**told, "welcome": "y", **fields}, op=True, headers=headers
        )

    def takes_back(self, **fields: Any) -> TestResponse:
        return self.phone.post(f"{self.at}/taking-back", fields, op=True)


def sentences_on(page: str) -> dict[str, str]:
    return {unescape(said): key for key, _, said in BOX.findall(page)}


def ticked_on(page: str) -> list[str]:
    return [unescape(said) for _, ticked, said in BOX.findall(page) if ticked]


def field_on(page: str, name: str) -> str:
    found = re.search(FIELD % name, page)
    return unescape(found[1]) if found else ""


def words_on(page: str) -> list[str]:
    """Everybody's words on a page, as they were sent, markup and all."""
    return WORDS.findall(page[page.index("<main") :])


def excerpts_in(circle_id: UUID) -> list[str]:
    """What a circle has of people's journals, the earliest first."""
    db.session.commit()  # what the test has read before may be older
    posts = db.session.scalars(
        select(Post)
        .where(Post.circle_id == circle_id, Post.kind == PostKind.EXCERPT)
        .where(Post.taken_back_at.is_(None))
        .order_by(Post.created_at)
        .execution_options(populate_existing=True)
    )
    said = [post.words["text"] for post in posts]
    db.session.commit()
    return said


def chosen_by(person: Participant) -> list[Excerpt]:
    db.session.commit()
    found = Excerpt.owned_by(person).order_by(Excerpt.id)
    rows = db.session.scalars(found.execution_options(populate_existing=True)).all()
    db.session.commit()
    return list(rows)
