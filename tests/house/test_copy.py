"""What the app says, read by machine: no word of those it avoids, and nothing that nags.

People may write what they want. What they are shown as an example, in the demo, keeps to it too.
The rendered pages are read in tests/browser/test_pages.py.
"""

import re
from collections.abc import Iterator

import pytest

from tests.house.reading import (
    Scanner,
    faults,
    files,
    line_of,
    words_of_python,
    words_of_script,
    words_of_template,
)
from tests.house.words import unwelcome

# What machines say to each other.
HEADERS = {"X-Outbox-User", "wrong-user"}


def in_template(template: str) -> Iterator[tuple[int, str]]:
    yield from in_text(words_of_template(template))


def in_text(text: str) -> Iterator[tuple[int, str]]:
    for position, word in unwelcome(text):
        yield line_of(text, position), f"says '{word}'"


def in_strings(strings: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for line, text in strings:
        if text not in HEADERS:
            yield from ((line, f"says '{word}'") for _, word in unwelcome(text))


def in_python(source: str) -> Iterator[tuple[int, str]]:
    yield from in_strings(words_of_python(source))


def in_script(source: str) -> Iterator[tuple[int, str]]:
    yield from in_strings(words_of_script(source))


READ_BY_PEOPLE: list[tuple[Scanner, tuple[str, ...]]] = [
    (in_template, ("templates/**",)),
    (in_python, ("webapp/*.py",)),
    (in_script, ("static/js/*.js", "static/sw/*.js", "static/attaching/*.js")),
    (in_text, ("CHANGELOG.md", "webapp/circles/agreement.txt", "webapp/safety/*.json")),
]


@pytest.mark.parametrize(("scan", "patterns"), READ_BY_PEOPLE)
def test_nothing_that_people_read_says_a_word_the_house_avoids(
    scan: Scanner, patterns: tuple[str, ...]
) -> None:
    read = files(*patterns)
    assert read
    assert faults(read, scan) == ""


@pytest.mark.parametrize(
    ("scan", "planted"),
    [
        (in_template, "<p>A good trip</p>"),
        (in_template, "<input placeholder='Your goals'>"),
        (in_template, "<button aria-label='Follow the feed'>"),
        (in_template, '{{ field(form.name, hint="Other users see this") }}'),
        (in_template, "<p>Skip whatever you like</p>"),
        (in_template, "<p>You have missed one</p>"),
        (in_template, '<body data-waiting="You must wait">'),
        (in_python, 'message = "Success, it is saved"'),
        (in_python, 'label = "Guide"'),
        (in_python, 'LETTER = """Dear patients,\n\nplease answer."""'),
        (in_python, 'message = f"{name} is overdue"'),
        (in_script, "status.textContent = 'Liked';"),
        (in_script, "say(`You should rest, ${name}`);"),
        (in_text, "- Streaks.\n"),
    ],
)
def test_a_planted_word_is_found(scan: Scanner, planted: str) -> None:
    assert list(scan(planted))


@pytest.mark.parametrize(
    ("scan", "innocent"),
    [
        (in_template, '<p class="user">What you want to meet lately: {{ user.goal }}</p>'),
        (in_template, "{# Never say user. #}<p>What follows me home</p>"),
        (in_python, 'def f():\n    """For the user."""\n    return "wrong-user"'),
        (in_script, "// However late, and as the user likes\ngo('https://example.org/');"),
    ],
)
def test_what_is_fine_is_left_alone(scan: Scanner, innocent: str) -> None:
    assert list(scan(innocent)) == []


def test_the_words_are_those_of_the_product() -> None:
    """Each in the forms that people say it in."""
    said = "trips tripping highs drugged patients guided shamanic healers goals successful"
    said += " breakthroughs streaks cured liked followers feeds users"
    assert re.findall(r"\w+", said) == [word for _, word in unwelcome(said)]
