"""Words come out of the templates as they were laid out, and never as markup."""

import re
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from tests.web.naughty import STRINGS
from webapp.web import pages
from webapp.web.pages import local, paragraphs

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=300) | st.text("<>&\"'/\n \r{}%pbr")
QUICKLY = settings(deadline=None, database=None, derandomize=True)
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}", []))

    def handle_comment(self, data):
        self.found.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def tags_in(html):
    tags = Tags()
    tags.feed(html)
    tags.close()
    return tags.found


@QUICKLY
@given(ANY_TEXT)
def test_nothing_that_anybody_writes_becomes_markup(text):
    html = paragraphs(text)
    assert {tag for tag, _ in tags_in(html)} <= {"p", "/p", "br"}
    assert all(attributes == [] for _, attributes in tags_in(html))


@pytest.mark.parametrize("text", STRINGS)
def test_no_naughty_string_becomes_markup(text):
    assert {tag for tag, _ in tags_in(paragraphs(text))} <= {"p", "/p", "br"}


@QUICKLY
@given(ANY_TEXT)
def test_no_word_is_lost_between_paragraphs(text):
    shown = re.sub(r"</?p>|<br>", "\n", paragraphs(text))
    assert unescape(shown).split() == text.split()


def test_blank_lines_part_paragraphs_and_ends_of_lines_stay():
    assert paragraphs("One\ntwo\n\nthree") == Markup("<p>One<br>two</p><p>three</p>")
    assert paragraphs("\n\n  \n\n") == Markup("")
    assert paragraphs("") == Markup("")


def test_words_that_are_called_safe_are_written_out_too():
    assert "<b>" not in paragraphs("<b>loud</b>")
    assert "{{" in paragraphs("{{ 7 * 7 }}")


def test_a_filter_that_lets_markup_through_is_found(monkeypatch):
    monkeypatch.setattr(pages, "escape", Markup)
    assert ("script", []) in tags_in(paragraphs("<script>go()</script>"))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Berlin", "Sunday 25 October, 02:30"),
        ("America/New_York", "Saturday 24 October, 20:30"),
        ("Pacific/Kiritimati", "Sunday 25 October, 14:30"),
        ("UTC", "Sunday 25 October, 00:30"),
    ],
)
def test_an_instant_is_told_on_the_clock_of_who_reads_it(zone, said, monkeypatch):
    monkeypatch.setattr(pages, "current_user", SimpleNamespace(zone=ZoneInfo(zone)))
    assert local(AUTUMN) == said


def test_a_form_of_ones_own_is_kept_to(monkeypatch):
    monkeypatch.setattr(pages, "current_user", SimpleNamespace(zone=ZoneInfo("UTC")))
    assert local(AUTUMN, "%H.%M") == "00.30"
