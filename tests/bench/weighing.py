"""What a phone has to fetch, in bytes as they travel."""

from __future__ import annotations

import gzip
import re
from typing import NamedTuple
from urllib.parse import urljoin

from tests.bench.loading import ACCEPTED
from tests.server import ROOT
from tests.visitor import Visitor
from webapp.web import statics
from webapp.web.pages import HTMX

ASKED_FOR = re.compile(
    r'<(?:script[^>]* src|link rel="(?:stylesheet|icon|manifest)"[^>]* href)="([^"]+)"'
)
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


class Load(NamedTuple):
    """One page with everything it asks for."""

    page: int
    stylesheet: int
    everything: int
    requests: int

    @property
    def first_flight(self) -> int:
        return self.page + self.stylesheet


def load(visitor: Visitor, path: str) -> Load:
    """As a browser that was never here before fetches it."""
    page = visitor.get(path).text
    weights = {path: _weight(visitor, path)}
    ahead = ASKED_FOR.findall(page)
    while ahead:
        place = ahead.pop()
        if place in weights:
            continue
        weights[place] = _weight(visitor, place)
        if place.endswith(".js"):
            source = visitor.get(place).text
            ahead += [urljoin(place, found) for found in IMPORTED.findall(source)]
    styles = sum(weight for place, weight in weights.items() if place.endswith(".css"))
    return Load(weights[path], styles, sum(weights.values()), len(weights))


def _weight(visitor: Visitor, path: str) -> int:
    answer = visitor.get(path, Accept_Encoding=ACCEPTED)
    assert answer.status == 200, (path, answer.status)
    return len(answer.body)


def scripts(*names: str) -> int:
    """Scripts as they are served, by gzip: htmx, the worker's and what every page loads."""
    root = statics.build(ROOT / "static", ROOT / "instance" / "static")
    served = names or (*statics.ON_EVERY_PAGE, HTMX)
    return sum(len(gzip.compress((root / name).read_bytes(), 9)) for name in served)
