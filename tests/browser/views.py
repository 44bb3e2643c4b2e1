"""A page as one person finds it, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class View:
    """One page as one person (None: nobody signed in) finds it."""

    endpoint: str
    who: str | None
    state: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    query: str = ""
    # What is done before it is looked at: "Save" taps a button, "+Look by" unfolds, "place=Here"
    # fills a field, and "@/somewhere" sends the form to another address.
    taps: tuple[str, ...] = ()
    # Words that are on it, where it could be mistaken for another.
    shows: str = ""

    @property
    def name(self) -> str:
        parts = (self.endpoint.replace(".", "-"), self.who or "anybody", self.state)
        return "-".join(part.replace(" ", "-") for part in parts if part)


def view(endpoint: str, who: str | None, state: str = "", /, **options: object) -> View:
    told = {name: options.pop(name) for name in ("query", "taps", "shows") if name in options}
    return View(endpoint, who, state, options, **told)
