"""A text in sentences, to the letter: put together again they are the text. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# Every line ends a sentence, whichever sign ends the line.
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# These end a sentence when a blank follows, those of scripts that write no blanks always.
STOPS = ".!?…‽⁇⁈⁉؟۔।॥։"
WIDE_STOPS = "。！？．｡"
CLOSERS = "\"'’”»›)]}」』】》〉）］｝"
BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# What may end a sentence, with all that still belongs to it. Nothing is ever looked at twice.
END = re.compile(
    rf"[{BREAKS}]+[{BREAKS}{BLANKS}]*+"
    rf"|(?P<stops>[{re.escape(STOPS + WIDE_STOPS)}]++)"
    rf"(?P<closers>[{re.escape(CLOSERS)}]*+)(?P<blanks>[{BREAKS}{BLANKS}]*+)"
)
LAST_WORD = re.compile(r"[^\s(\[{\"'“‘«]*$")
NO_ENDS = {
    "approx.", "bzw.", "ca.", "cf.", "d.h.", "dr.", "e.g.", "i.e.", "incl.", "mr.", "mrs.", "ms.",
    "nr.", "p.ex.", "prof.", "st.", "u.a.", "vs.", "z.b.",
}  # fmt: skip
ENUMERATION = re.compile(r"\s*\d{1,3}\.$")
LONGEST_WORD = 12


def sentences_in(text: str) -> list[str]:
    """The sentences, each with the blanks and ends of lines after it.

    What says nothing, such as an empty line, belongs to what stands before it, or else after it.
    """
    cuts: list[int] = []
    begun, said = 0, False
    for end in _ends(text):
        says = _says(text[begun:end])
        if said and says:
            cuts.append(begun)
        said, begun = said or says, end
    return [text[start:end] for start, end in pairwise((0, *cuts, len(text))) if text]


def _ends(text: str) -> Iterator[int]:
    begun = 0
    for end in END.finditer(text):
        if end["stops"] is None or _is_end(text, begun, end):
            begun = end.end()
            yield begun
    if begun < len(text):
        yield len(text)


def _is_end(text: str, begun: int, end: re.Match[str]) -> bool:
    stops, follows = end["stops"], text[end.end() : end.end() + 1]
    if stops[-1] in WIDE_STOPS:
        return True
    if not end["blanks"] or not follows:
        return not follows
    if any(one in BREAKS for one in end["blanks"]):
        return True
    if stops == "…" or (len(stops) > 1 and set(stops) == {"."}):
        # A pause within a sentence, which goes on with a small letter.
        return not follows.islower()
    return stops != "." or not _is_short_for_something(text[begun : end.end("stops")])


def _is_short_for_something(said: str) -> bool:
    """Whether a full stop belongs to the word before it: `e.g.`, `Dr.`, `J.`, or a list's `1.`"""
    if ENUMERATION.fullmatch(said):
        return True
    last = LAST_WORD.search(said[-LONGEST_WORD:])
    word = last[0] if last else ""
    is_initial = len(word) == 2 and word[0].isupper() and word != "I."
    return is_initial or word.casefold() in NO_ENDS


def _says(piece: str) -> bool:
    """Whether there is anything to be seen in it."""
    return any(unicodedata.category(one) not in ("Cc", "Cf", "Zl", "Zp", "Zs") for one in piece)
