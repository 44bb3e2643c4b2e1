"""How many questions a page asks its databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from config import Settings
from tests.cast import Cast
from tests.conftest import close
from tests.phone import Phone
from webapp import create_app
from webapp.database import db


def queries_of(settings: Settings, path: str) -> int:
    """The second time it is opened, when keys are known."""
    app = create_app(settings)
    with app.app_context():
        phone = Phone(app).signed_in_as(Cast.load().wren)
    phone.get(path)
    with counted(db.reading) as statements:
        phone.get(path)
    close(app)
    return len(statements)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)
