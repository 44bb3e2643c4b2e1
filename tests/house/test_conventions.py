"""What the house has agreed on, read by machine. Every scanner first finds a planted fault."""

import re
from collections.abc import Iterator

import pytest

from tests.house.reading import (
    Scanner,
    blank,
    faults,
    files,
    line_of,
    without_comments,
)

TEMPLATES = "templates/**"
LONGEST = {"templates/**": 80, "*.py": 200, "static/*.js": 200, "tests/*.js": 200}
NOT_OURS = "vendor"
GENERATED = "webapp/migrations/versions"

# The page's security policy would refuse these silently, so that they are refused here aloud.
UNSAFE = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline script": r"<script\b(?![^>]*\ssrc\s*=)",
    "an inline handler": r"""[\s"']on[a-z]+\s*=""",
    "an hx-on handler": r"\bhx-on[^\s=>]*\s*=",
    "a script in a value": r"""["'\s](?:js|javascript):""",
    "an event filter": r"""\bhx-trigger(?::\w+)*\s*=\s*(?:"[^"]*\[|'[^']*\[|[^\s"'>]*\[)""",
    "text let through unescaped": r"\|\s*safe\b|autoescape\s+false",
}

# Where packages come from, and where somebody's copy of the repository lies, is nobody's business.
HOSTS = re.compile(
    r"\b(?:(?:test\.)?pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|crates\.io"
    r"|proxy\.golang\.org|rubygems\.org|ghcr\.io|docker\.io)\b"
)
MACHINE = re.compile(r"(?<![\w.~:/-])/(?:(?:work|root)\b(?![\w-])|(?:tmp|home|Users|opt)/\w)")


def unsafe(template: str) -> Iterator[tuple[int, str]]:
    text = without_comments(template)
    for why, pattern in UNSAFE.items():
        # Jinja's own brackets and names are not the browser's.
        read = text if "unescaped" in why else blank(r"\{[{%].*?[%}]\}", text)
        for found in re.finditer(pattern, read, re.IGNORECASE):
            yield line_of(read, found.start() + 1), why


def revealing(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (HOSTS, MACHINE):
        for found in pattern.finditer(text):
            yield line_of(text, found.start()), f"names {found[0]}"


def longer_than(limit: int) -> Scanner:
    def scan(text: str) -> Iterator[tuple[int, str]]:
        if (length := len(text.splitlines())) > limit:
            yield length, f"is longer than {limit} lines: look for the missing noun"

    return scan


def test_templates_hold_nothing_that_the_security_policy_refuses() -> None:
    assert faults(files(TEMPLATES), unsafe) == ""


@pytest.mark.parametrize("pattern", LONGEST)
def test_files_stay_short_enough_to_be_read_at_once(pattern: str) -> None:
    ours = [path for path in files(pattern) if NOT_OURS not in path.parts]
    ours = [path for path in ours if GENERATED not in path.as_posix()]
    assert faults(ours, longer_than(LONGEST[pattern])) == ""


def test_no_file_tells_where_it_was_written() -> None:
    assert faults(files(), revealing) == ""


@pytest.mark.parametrize(
    ("scan", "planted"),
    [
        (unsafe, '<p style="color: red">'),
        (unsafe, "<style>p { }</style>"),
        (unsafe, "<script>go()</script>"),
        (unsafe, '<script type="module">go()</script>'),
        (unsafe, '<button\nonclick="go()">'),
        (unsafe, '<form hx-on:htmx:after:swap="go()">'),
        (unsafe, '<form data-hx-on:my.event="go()">'),
        (unsafe, '<form hx-on:{{ event }}="go()">'),
        (unsafe, '<a href="javascript:go()">'),
        (unsafe, """<form hx-vals='js:{"a": go()}'>"""),
        (unsafe, '<input hx-trigger="keyup[ctrlKey], change">'),
        (unsafe, '<input hx-trigger:inherited="keyup[ctrlKey]">'),
        (unsafe, "<input hx-trigger=keyup[ctrlKey]>"),
        (unsafe, '<form hx-on:{% if on %}click{% endif %}="go()">'),
        (unsafe, "{{ entry.text|safe }}"),
        (revealing, "index-url = https://" + "pypi" + ".org/simple"),
        (revealing, "see " + "/wo" + "rk/main/notes"),
        (revealing, "cd " + "/ro" + "ot && ls"),
        (revealing, "open('" + "/tm" + "p/x')"),
        (longer_than(3), "a\nb\nc\nd\n"),
    ],
)
def test_a_planted_fault_is_found(scan: Scanner, planted: str) -> None:
    assert list(scan(planted))


@pytest.mark.parametrize(
    ("scan", "innocent"),
    [
        (unsafe, '<script src="{{ src }}" defer></script>'),
        (unsafe, "{# never style= #}<p class='on'>Once = one</p>"),
        (unsafe, '<input hx-trigger="{{ events[0] }} delay:1s">'),
        (revealing, "https://example.org/work/1 and ./tmp/x and :root"),
    ],
)
def test_what_is_fine_is_left_alone(scan: Scanner, innocent: str) -> None:
    assert list(scan(innocent)) == []
