"""How often the database is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from webapp.database import db


def queries_of(asking: Callable[[], Any]) -> int:
    """The number of SELECTs while `asking` runs."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(db.reading, "before_cursor_execute", note)
    try:
        asking()
    finally:
        event.remove(db.reading, "before_cursor_execute", note)
    return len(asked)
