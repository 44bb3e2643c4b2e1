"""Finding words in a text whatever their case and accents. Pure: text in, text out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

# Characters shown around a hit.
BEFORE, AFTER = 60, 110


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
    return _others.sub(_fold_others, text.casefold())


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


def excerpt(text: str, words: Iterable[str]) -> Markup:
    """The surroundings of the first hit in one line, every hit in it marked."""
    text = " ".join(text.split())
    wanted = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    first = wanted.search(fold(text))
    if first is None:
        return escape("")
    hit = _origin(text, first.start())
    end = hit + _origin(text[hit:], len(first[0]) - 1) + 1
    start = max(0, hit - BEFORE)
    start = start and max(start, text.find(" ", start, hit) + 1)
    stop = end + AFTER
    if stop < len(text):
        stop = max(end, text.rfind(" ", end, stop))
    shown = _marked(text[start:stop], wanted)
    return Markup("{}{}{}").format("…" if start else "", shown, "…" if stop < len(text) else "")


def _origin(text: str, position: int) -> int:
    """Which character of the text stands at a position of the folded text."""
    ahead = 0
    for others in _others.finditer(text):
        if position < others.start() + ahead:
            break
        for index in range(*others.span()):
            ahead += len(_fold_one(text[index])) - 1
            if position <= index + ahead:
                return index
    return min(position - ahead, len(text))


def _marked(text: str, wanted: re.Pattern[str]) -> Markup:
    """Bounds are moved to whole letters, so that a mark never parts one from its accent."""
    parts, end = [], 0
    for hit in wanted.finditer(fold(text)):
        start, stop = _origin(text, hit.start()), _origin(text, hit.end() - 1) + 1
        while stop < len(text) and not _fold_one(text[stop]):
            stop += 1
        if start >= end:
            parts += [escape(text[end:start]), Markup("<mark>{}</mark>").format(text[start:stop])]
            end = stop
    return Markup("").join([*parts, escape(text[end:])])
