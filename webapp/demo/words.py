"""What the people of the demo wrote. Invented, every line of it."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A check-in: who, how long ago in hours, what, and whom it moved."""

    who: str
    hours: int
    state: str
    need: str
    text: str
    topic: str = ""
    welcome: bool = True
    resonance: tuple[str, ...] = ()
    replies: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A journal entry: who, which of their sessions, how many days after it, and the words."""

    who: str
    session: str
    day: int
    words: dict[str, str]


WHAT_TO_EXPECT = """\
Arrive at 09:45. We begin together at ten, with a few words each, or none.

You lie down with an eye mask and blankets. There is music, and one of us is always in the room. \
The stronger part is usually over within the hour; then there is tea, and time.

We close in a circle around one. Nobody drives: somebody you trust takes you home, and you do not \
drive before the next day, after a night's sleep. About food and medicines, follow the sheet you \
were given, and ask your prescriber."""

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
    "meet": ("I would like to see my brother's face as it was.", "circle"),
    "word": ("here", "only me"),
}

RUE_INTENTION = {
    "brings": ("A year of not sleeping, and a garden I stopped going into.", "facilitators"),
    "meet": ("Whatever is under the noise. I will try not to arrange it.", "circle"),
    "word": ("open", "circle"),
}

ENTRIES = (
    Page(
        "wren",
        "second",
        0,
        {
            "images": "The harbour, but the water was warm. My sister's red coat on the railing.",
            "feelings": "Light, then a long grief, then light again.",
        },
    ),
    Page(
        "wren",
        "second",
        1,
        {
            "feelings": "Slept nine hours. Tender, like after a fever.",
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
            "realizations": "I was so busy watching whether it worked that I nearly missed it.",
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

CHECK_INS = (
    Line(
        "moss",
        2,
        "tender",
        "to be heard",
        "I saw the kitchen I grew up in and for once I wasn't small in it. Still crying a bit, "
        "not in a bad way.",
        resonance=("wren", "rue"),
        replies=(
            ("wren", "I know that kitchen, or one like it. Glad you were tall."),
            ("fern", "Thank you for telling us."),
        ),
    ),
    Line(
        "rue",
        20,
        "heavy",
        "company",
        "It would have been her birthday. I lit a candle and then blew it out because it felt "
        "silly, and then I lit it again. My session is tomorrow and I would rather not go into it "
        "having pretended.",
        topic="loss of a parent",
        resonance=("moss",),
        replies=(("ana", "You need not pretend here, nor tomorrow."),),
    ),
    Line("fern", 30, "steady", "nothing", "", welcome=False),
    Line(
        "wren",
        49,
        "light",
        "to be heard",
        "I went a whole afternoon without checking how I was doing.",
        resonance=("moss", "fern", "linden"),
    ),
    Line(
        "linden",
        75,
        "not sure yet",
        "practical help",
        "Does anyone live near the clinic and drive home past the river on Thursdays? I would "
        "bring cake.",
        replies=(("fern", "I do, and I am fond of cake."),),
    ),
    Line(
        "moss",
        122,
        "heavy",
        "company",
        "Two days to go and I keep tidying drawers.",
        resonance=("wren",),
    ),
    Line(
        "rue",
        170,
        "steady",
        "nothing",
        "Slept. Four hours in a row, which I had not thought I would write down as news.",
        resonance=("wren", "linden"),
        welcome=False,
    ),
)

HARBOUR_CHECK_INS = (
    Line(
        "ilse",
        5,
        "steady",
        "company",
        "First time in a group with strangers. I chose the chair by the door, and that is all "
        "right for now.",
        resonance=("bram",),
        replies=(("bram", "I sat there last time. It is a good chair."),),
    ),
    Line("bram", 26, "light", "nothing", "Packed the blanket with the foxes on it."),
)

QUESTION = "May I keep my ring on, or is it better to leave it at home?"
ANSWER = "Keep it on if it comforts you. Many people hold on to something small."
OPEN_QUESTION = "Is it all right if I do not want to speak in the closing circle?"
