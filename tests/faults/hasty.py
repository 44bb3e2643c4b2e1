"""The app with a planted fault: it says that something is stored before it is.

Served in place of `wsgi:app` by the test that shows that this is noticed.
"""

from __future__ import annotations

from threading import Timer

from flask import g, request

from webapp.database import UnitOfWork, db
from wsgi import app

HASTE = 0.05  # seconds

_commit = UnitOfWork.commit


def _commit_later(self: UnitOfWork) -> None:
    if self.bind is not db.writing or request.path == "/login":
        _commit(self)
        return
    self.flush()
    g.pop("unit_of_work", None)

    def commit() -> None:
        try:
            _commit(self)
        finally:
            self.close()

    Timer(HASTE, commit).start()


UnitOfWork.commit = _commit_later  # type: ignore[method-assign]

__all__ = ["app"]
