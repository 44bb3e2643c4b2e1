"""What a request wrote, read anew; and what stands in the boxes of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from webapp.database import Base, db
from webapp.sealing import Sealed

Written = set[tuple[type[Base], Any]]
CONTROL = re.compile(
    r"""<(?P<tag>textarea|input)(?P<attributes>(?:[^>"']|"[^"]*")*)>"""
    r"(?:(?P<text>(?<=>)[^<]*)</textarea>)?"
)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@contextmanager
def watching() -> Iterator[Written]:
    """Which records are written meanwhile, by whomever."""
    written: Written = set()

    def look(session: Session, _context: object) -> None:
        written.update((type(row), row.id) for row in (*session.new, *session.dirty))

    event.listen(Session, "after_flush", look)
    try:
        yield written
    finally:
        event.remove(Session, "after_flush", look)


def kept(app: Flask, written: Iterable[tuple[type[Base], Any]]) -> list[str]:
    """Every sealed text of these records, through its model. Rolled back means not there."""
    with app.app_context():
        found = [(model, key) for model, key in written if hasattr(model, "sealed_for")]
        rows = [db.session.get(model, key) for model, key in found]
        return [text for row in rows if row is not None for text in _texts_in(row)]


def typed_in(page: str) -> dict[str, list[str]]:
    """What stands in the page's boxes, by field, as a browser would read it."""
    found: dict[str, list[str]] = {}
    for control in CONTROL.finditer(page):
        named = dict(ATTRIBUTE.findall(control["attributes"]))
        if control["tag"] == "textarea":
            # A browser leaves the first line end out.
            value = re.sub(r"\A(\r\n|\r|\n)", "", control["text"] or "")
        else:
            value = named.get("value", "")
        found.setdefault(html.unescape(named.get("name", "")), []).append(html.unescape(value))
    return found


def _texts_in(row: Base) -> Iterator[str]:
    for name in dir(type(row)):
        if isinstance(getattr(type(row), name, None), Sealed):
            words = getattr(row, name)
            yield from words.values() if isinstance(words, dict) else [words]
