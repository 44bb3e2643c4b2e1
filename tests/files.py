"""Small files of the kinds that people record and draw, and ones that only look like them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from struct import pack
from typing import Any, NamedTuple

from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart


def chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))


def element(name: bytes, content: bytes) -> bytes:
    return name + pack(">Q", len(content) | 1 << 56) + content


def box(name: bytes, content: bytes) -> bytes:
    return pack(">I4s", len(content) + 8, name) + content


SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = chunk(b"IHDR", pack(">IIBBBBB", 2, 2, 8, 6, 0, 0, 0))
PIXELS = b"\0" + b"\xa8\x48\x1a\xff" * 2
IMAGE = chunk(b"IDAT", zlib.compress(PIXELS * 2))
END = chunk(b"IEND", b"")
DRAWING = SIGNATURE + HEADER + IMAGE + END

EBML = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
SEGMENT, CLUSTER = b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"
# As browsers write it while it is recorded: how long it will be is not known yet.
UNKNOWN = b"\x01" + b"\xff" * 7
BLOCK = element(b"\xa3", b"\x81\0\0\x80 a hum")
VOICE = EBML + SEGMENT + UNKNOWN + CLUSTER + UNKNOWN + element(b"\xe7", b"\0") + BLOCK * 3

APPLE_VOICE = box(b"ftyp", b"mp42\0\0\0\0mp42") + box(b"moov", b"\0" * 20) + box(b"mdat", b"hum")

TYPES = {SIGNATURE[:4]: "image/png", EBML[:4]: "audio/webm"}


class File(NamedTuple):
    data: bytes
    media_type: str


def has_files(fields: Mapping[str, Any]) -> bool:
    return any(_is_file(value) for value in fields.values())


def in_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A form with files as it is sent: for `data` and `content_type` of a request.

    Bytes that begin as one of the files above are a file of that type.
    """
    sent = {name: _stored(value) for name, value in fields.items()}
    stream, _, boundary = stream_encode_multipart(sent, use_tempfile=False)
    return {"data": stream.read(), "content_type": f"multipart/form-data; boundary={boundary}"}


def _is_file(value: Any) -> bool:
    return isinstance(value, File) or (isinstance(value, bytes) and value[:4] in TYPES)


def _stored(value: Any) -> Any:
    if not _is_file(value):
        return value
    data, media_type = value if isinstance(value, File) else (value, TYPES[value[:4]])
    return FileStorage(BytesIO(data), "it", content_type=media_type)
