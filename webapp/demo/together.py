"""What the people of the demo said to each other. Invented, every line of it."""

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


WHAT_TO_EXPECT = """\
Arrive at 09:45. We begin together at ten, with a few words each, or none.

You lie down with an eye mask and blankets. There is music, and one of us is always in the room. \
The stronger part is usually over within the hour; then there is tea, and time.

We close in a circle around one. Nobody drives: somebody you trust takes you home, and you do not \
drive before the next day, after a night’s sleep. About food and medicines, follow the sheet you \
were given, and ask your prescriber."""

STRUCTURE = """\
09:45 Arriving, shoes off
10:00 A few words each, or none
10:20 Lying down
12:00 Tea, and time
13:00 Closing together
14:00 Somebody takes you home"""

CHECK_INS = (
    Line(
        "moss",
        2,
        "tender",
        "to be heard",
        "I saw the kitchen I grew up in and for once I wasn’t small in it. Still crying a bit, "
        "not in a bad way.",
        resonance=("wren", "rue"),
        replies=(
            ("wren", "I know that kitchen, or its sister. Glad you were tall."),
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
MOSS_ASKED = "Can my sister wait in the hall while I am in there?"
MOSS_WAS_TOLD = "Yes. There is a bench by the window, and the kettle is hers too."
OPEN_QUESTION = "Is it all right if I do not want to speak in the closing circle?"
