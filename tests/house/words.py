"""The words that the app does not say, in the forms that people say them in."""

import re
from collections.abc import Iterator

# "Like" goes in every sense: what can be wished, wanted or meant needs no word that counts hearts.
AVOIDED = (
    r"trip(?:s|ped|ping)?|high(?:s|er|est)?|drug(?:s|ged)?|patients?|guid(?:e[sd]?|ing|ance)"
    r"|shaman(?:s|ic)?|heal(?:er|ers|ing|ed|s)?|goals?|success(?:es|ful|fully)?|breakthroughs?"
    r"|streaks?|cur(?:e[sd]?|ing)|lik(?:e[sd]?|ing)|followers?|feeds?|users?"
)
# Nothing here is ever due, and nobody is told what to do.
NAGGING = r"overdue|missed|late|must|you should|you have to|don.t forget|remember to"
UNWELCOME = re.compile(rf"\b(?:{AVOIDED}|{NAGGING})\b", re.IGNORECASE)


def unwelcome(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text such a word stands, and which."""
    for found in UNWELCOME.finditer(text):
        yield found.start(), found[0]
