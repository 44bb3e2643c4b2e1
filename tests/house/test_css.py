"""The stylesheets and the templates know each other. Every scanner first finds a planted fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import css
from tests.house.reading import Scanner, faults, files

TOKENS = "10-tokens.css"
# htmx puts these on elements by itself.
FROM_ELSEWHERE = "htmx-*"


def stylesheets() -> list[Path]:
    return files("static/css/*.css")


def all_of(paths: list[Path]) -> str:
    return "\n".join(path.read_text("utf-8") for path in paths)


def undefined_properties(known: set[str]) -> Scanner:
    def scan(text: str) -> Iterator[tuple[int, str]]:
        for line, name in css.properties_used(text):
            if name not in known:
                yield line, f"{name} is used, but nowhere defined"

    return scan


def colours(text: str) -> Iterator[tuple[int, str]]:
    for line, colour in css.literal_colours(text):
        yield line, f"{colour} is written out: colours are tokens"


def unstyled_classes(known: set[str]) -> Scanner:
    def scan(text: str) -> Iterator[tuple[int, str]]:
        for line, name in css.classes_used(text):
            if not css.matches(name, known):
                yield line, f".{name} is in no stylesheet"

    return scan


def unused_classes(known: set[str]) -> Scanner:
    def scan(text: str) -> Iterator[tuple[int, str]]:
        for line, name in css.classes_styled(text):
            if not css.matches(name, known | {FROM_ELSEWHERE}):
                yield line, f".{name} is styled, but nowhere used"

    return scan


def test_every_custom_property_that_is_used_is_defined() -> None:
    known = css.properties_defined(all_of(stylesheets()))
    assert faults(stylesheets(), undefined_properties(known)) == ""


def test_only_the_tokens_write_colours_out() -> None:
    others = [path for path in stylesheets() if path.name != TOKENS]
    assert faults(others, colours) == ""


def test_every_class_in_a_template_is_styled() -> None:
    known = {name for _, name in css.classes_styled(all_of(stylesheets()))}
    assert faults(files("templates/**"), unstyled_classes(known)) == ""


def test_every_styled_class_is_used() -> None:
    known = {name for _, name in css.classes_used(all_of(files("templates/**")))}
    known |= css.classes_in_code(css.jinja(all_of(files("templates/**"))))
    known |= css.classes_in_code(all_of(files("webapp/*.py", "static/js/*.js")))
    assert faults(stylesheets(), unused_classes(known)) == ""


@pytest.mark.parametrize(
    ("scan", "planted"),
    [
        (undefined_properties({"--ink"}), "p { color: var(--inc) }"),
        (undefined_properties({"--ink"}), "p { margin: calc(2 * var( --gap, 1px)) }"),
        (colours, "p { color: #fff }"),
        (colours, "p { border: 1px solid rgb(0 0 0 / 20%) }"),
        (colours, "a { &:hover { background: white; } }"),
        (unstyled_classes({"card"}), '<p class="card crad">'),
        (unstyled_classes({"card"}), '<p class="card {{ "on" if place == "today" }}">'),
        (unstyled_classes({"card"}), "{{ icon('ring', class='big') }}"),
        (unstyled_classes({"card"}), '<p class="chip-{{ kind }}">'),
        (unstyled_classes({"card"}), '<p class="{% if a %}card{% else %}crad{% endif %}">'),
        (unused_classes({"card"}), ".card .crad { margin: 0 }"),
        (unused_classes({"card"}), ".card { &:not(.crad) { margin: 0 } }"),
        (unused_classes({"card"}), "@media print { .crad { margin: 0 } }"),
    ],
)
def test_a_planted_fault_is_found(scan: Scanner, planted: str) -> None:
    assert list(scan(planted))


@pytest.mark.parametrize(
    ("scan", "innocent"),
    [
        (undefined_properties({"--ink"}), "/* var(--old) */ p { color: var(--ink) }"),
        (colours, "a.red:hover, #beef { color: var(--red-soft); outline: 1px solid CanvasText }"),
        (
            colours,
            "p { background: url(white.svg) color-mix(in oklab, var(--ink) 5%, transparent) }",
        ),
        (unstyled_classes({"card", "on"}), "<p class=\"card {{ 'on' if place == 'today' }}\">"),
        (unstyled_classes({"chip-calm"}), '<p class="chip-{{ kind }}">'),
        (unstyled_classes({"a", "b"}), "<p class=\"a{% if x == 'y' %} b{% endif %}\">"),
        (unused_classes({"chip-*"}), ".chip-calm { margin: .5em }"),
        (unused_classes({"a"}), "@layer base.reset { .a.htmx-request { margin: 1.5em } }"),
    ],
)
def test_what_is_fine_is_left_alone(scan: Scanner, innocent: str) -> None:
    assert list(scan(innocent)) == []


def test_properties_are_found_where_they_are_defined() -> None:
    text = ":root{--a:1px; --b : 2px}\n@property --c { syntax: '<color>' }\np { top: var(--d) }"
    assert css.properties_defined(text) == {"--a", "--b", "--c"}
