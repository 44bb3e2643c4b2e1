"""What a recording or a drawing is, by its bytes alone. Pure.

A file counts only if it is, from its first byte to its last, what a browser's recorder or canvas
makes: one that could be read as something else as well (a page, a script, an archive) does not.
Sources: RFC 8794 and 9559 (WebM), ISO/IEC 14496-12 (MP4), the PNG specification, third edition.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
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
LONGEST_HEAD = 12  # bytes, of an element
PADDING = frozenset((b"free", b"skip", b"wide"))

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
IN_PNG = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"))
# About its colours and its density. Apple's canvas adds the last two.
BESIDE_PNG = frozenset((b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"pHYs", b"iCCP", b"eXIf", b"iDOT"))
LONGEST_BESIDE = 8_192
WIDEST = 4_096
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
    if name != EBML or end is None or (DOCTYPE, b"webm") not in _children(data, start, end):
        return False
    name, at, end = _element(data, end)
    if name != SEGMENT or end not in (None, len(data)):
        return False
    has_blocks = False
    while at < len(data):
        if has_blocks and data[at] == BLOCK and len(data) - at < LONGEST_HEAD:
            return True
        name, start, end = _element(data, at)
        if name not in IN_WEBM or (end is None and name != CLUSTER):
            return False
        if name == VOID and any(data[start:end]):
            return False
        has_blocks = has_blocks or name == CLUSTER
        if name == CLUSTER or end is None:
            at = start
        else:
            at = end if name == BLOCK else _within(end, data)
    return has_blocks


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
    at, names = 0, []
    while at < len(data):
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
    return names[0] == b"ftyp" and {b"moov", b"mdat"} <= set(names)


def _within(end: int | None, data: bytes) -> int:
    if end is None or end > len(data):
        raise ValueError("cut off")
    return end


def _is_png(data: bytes) -> bool:
    if not data.startswith(PNG_BEGINS):
        return False
    chunks = list(_chunks(data))
    names = [name for name, _ in chunks]
    beside = sum(len(content) for name, content in chunks if name in BESIDE_PNG)
    in_order = names[0] == b"IHDR" and names.index(b"IEND") == len(names) - 1
    if not in_order or not set(names) <= IN_PNG | BESIDE_PNG or beside > LONGEST_BESIDE:
        return False
    pixels = b"".join(content for name, content in chunks if name == b"IDAT")
    return chunks[-1][1] == b"" and _fills(pixels, chunks[0][1])


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
    if not (0 < width <= WIDEST and 0 < height <= WIDEST) or interlaced or colour not in CHANNELS:
        return False
    wanted = height * (1 + (width * depth * CHANNELS[colour] + 7) // 8)
    inflating = zlib.decompressobj()
    filled = inflating.decompress(pixels, wanted + 1)
    return len(filled) == wanted and inflating.eof and not inflating.unused_data


CHECKS = ((WEBM, _is_webm), (MP4, _is_mp4), (PNG, _is_png))
