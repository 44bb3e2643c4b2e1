"""Writing an intention in tests, as a page would send it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.phone import Phone
from webapp.checkins.models import Post, PostKind
from webapp.database import db
from webapp.gatherings.models import Gathering
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.participants.models import Participant


def path(gathering: Gathering, part: str = "meet") -> str:
    return f"/intentions/{gathering.id}/{part}"


class Page:
    """A part's page, open on a phone: it remembers what it was told, as the browser does."""

    def __init__(self, phone: Phone, gathering: Gathering, part: str = "meet") -> None:
        self.phone, self.path = phone, path(gathering, part)
        self.told = hidden(phone.get(self.path))
        self.audience = self.told["_seen"]

    def type(self, text: str, audience: str | None = None, **fields: Any) -> TestResponse:
        """What the page sends by itself after a pause, and what it takes from the answer."""
        self.audience = audience or self.audience
        sent = {**self.told, "text": text, "audience": self.audience, **fields}
        answer = self.phone.htmx("POST", self.path, data=sent, op="_op" not in fields)
        if answer.status_code == 200 and "HX-Redirect" not in answer.headers:
            self.told = hidden(answer)
        return answer


def hidden(answer: TestResponse) -> dict[str, str]:
    found = re.findall(r'name="(_base|_seen|_copy)" value="([^"]*)"', answer.text)
    assert len(found) == 3, answer.text
    return dict(found)


def part_of(person: Participant, gathering: Gathering, name: str = "meet") -> IntentionPart | None:
    look_afresh()
    found = IntentionPart.for_gathering(person, gathering.id).where(IntentionPart.name == name)
    part = db.session.scalar(found)
    db.session.commit()
    return part


def kept_beside(part: IntentionPart | None) -> list[str]:
    """The texts of the copies and earlier versions, newest first."""
    assert part is not None
    texts = [version.text for version in db.session.scalars(PartVersion.of(part))]
    db.session.commit()
    return texts


def seen_by(person: Participant) -> list[tuple[str, str]]:
    """The parts of intentions this person is shown, oldest first."""
    look_afresh()
    found = Post.visible_to(person).where(Post.kind == PostKind.INTENTION).order_by(Post.created_at)
    words = [post.words for post in db.session.scalars(found)]
    db.session.commit()
    return [(one["part"], one["text"]) for one in words]


def posts_of(person: Participant) -> list[Post]:
    look_afresh()
    mine = select(Post).where(Post.author_id == person.id, Post.kind == PostKind.INTENTION)
    posts = list(db.session.scalars(mine))
    db.session.commit()
    return posts


def look_afresh() -> None:
    """What was read before is read again, as it is in the database now."""
    db.session.commit()
    db.session.expire_all()
