"""What a recording or a drawing is, by its bytes alone. Pure.

A file counts only if it is built, from its first byte to its last, as a browser's recorder or
canvas builds one: nothing stands before, between or behind its parts. What the sound and the
pixels themselves are is nobody's business.
Sources: RFC 8794 and 9559 (WebM), ISO/IEC 14496-12 (MP4), the PNG specification, third edition.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from struct import unpack_from

WEBM, MP4, PNG = "audio/webm", "audio/mp4", "image/png"

EBML, DOCTYPE, SEGMENT, CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675
BLOCK, VOID = 0xA3, 0xEC
# In a segment: seek head, info, tracks, cues, checksum. In a cluster: its time, blocks, sizes.
IN_WEBM = frozenset({
    0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0xBF, VOID, CLUSTER,
    0xE7, BLOCK, 0xA0, 0xA7, 0xAB,
})  # fmt: skip
IN_MP4 = frozenset((b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"styp", b"sidx"))
LONGEST_HEAD, LONGEST_BLOCK = 12, 65_536  # bytes
MOST_PARTS = 40_000  # five minutes in blocks of a fiftieth of a second, twice over
PADDING = frozenset((b"free", b"skip", b"wide"))

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
IN_PNG = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"))
# About its colours and its density. Apple's canvas adds the last two.
BESIDE_PNG = frozenset((b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"pHYs", b"iCCP", b"eXIf", b"iDOT"))
LONGEST_BESIDE = 8_192
WIDEST = 2_048
DEPTHS = (1, 2, 4, 8, 16)
AT_ONCE = 65_536  # bytes inflated: what it would fill is only counted
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def media_type_of(data: bytes) -> str | None:
    """`audio/webm`, `audio/mp4`, `image/png`, or None for everything else."""
    return next((media_type for media_type, is_it in CHECKS if _holds(is_it, data)), None)


def _holds(is_it: Callable[[bytes], bool], data: bytes) -> bool:
    """A file that ends in the middle of something is none."""
    try:
        return is_it(data)
    except (IndexError, ValueError, OverflowError, zlib.error):
        return False


def _is_webm(data: bytes) -> bool:
    """Also one that broke off in the middle of a block, as when the phone died."""
    name, start, end = _element(data, 0)
    head = dict(_children(data, start, end or 0))
    if name != EBML or end is None or head.get(DOCTYPE) != b"webm" or VOID in head:
        return False
    name, start, end = _element(data, end)
    return name == SEGMENT and end in (None, len(data)) and BLOCK in _parts(data, start)


def _parts(data: bytes, at: int) -> set[int]:
    """The kinds of parts of a segment and its clusters. Raises ValueError for any other."""
    names: set[int] = set()
    for _ in range(MOST_PARTS):
        rest = len(data) - at
        if not rest or (BLOCK in names and data[at] == BLOCK and rest < LONGEST_HEAD):
            return names
        name, start, end = _element(data, at)
        if name not in IN_WEBM or (name == VOID and any(data[start:end])):
            raise ValueError("not from a recorder")
        names.add(name)
        if name == CLUSTER:
            at = start
        elif name == BLOCK and end is not None and end - len(data) < LONGEST_BLOCK:
            at = min(end, len(data))
        else:
            at = _within(end, data)
    raise ValueError("too many parts")


def _children(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end:
        name, start, stop = _element(data, at)
        yield name, data[start:stop]
        at = end if stop is None else stop


def _element(data: bytes, at: int) -> tuple[int, int, int | None]:
    """An element's name, where its content starts, and where it ends (None: not said)."""
    name, at, _ = _number(data, at, 4)
    size, at, width = _number(data, at, 8)
    size -= 1 << 7 * width
    unknown = size == (1 << 7 * width) - 1
    return name, at, None if unknown else at + size


def _number(data: bytes, at: int, longest: int) -> tuple[int, int, int]:
    """A number of variable length with its marker, where it ends, and its bytes."""
    width = 9 - data[at].bit_length()
    if width > longest:
        raise ValueError("not a number")
    return int.from_bytes(data[at : at + width]), at + width, width


def _is_mp4(data: bytes) -> bool:
    at = 0
    names: list[bytes] = []
    while at < len(data) and len(names) < MOST_PARTS:
        size, name = unpack_from(">I4s", data, at) if at + 8 <= len(data) else (0, b"")
        head = 16 if size == 1 else 8
        if size == 1:
            (size,) = unpack_from(">Q", data[at + 8 : at + 16].ljust(8, b"\xff"))
        if size < head or (name not in IN_MP4 and name not in PADDING):
            return False
        if name in PADDING and any(data[at + head : at + size]):
            return False
        names.append(name)
        at = _within(at + size, data)
    return at == len(data) and names[0] == b"ftyp" and {b"moov", b"mdat"} <= set(names)


def _within(end: int | None, data: bytes) -> int:
    if end is None or end > len(data):
        raise ValueError("cut off")
    return end


def _is_png(data: bytes) -> bool:
    if not data.startswith(PNG_BEGINS):
        return False
    chunks = list(islice(_chunks(data), MOST_PARTS))
    names = [name for name, _ in chunks]
    longest = {b"IHDR": 13, b"PLTE": 768, b"tRNS": 256, b"IEND": 0}
    if any(len(content) > longest.get(name, len(content)) for name, content in chunks):
        return False
    beside = sum(len(content) for name, content in chunks if name in BESIDE_PNG)
    once = names.count(b"IHDR") == names.count(b"IEND") == 1
    in_order = once and names[0] == b"IHDR" and names[-1] == b"IEND"
    if not in_order or not set(names) <= IN_PNG | BESIDE_PNG or beside > LONGEST_BESIDE:
        return False
    pixels = b"".join(content for name, content in chunks if name == b"IDAT")
    return _fills(pixels, chunks[0][1])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_BEGINS)
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        end = _within(at + 12 + size, data)
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            raise ValueError("changed")
        yield data[at + 4 : at + 8], data[at + 8 : end - 4]
        at = end


def _fills(pixels: bytes, header: bytes) -> bool:
    """Whether there are just the pixels that the header promises, and nothing behind them."""
    width, height, depth, colour, _, _, interlaced = unpack_from(">IIBBBBB", header.ljust(13))
    if not (0 < width <= WIDEST and 0 < height <= WIDEST) or interlaced:
        return False
    if colour not in CHANNELS or depth not in DEPTHS:
        return False
    wanted = height * (1 + (width * depth * CHANNELS[colour] + 7) // 8)
    inflating, filled = zlib.decompressobj(), 0
    while pixels and not inflating.eof and filled <= wanted:
        filled += len(inflating.decompress(pixels, AT_ONCE))
        pixels = inflating.unconsumed_tail
    return filled == wanted and inflating.eof and not inflating.unused_data


CHECKS = ((WEBM, _is_webm), (MP4, _is_mp4), (PNG, _is_png))
