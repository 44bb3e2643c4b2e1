"""PHQ-9, PHQ-2 and GAD-7: their words, their scores, and what has been published of these. Pure.

The PHQ and GAD-7 were developed by Robert L. Spitzer, Janet B. W. Williams, Kurt Kroenke and
colleagues. Cut-offs: Kroenke, Spitzer, Williams 2001 (PHQ-9), 2003 (PHQ-2); Spitzer and others 2006
(GAD-7).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

ANSWERS = ("Not at all", "Several days", "More than half the days", "Nearly every day")
# The questions are about two weeks, so they are asked at most every two weeks.
RECALL = timedelta(days=14)
NOTICE = (
    "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with "
    "an educational grant from Pfizer Inc. No permission required to reproduce, translate, display "
    "or distribute."
)

_INTEREST = "Little interest or pleasure in doing things"
_DOWN = "Feeling down, depressed, or hopeless"


class Band(NamedTuple):
    """What the publication calls a score of `least` and more, up to the next band."""

    least: int
    words: str


class Scale(NamedTuple):
    name: str
    title: str
    about: str
    items: tuple[str, ...]
    bands: tuple[Band, ...]
    # The item, counted from 1, whose every answer but the first opens the care card.
    care_item: int | None = None

    @property
    def most(self) -> int:
        return len(self.items) * (len(ANSWERS) - 1)

    def score(self, answers: Mapping[str, int]) -> int | None:
        """The sum of the answers by item number ("1" and so on), 0 to `most`.

        None where one is left open: the publications know no sum of fewer. Raises ValueError for
        an answer that is none of the four.
        """
        given = [answers.get(str(number)) for number in range(1, len(self.items) + 1)]
        if any(value is not None and not 0 <= value < len(ANSWERS) for value in given):
            raise ValueError(answers)
        known = [value for value in given if value is not None]
        return sum(known) if len(known) == len(self.items) else None

    def band(self, score: int) -> Band:
        """The published range that a score lies in."""
        return max(band for band in self.bands if band.least <= score)

    def needs_care(self, answers: Mapping[str, int]) -> bool:
        return bool(self.care_item and answers.get(str(self.care_item)))


PHQ_2 = Scale(
    "phq-2",
    "PHQ-2",
    "Two questions about low mood",
    (_INTEREST, _DOWN),
    (Band(0, "below the published cut-off"), Band(3, "at or above the published cut-off")),
)
PHQ_9 = Scale(
    "phq-9",
    "PHQ-9",
    "Nine questions about low mood",
    (
        _INTEREST,
        _DOWN,
        "Trouble falling or staying asleep, or sleeping too much",
        "Feeling tired or having little energy",
        "Poor appetite or overeating",
        "Feeling bad about yourself, or that you are a failure or have let yourself or your "
        "family down",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
        "Moving or speaking so slowly that other people could have noticed? Or the opposite, "
        "being so fidgety or restless that you have been moving around a lot more than usual",
        "Thoughts that you would be better off dead or of hurting yourself in some way",
    ),
    (
        Band(0, "minimal"),
        Band(5, "mild"),
        Band(10, "moderate"),
        Band(15, "moderately severe"),
        Band(20, "severe"),
    ),
    care_item=9,
)
GAD_7 = Scale(
    "gad-7",
    "GAD-7",
    "Seven questions about worry",
    (
        "Feeling nervous, anxious, or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid, as if something awful might happen",
    ),
    (Band(0, "minimal"), Band(5, "mild"), Band(10, "moderate"), Band(15, "severe")),
)
SCALES = {scale.name: scale for scale in (PHQ_2, GAD_7, PHQ_9)}
