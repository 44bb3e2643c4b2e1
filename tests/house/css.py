"""Just enough reading of CSS for the house tests: custom properties, colours, class names."""

import re
from collections.abc import Iterable, Iterator

from tests.house.reading import blank, line_of, without_comments

NAMED = (
    "aqua|azure|beige|black|blue|brown|coral|crimson|cyan|fuchsia|gold|gr[ae]y|green|indigo|ivory"
    "|khaki|lavender|lime|linen|magenta|maroon|navy|olive|orange|orchid|pink|plum|purple"
    "|rebeccapurple|red|salmon|sienna|silver|snow|tan|teal|tomato|turquoise|violet|wheat|white"
    "|yellow"
)
LITERAL_COLOUR = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<![\w-])(?:{NAMED})(?![\w-])",
    re.IGNORECASE,
)
DOTS_OF_ANOTHER_KIND = ("@layer", "@media", "@supports", "@keyframes")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def readable(css: str) -> str:
    """Without comments, strings and addresses, in which anything may stand."""
    return blank(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)", css)


def properties_used(css: str) -> Iterator[tuple[int, str]]:
    text = readable(css)
    for found in re.finditer(r"\bvar\(\s*(--[\w-]+)", text):
        yield line_of(text, found.start()), found[1]


def properties_defined(css: str) -> set[str]:
    text = readable(css)
    declared = re.findall(r"(?:^|[;{\s])(--[\w-]+)\s*:", text)
    return {*declared, *re.findall(r"@property\s+(--[\w-]+)", text)}


def literal_colours(css: str) -> Iterator[tuple[int, str]]:
    """Colours that are written out, in declarations; names and ids in selectors are none."""
    text = readable(css)
    for declaration in re.finditer(r"([\w-]+)\s*:([^;{}]*)(?=[;}])", text):
        for found in LITERAL_COLOUR.finditer(declaration[2]):
            yield line_of(text, declaration.start(2) + found.start()), found[0]


def classes_styled(css: str) -> Iterator[tuple[int, str]]:
    """Class names in selectors: what stands before a brace, nested or not."""
    text = readable(css)
    for prelude in re.finditer(r"[^;{}]+(?=\{)", text):
        if (
            prelude[0]
            .lstrip()
            .startswith(("@layer", "@media", "@supports", "@import", "@keyframes"))
        ):
            continue
        for found in CLASS.finditer(prelude[0]):
            yield line_of(text, prelude.start() + found.start()), found[1]


def classes_used(template: str) -> Iterator[tuple[int, str]]:
    """Class names in class="..." and in a macro call's class='...'. What Jinja fills in is `*`."""
    text = without_comments(template)
    markup = re.sub(r"\S*\{\{.*?\}\}\S*|\{%.*?%\}", _filled_in, text, flags=re.S)
    for read in (markup, jinja(text)):
        for found in re.finditer(r"""\bclass_?\s*=\s*("[^"]*"|'[^']*')""", read):
            for name in found[1][1:-1].split():
                if name != "*":
                    yield line_of(read, found.start()), name


def jinja(template: str) -> str:
    """Only what Jinja reads, on its lines."""
    return "".join(re.findall(r"\n|\{[{%].*?[%}]\}", template, flags=re.S))


def classes_in_code(source: str) -> set[str]:
    """Every quoted word in Python or JavaScript might be one; that is close enough to be useful."""
    return {
        word
        for quoted in re.findall(r"""["'`]([^"'`\n]*)["'`]""", source)
        for word in re.findall(r"[A-Za-z_][\w-]*", quoted)
    }


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether `name` is one of the patterns, in either of which `*` stands for anything."""
    return any(_either(name, pattern) for pattern in patterns)


def _either(one: str, other: str) -> bool:
    def fits(name: str, pattern: str) -> bool:
        return re.fullmatch(re.escape(pattern).replace(r"\*", "[\\w*-]*"), name) is not None

    if "*" not in one + other:
        return one == other
    return fits(one, other) or fits(other, one)


def _filled_in(jinja: re.Match[str]) -> str:
    """A choice of whole names is those names, part of a name is anything, a statement nothing."""
    lines = "\n" * jinja[0].count("\n")
    if jinja[0].startswith("{%"):
        return " " + lines
    before, rest = jinja[0].split("{{", 1)
    expression, after = rest.rsplit("}}", 1)
    alone = before[-1:] in ("", '"', "'") and after[:1] in ("", '"', "'", ">")
    chosen = re.findall(r"""(?<![=(\[]\s)(?<![=(\[])["']([\w -]+)["']""", expression)
    return before + (" ".join(chosen) if alone and chosen else "*") + after + lines
