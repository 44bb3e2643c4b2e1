"""What every app has alike is compiled once per run, not once per test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from functools import cache, partial
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, create_engine
from sqlalchemy.dialects import registry as dialects
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule
from werkzeug.routing.rules import RulePart

from webapp import ROOT, engines
from webapp.web import statics
from webapp.web.commits import Afterglow


class Templates(BytecodeCache):
    """Jinja's own place for compiled templates, in memory."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


class Address(Rule):
    """A route. Reading it, and the function that Werkzeug writes and compiles to build its
    addresses, are most of what making an app costs. All apps read the same in it: they have
    the same converters, and no subdomains.
    """

    _read: ClassVar[dict[str, tuple[list[RulePart], list[Any], dict[str, Any]]]] = {}
    _builders: ClassVar[dict[tuple[str, str, bool], Callable[..., tuple[str, str]]]] = {}

    def _parse_rule(self, rule: str) -> Iterable[RulePart]:
        if rule not in self._read:
            before = len(self._trace)
            parts = list(super()._parse_rule(rule))
            self._read[rule] = parts, self._trace[before:], dict(self._converters)
            return parts
        parts, trace, converters = self._read[rule]
        self._trace += trace
        self._converters |= converters
        self.arguments |= converters.keys()
        return parts

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, str(self.defaults), append_unknown)
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


class Files(statics.Files):
    """Static files, which are looked at once: they lie under the digest of what is in them."""

    _seen: ClassVar[dict[str, Any]] = {}

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        if path not in self._seen:
            self._seen[path] = super().get_static_file(path, url, stat_cache)
        return self._seen[path]


class Alike(Dialect):
    """What speaks to a database is the same as all of its kind, so that their statements are too.

    Every app has an engine of its own, and would compile each of them anew.
    """

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Sqlite(Alike, SQLiteDialect_pysqlite):
    supports_statement_cache = True


class Postgres(Alike, PGDialect_psycopg):
    supports_statement_cache = True


@cache
def built() -> Path:
    return BUILD(*OURS)


def build(source: Path, into: Path) -> Path:
    """Where our own static files lie as they are served: nobody changes them meanwhile."""
    return built() if (source, into) == OURS else BUILD(source, into)


BUILD = statics.build
OURS = (ROOT / "static", ROOT / "instance" / "static")
TEMPLATES = Templates()
STATEMENTS: MutableMapping[Any, Any] = LRUCache(2_000)


def compile_once() -> None:
    """Let every app that is made from here on use what the ones before it have compiled."""
    Afterglow.url_rule_class = Address
    Afterglow.jinja_options = {**Afterglow.jinja_options, "bytecode_cache": TEMPLATES}
    statics.build = build
    statics.Files = Files  # type: ignore[misc]
    dialects.register("sqlite", __name__, Sqlite.__name__)
    dialects.register("postgresql.psycopg", __name__, Postgres.__name__)
    shared = {"compiled_cache": STATEMENTS}
    engines.create_engine = partial(create_engine, execution_options=shared)
