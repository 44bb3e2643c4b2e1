"""What counts as a recording or a drawing: all of a file, and nothing that only looks like it."""

from __future__ import annotations

import tracemalloc
import zlib
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files import (
    APPLE_VOICE,
    BLOCK,
    CLUSTER,
    DRAWING,
    EBML,
    END,
    HEADER,
    IMAGE,
    PIXELS,
    SEGMENT,
    SIGNATURE,
    UNKNOWN,
    VOICE,
    box,
    chunk,
    element,
)
from webapp.journal.media import media_type_of

ICON = Path(__file__).parents[2] / "static" / "icons" / "icon-192.png"
SCRIPT = b"<script>alert(1)</script>"
ARCHIVE = b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + b"\0" * 18
GENUINE = {"image/png": DRAWING, "audio/webm": VOICE, "audio/mp4": APPLE_VOICE}


@pytest.mark.parametrize("media_type", GENUINE)
def test_what_a_phone_makes_is_known_by_its_bytes(media_type):
    assert media_type_of(GENUINE[media_type]) == media_type


def test_a_picture_made_by_other_hands_is_one_too():
    assert media_type_of(ICON.read_bytes()) == "image/png"


def test_a_recording_that_broke_off_with_the_phone_is_still_one():
    """In the middle of a block, wherever that is."""
    for lost in range(1, len(BLOCK)):
        assert media_type_of(VOICE[:-lost]) == "audio/webm", lost


LOOKS_LIKE = {
    "a page": b"<!doctype html><title>x</title>" + SCRIPT,
    "a picture that is a script": b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
    "a moving picture": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "a photograph": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40,
    "a document": b"%PDF-1.7\n" + b"\0" * 40,
    "an archive": ARCHIVE,
    "nothing": b"",
    "a few letters": b"hello",
    "a drawing with a script behind it": DRAWING + SCRIPT,
    "a drawing with an archive behind it": DRAWING + ARCHIVE,
    "a drawing with a script in front": SCRIPT + DRAWING,
    "a drawing with words in it": SIGNATURE + HEADER + chunk(b"tEXt", SCRIPT) + IMAGE + END,
    "a drawing with something unknown": SIGNATURE + HEADER + chunk(b"zIPz", ARCHIVE) + IMAGE + END,
    "a drawing with much beside it": SIGNATURE + HEADER + chunk(b"eXIf", b"x" * 9000) + IMAGE + END,
    "a drawing that was changed": DRAWING.replace(b"IEND", b"IEnD"),
    "a drawing without an end": SIGNATURE + HEADER + IMAGE,
    "a drawing with too many pixels": SIGNATURE
    + HEADER
    + chunk(b"IDAT", zlib.compress(PIXELS * 3))
    + END,
    "a drawing with something behind its pixels": SIGNATURE
    + HEADER
    + chunk(b"IDAT", zlib.compress(PIXELS * 2) + SCRIPT)
    + END,
    "a drawing as large as a house": SIGNATURE
    + chunk(b"IHDR", pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0))
    + IMAGE
    + END,
    "a drawing with an archive for its colours": SIGNATURE
    + HEADER
    + chunk(b"PLTE", ARCHIVE * 20)
    + IMAGE
    + END,
    "a drawing with a second head of script": SIGNATURE
    + HEADER
    + chunk(b"IHDR", SCRIPT)
    + IMAGE
    + END,
    "a drawing of a depth that there is not": SIGNATURE
    + chunk(b"IHDR", pack(">IIBBBBB", 2, 2, 255, 6, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0" * 512))
    + END,
    "a drawing with two heads": SIGNATURE + HEADER + END + HEADER + IMAGE + END,
    "a recording with a script behind it": VOICE + SCRIPT,
    "a recording with an archive behind it": VOICE + ARCHIVE,
    "a recording with a script in its padding": VOICE + element(b"\xec", SCRIPT),
    "a recording with a script in its head": VOICE.replace(
        EBML, element(EBML[:4], element(b"\x42\x82", b"webm") + element(b"\xec", SCRIPT))
    ),
    "a recording that says it goes on for long": VOICE + b"\xa3\x08\x7f\xff\xff\xff" + SCRIPT,
    "a recording in pieces without end": VOICE + element(b"\xe7", b"") * 50_000,
    "a recording with tags": VOICE + element(b"\x12\x54\xc3\x67", SCRIPT),
    "a recording of another kind": VOICE.replace(b"webm", b"webx"),
    "a recording with nothing in it": EBML + SEGMENT + UNKNOWN,
    "a recording whose head is all": EBML,
    "a recording whose cluster is empty of blocks' length": EBML + SEGMENT + UNKNOWN + CLUSTER,
    "another recording with a script behind it": APPLE_VOICE + SCRIPT,
    "another recording with a script in its padding": APPLE_VOICE + box(b"free", SCRIPT),
    "another recording with a box of its own": APPLE_VOICE + box(b"uuid", SCRIPT),
    "another recording that was cut off": APPLE_VOICE[:-1],
    "another recording without sound": APPLE_VOICE[:-11],
    "another recording that never ends": box(b"ftyp", b"mp42") + pack(">I4s", 0, b"mdat"),
}


@pytest.mark.parametrize("what", LOOKS_LIKE)
def test_what_only_looks_like_it_is_none(what):
    assert media_type_of(LOOKS_LIKE[what]) is None


@given(st.binary(max_size=200), st.sampled_from(sorted(GENUINE)), st.integers(0, 60))
def test_no_bytes_whatever_break_it(noise, media_type, place):
    """Nor is a drawing with anything put into it still a drawing."""
    genuine = GENUINE[media_type]
    found = media_type_of(genuine[:place] + noise + genuine[place:])
    assert found in (None, media_type)
    if noise and media_type == "image/png" and place <= len(genuine):
        assert found is None or genuine[:place] + noise + genuine[place:] == genuine
    media_type_of(noise)


def test_what_is_small_and_would_fill_a_house_is_only_counted():
    """Two thousand pixels square, in a few kilobytes."""
    header = chunk(b"IHDR", pack(">IIBBBBB", 2048, 2048, 16, 6, 0, 0, 0))
    pixels = zlib.compress(b"\0" * (2048 * (1 + 2048 * 8)))
    tracemalloc.start()
    assert media_type_of(SIGNATURE + header + chunk(b"IDAT", pixels) + END) == "image/png"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000
