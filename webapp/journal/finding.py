"""Finding words in a text whatever their case and accents. Pure: text in, text out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Self

from markupsafe import Markup, escape

# Characters shown around a hit.
BEFORE, AFTER = 60, 110
MARK, MARKED = Markup("<mark>"), Markup("</mark>")
_blanks = re.compile(r"\s+")


class _Plain(dict[int, int | None]):
    """For `str.translate`: accents vanish, and curly quotes are as they are on every keyboard.

    Filled as characters are met, so that a text is folded at the speed of `translate`.
    """

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_plain = _Plain({ord("’"): ord("'"), ord("‘"): ord("'"), ord("“"): ord('"'), ord("”"): ord('"')})

# What is not compared as it is: a text is mostly made of the rest.
_others = re.compile(r"[^\x00-\x7f]+")
# What JSON writes in other characters, so that an index is looked through as it was written.
_between = re.compile(r'["\\\x00-\x1f\x7f]')


def fold(text: str) -> str:
    """The text as it is compared: `Café’s` and `CAFE's` are the same."""
    return _others.sub(_fold_others, text).casefold()


def _fold_others(others: re.Match[str]) -> str:
    """Letters are folded one by one, whatever stands beside them, and most of them stand alone."""
    run = others[0]
    return _fold_one(run) if len(run) == 1 else _folded(run)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).translate(_plain).casefold()


_fold_one = lru_cache(maxsize=4096)(_folded)


def words_of(text: str) -> list[str]:
    """Every word once, folded. Quotation marks are no part of one, nor is what nobody can see."""
    return list(dict.fromkeys(_between.sub(" ", fold(text)).split()))


def index_of(words: Mapping[str, str]) -> str:
    """What a search looks through: every word once, folded, and the boxes that hold any.

    Folding takes longer than all the rest, so it is done when something is written.
    """
    boxes = (box(name) for name in words)
    return " ".join([*boxes, *words_of(" ".join(words.values()))])


def box(name: str) -> str:
    """How a box stands in an index: between characters that no word can have."""
    return f"\x7f{name}\x7f"


class _Folded(NamedTuple):
    """A text as it is compared, and where in it letters are more or fewer than one there."""

    text: str
    folded: str
    uneven: list[int]

    @classmethod
    def of(cls, text: str) -> Self:
        uneven: list[int] = []

        def fold_run(run: re.Match[str]) -> str:
            folded = _fold_others(run)
            if len(run[0]) != 1 or len(folded) != 1:
                letters = enumerate(run[0], run.start())
                uneven.extend(at for at, letter in letters if len(_fold_one(letter)) != 1)
            return folded

        return cls(text, _others.sub(fold_run, text).casefold(), uneven)

    def span(self, hit: re.Match[str]) -> slice:
        """Where a hit stands in the text."""
        return _whole(self.text, self._origin(hit.start()), self._origin(hit.end() - 1) + 1)

    def _origin(self, position: int) -> int:
        """Which character of the text stands at a position of the folded text."""
        ahead = 0
        for index in self.uneven:
            if position < index + ahead:
                break
            ahead += len(_fold_one(self.text[index])) - 1
            if position <= index + ahead:
                return index
        return min(position - ahead, len(self.text))


def excerpt(text: str, words: Iterable[str]) -> Markup:
    """The surroundings of the first hit in one line, every hit in it marked."""
    wanted = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    hit = _first(text, wanted)
    if hit is None:
        return Markup()
    before = _blanks.sub(" ", text[: hit.start][-2 * BEFORE :].lstrip())
    after = _blanks.sub(" ", text[hit.stop :][: 2 * AFTER].rstrip())
    if is_later := hit.start > 2 * BEFORE or len(before) > BEFORE:
        before = before[-BEFORE:]
        before = before[before.find(" ") + 1 :]
    if goes_on := len(text) - hit.stop > 2 * AFTER or len(after) > AFTER:
        after = after[:AFTER].rpartition(" ")[0]
    shown = _marked(before + text[hit] + after, wanted)
    return "…" * is_later + shown + "…" * goes_on


def _first(text: str, wanted: re.Pattern[str]) -> slice | None:
    """The first hit as it was typed, which is soon found; else under other accents."""
    lowered = text.lower()
    if len(lowered) == len(text) and (typed := wanted.search(lowered)):
        return _whole(text, *typed.span())
    folded = _Folded.of(text)
    found = wanted.search(folded.folded)
    return folded.span(found) if found else None


def _whole(text: str, start: int, stop: int) -> slice:
    """Moved to whole letters: none is parted from its accent."""
    while stop < len(text) and not _fold_one(text[stop]):
        stop += 1
    return slice(start, stop)


def _marked(text: str, wanted: re.Pattern[str]) -> Markup:
    parts, end, here = [], 0, _Folded.of(text)
    for hit in wanted.finditer(here.folded):
        marked = here.span(hit)
        if marked.start >= end:
            parts += [escape(text[end : marked.start]), MARK, escape(text[marked]), MARKED]
            end = marked.stop
    return Markup().join([*parts, escape(text[end:])])
