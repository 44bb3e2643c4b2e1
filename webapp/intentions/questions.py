"""What the five pages ask, in their order, and how some people begin."""

from __future__ import annotations

from typing import NamedTuple

from webapp.intentions.models import PartName


class Question(NamedTuple):
    """One page. Every one of them may be left empty."""

    name: PartName
    # As a heading over what was written, and as it goes on after "Next:".
    label: str
    next: str
    asks: str
    hint: str
    # What is put into the box, to go on from.
    starters: tuple[str, ...]

    @property
    def number(self) -> int:
        return NUMBERS[self.name]


QUESTIONS = (
    Question(
        PartName.BRINGS,
        "What brings you",
        "what brings you",
        "What brings you?",
        "A sentence is plenty. Half a thought will do.",
        ("I come with ", "Lately I notice ", "Something in me ", "I carry "),
    ),
    Question(
        PartName.MEET,
        "What you want to meet",
        "what to meet",
        "What do you want to meet, if it comes?",
        "Hold it lightly. A direction, not a demand.",
        ("Help me see ", "I am ready to ", "What if ", "Show me how "),
    ),
    Question(
        PartName.FEAR,
        "What you fear",
        "what you fear",
        "What are you afraid of?",
        "Fears are welcome here. Naming one is enough.",
        ("Part of me fears ", "What if I ", "If it gets hard, I can "),
    ),
    Question(
        PartName.EXPECT,
        "What you expect",
        "what you expect",
        "What do you expect?",
        "Expectations come along anyway. Here they can be put down.",
        ("I imagine ", "Quietly I hope ", "I have heard ", "Perhaps "),
    ),
    Question(
        PartName.WORD,
        "One word to hold",
        "one word to hold",
        "One word to hold",
        "Short enough to find again with your eyes closed.",
        ("soften", "stay", "allow", "here", "enough"),
    ),
)

NUMBERS = {question.name: number for number, question in enumerate(QUESTIONS, 1)}


def question_of(name: str) -> Question:
    return QUESTIONS[NUMBERS[PartName(name)] - 1]


def next_after(name: str) -> Question | None:
    """The question that follows, or None after the last."""
    number = NUMBERS[PartName(name)]
    return QUESTIONS[number] if number < len(QUESTIONS) else None


def before(name: str) -> Question | None:
    """The question that came before, or None at the first."""
    number = NUMBERS[PartName(name)]
    return QUESTIONS[number - 2] if number > 1 else None
