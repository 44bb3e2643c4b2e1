"""A text in sentences: to the letter, however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.naughty import STRINGS
from webapp.journal.sentences import sentences_in

SIGNS = ".!?…。！？؟।\"'”’»)]」 \t\n\r\u00a0\u2028\u200b\u202eaZ3é\u0301雨א"
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=300) | st.text(SIGNS, max_size=60)
QUICKLY = settings(deadline=None, database=None, derandomize=True, max_examples=400)


@QUICKLY
@given(ANY_TEXT)
def test_put_together_again_they_are_the_text(text):
    assert "".join(sentences_in(text)) == text


@QUICKLY
@given(ANY_TEXT)
def test_each_of_them_says_something(text):
    sentences = sentences_in(text)
    assert all(sentences)
    assert len(sentences) < 2 or all(sentence.strip() for sentence in sentences)


@pytest.mark.parametrize("text", STRINGS)
def test_no_naughty_string_loses_a_letter(text):
    assert "".join(sentences_in(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It rained. Then it stopped!", ["It rained.", "Then it stopped!"]),
        ("Was it me? No… Was it her?!", ["Was it me?", "No…", "Was it her?!"]),
        ("i felt warm. then it went.", ["i felt warm.", "then it went."]),
        ("It was… not what I thought... perhaps.", ["It was… not what I thought... perhaps."]),
        ("One, e.g. 3.5 of them. Two.", ["One, e.g. 3.5 of them.", "Two."]),
        ("Dr. Amari said so. J. Smith too.", ["Dr. Amari said so.", "J. Smith too."]),
        ("So did I. Then I slept.", ["So did I.", "Then I slept."]),
        ("1. Water\n2. Light", ["1. Water", "2. Light"]),
        ("“Come in.” (She meant it.) I did.", ["“Come in.”", "(She meant it.)", "I did."]),
        ("A line\nanother\n\n\na third", ["A line", "another", "a third"]),
        ("雨だった。晴れた！「はい。」と", ["雨だった。", "晴れた！", "「はい。」", "と"]),
        ("هل هذا؟ نعم. لا", ["هل هذا؟", "نعم.", "لا"]),
        ("यह है। वह था।", ["यह है।", "वह था।"]),
        ("A walk\u2028by the sea\r\nat night", ["A walk", "by the sea", "at night"]),
        ("No end", ["No end"]),
        ("see afterglow.example for more", ["see afterglow.example for more"]),
        ("", []),
    ],
)
def test_where_a_sentence_ends(text, said):
    assert [sentence.strip() for sentence in sentences_in(text)] == said


@pytest.mark.parametrize(
    "text", ["." * 50_000 + "x", ". " * 25_000, "a.\n" * 16_000, "\u200b\n" * 25_000, "(" * 50_000]
)
def test_the_longest_text_is_cut_in_one_go(text):
    assert "".join(sentences_in(text)) == text
