"""What the people of the demo wrote for themselves. Invented, every line of it."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A journal entry: who, which of their sessions, how many days after it, words and tags."""

    who: str
    session: str
    day: int
    words: dict[str, str]
    tags: tuple[str, ...] = ()


INTENTION = {
    "brings": ("I am tired of holding everything up by myself.", "only me"),
    "meet": ("Let what is heavy be met, not carried.", "circle"),
    "fear": ("That I will be too much for the others. That nothing will happen at all.", "only me"),
    "expect": ("Some quiet. I hope for quiet.", "facilitators"),
    "word": ("soften", "circle"),
}

EARLIER_INTENTION = {
    "meet": ("To look at the house I grew up in without running through it.", "circle"),
    "word": ("slowly", "only me"),
}

MOSS_INTENTION = {
    "meet": ("I want to see my brother’s face as it was.", "circle"),
    "word": ("here", "only me"),
}

RUE_INTENTION = {
    "brings": ("A year of not sleeping, and a garden I stopped going into.", "facilitators"),
    "meet": ("Whatever is under the noise. I will try not to arrange it.", "circle"),
    "word": ("open", "circle"),
}

# Of what Wren wrote on the third day the circle has this much.
SHARED = ("second", 3, "The coat is hers")

ENTRIES = (
    Page(
        "wren",
        "second",
        0,
        {
            "images": "The harbour, but the water was warm. My sister’s red coat on the railing.",
            "feelings": "Light, then a long grief, then light again.",
        },
        ("sister", "water"),
    ),
    Page(
        "wren",
        "second",
        1,
        {
            "feelings": "Slept nine hours. Tender, as after a fever.",
            "realizations": "I brace before anybody has said anything.",
            "text": "Walked to the bakery without headphones. The street was only a street, and "
            "that was plenty.",
        },
    ),
    Page(
        "wren",
        "second",
        3,
        {
            "realizations": "The coat is hers, and she gave it to me. I had forgotten that part.",
            "questions": "What would I do with my hands if they did not have to hold anything up?",
        },
    ),
    Page(
        "wren",
        "second",
        7,
        {
            "text": "Called my sister. We talked about nothing for forty minutes. I did not "
            "apologise once.",
        },
        ("sister",),
    ),
    Page(
        "wren",
        "first",
        0,
        {"images": "Stairs. Somebody humming in another room.", "feelings": "Wary. Then not."},
    ),
    Page(
        "wren",
        "first",
        2,
        {
            "realizations": "I was so busy watching whether it worked that I hardly saw it.",
            "questions": "Who was humming?",
        },
    ),
    Page(
        "moss",
        "moss",
        0,
        {"images": "The kitchen, yellow. I was tall in it.", "feelings": "Tears, the good kind."},
    ),
    Page(
        "moss",
        "moss",
        1,
        {
            "realizations": "He was nineteen. I am older than he ever was.",
            "text": "Made the soup he used to make. Too much pepper, as always.",
        },
    ),
)
