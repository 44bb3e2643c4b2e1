"""What the house tests read, and how a fault is told: file, line, why."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

SPOKEN = (
    r"\b(?:aria-label|aria-description|title|placeholder|alt|content|value|data-[\w-]+)="
    r"""("[^"]*"|'[^']*')"""
)

Scanner = Callable[[str], Iterator[tuple[int, str]]]


def files(*patterns: str) -> list[Path]:
    """The repository's own files, also the ones that are about to be added."""
    command = (
        "git",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        *patterns,
    )
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted({path for name in listed.split("\0") if name and (path := ROOT / name).is_file()})


def faults(paths: Iterable[Path], scan: Scanner) -> str:
    """One line per fault; nothing when there is none."""
    return "\n".join(
        f"{path.relative_to(ROOT)}:{line}: {why}"
        for path in paths
        for line, why in scan(path.read_text("utf-8", errors="replace"))
    )


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def blank(pattern: str, text: str) -> str:
    """Take out what matches and leave its line breaks, so that lines keep their numbers."""
    return re.sub(pattern, lambda found: "\n" * found[0].count("\n"), text, flags=re.S)


def without_comments(template: str) -> str:
    return blank(r"\{#.*?#\}|<!--.*?-->", template)


def words_of_template(template: str) -> str:
    """What a person may see or hear: text, attributes that are read out, quoted words in Jinja."""
    text = re.sub(r"\{[{%].*?[%}]\}", _quoted, without_comments(template), flags=re.S)
    return re.sub(r"<[^>]*>", _read_out, text)


def words_of_python(source: str) -> Iterator[tuple[int, str]]:
    """Every string that could reach somebody; docstrings cannot."""
    tree = ast.parse(source)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in docstrings:
            yield node.lineno, text


def words_of_script(source: str) -> Iterator[tuple[int, str]]:
    """The strings of a script, without what its comments quote."""
    read = blank(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", source)
    for found in re.finditer(r"""'[^'\n]*'|"[^"\n]*"|`[^`]*`""", read):
        yield line_of(read, found.start()), found[0][1:-1]


def _quoted(expression: re.Match[str]) -> str:
    strings = re.findall(r"""("[^"]*"|'[^']*')""", expression[0])
    return " ".join(string[1:-1] for string in strings) + "\n" * expression[0].count("\n")


def _read_out(tag: re.Match[str]) -> str:
    values = (value[1:-1] for value in re.findall(SPOKEN, tag[0]))
    return f"\v{' '.join(values)}\v" + "\n" * tag[0].count("\n")
