"""Every page there is, in every state that looks different, and whose it is.

A route that answers with a page and is not in VIEWS fails the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# Answer with something else than a page.
NO_PAGES = {
    "static", "today.home", "offline.healthz", "offline.manifest", "offline.worker",
    "offline.session",
}  # fmt: skip


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


VIEWS = (
    view("offline.away", None),
    view("offline.outbox", None, "empty"),
    view("participants.login", None),
    view("participants.login", None, "empty", taps=("Sign in",)),
    view("participants.forgotten", None),
    view("participants.reset", None, "over", token="none"),
    view("participants.reset", None, token="reset"),
    view("circles.join", None, token="invitation"),
    view("circles.join", None, "errors", token="invitation", taps=("Join",)),
    view("circles.join", "ilse", token="invitation"),
    view("circles.join", "ilse", "another meeting", token="another", shows="If you come"),
    view("circles.join", None, "unknown", token="none"),
    view("circles.join", None, "expired", token="expired"),
    view("safety.care", None),
    view("safety.care", "wren"),
    view("today.show", "wren", "preparing"),
    view("today.show", "moss", "integrating"),
    view("today.show", "rue", "session day"),
    view("today.show", "fern", "resting"),
    view("today.show", "linden", "asked again", shows="Share them now?"),
    view("today.show", "ana", "facilitator"),
    view("today.show", "nova", "newcomer"),
    view("intentions.index", "wren"),
    view("intentions.index", "nova", "empty"),
    view("intentions.show", "wren", gathering_id="coming"),
    view("intentions.show", "linden", "empty", gathering_id="coming"),
    view("intentions.show", "moss", "over", gathering_id="moss"),
    view("intentions.edit", "wren", gathering_id="coming", part="meet"),
    view("intentions.edit", "linden", "empty", gathering_id="coming", part="brings"),
    view("intentions.edit", "wren", "last", gathering_id="coming", part="word"),
    view("intentions.edit", "rue", "closed", gathering_id="rue", part="meet"),
    view(
        "intentions.edit", "wren", "gone",
        gathering_id="coming", part="meet", taps=("@/intentions/{nowhere}/meet",),
        shows="Your words are here",
    ),
    view("intentions.versions", "wren", gathering_id="coming", part="meet"),
    view("intentions.versions", "linden", "empty", gathering_id="coming", part="meet"),
    view("journal.index", "wren"),
    view("journal.index", "wren", "looking", taps=("+Look by",)),
    view("journal.index", "wren", "session", query="?session={second}"),
    view("journal.index", "wren", "day", query="?day=2020-01-01"),
    view("journal.index", "nova", "empty"),
    view("journal.new", "wren"),
    view("journal.new", "wren", "session", query="?session={second}", taps=("+Your intention",)),
    view("journal.new", "nova", "error", taps=("Keep it",)),
    view("journal.show", "wren", entry_id="entry", taps=("+Delete this entry",)),
    view("journal.show", "wren", "shared", entry_id="shared", shows="Changing the entry"),
    view("journal.edit", "wren", entry_id="entry"),
    view("journal.choose", "wren", entry_id="entry"),
    view("journal.choose", "ana", "errors", entry_id="entry-ana", taps=("See what",)),
    view("journal.choose", "nova", "nowhere", entry_id="entry-nova"),
    view("journal.excerpt", "wren", excerpt_id="chosen-wren"),
    view("journal.excerpt", "rue", "session day", excerpt_id="chosen-rue"),
    view("journal.excerpt", "fern", "waiting", excerpt_id="chosen-fern"),
    view("journal.excerpt", "linden", "asked again", excerpt_id="chosen-linden"),
    view("journal.versions", "wren", entry_id="entry"),
    view("journal.softly", "wren", family="images"),
    view("journal.softly", "fern", "last", family="questions"),
    view("journal.softly", "fern", "answered", family="feelings", shows="Lighter"),
    view("journal.day_after", "moss", gathering_id="moss", day="3"),
    view("journal.day_after", "wren", "written", gathering_id="second", day="1"),
    view("journal.rest", "fern"),
    view("journal.softly_with", "wren", "voice", family="images", medium="voice"),
    view("journal.softly_with", "wren", "drawing", family="body", medium="drawing"),
    view("journal.new_with", "wren", "voice", medium="voice", shows="Record"),
    view(
        "journal.new_with", "wren", "recorded",
        medium="voice", taps=("Record", "Done"), shows="Recorded",
    ),
    view("journal.new_with", "wren", "drawing", medium="drawing"),
    view("journal.more_with", "wren", entry_id="attached", medium="drawing"),
    view("journal.show", "wren", "attached", entry_id="attached"),
    view("journal.prompts", "wren"),
    view("journal.prompts", "nova", "error", taps=("Keep the question",)),
    view("journal.prompt", "wren", prompt_id="prompt"),
    view("journal.thread", "wren", gathering_id="second"),
    view("journal.thread", "linden", "empty", gathering_id="coming"),
    view("measures.index", "nova", "empty"),
    view("measures.index", "wren", taps=("+The values",)),
    view("measures.index", "fern", "session", shows="Not today"),
    view("measures.questionnaire", "wren", scale="gad-7"),
    view("measures.questionnaire", "linden", "errors", scale="phq-2", taps=("Keep it",)),
    view("checkins.index", "wren", taps=("+What would help",)),
    view("checkins.index", "moss", "folded", taps=("+About",)),
    view("checkins.index", "wren", "replying", taps=("+Reply",)),
    view("checkins.index", "wren", "error", taps=("Check in",)),
    view("checkins.index", "ilse", "open circle"),
    view("checkins.index", "bram", "menu", taps=("+",)),
    view("checkins.index", "nova", "nowhere"),
    view("checkins.index", "pilar", "waiting"),
    view("checkins.show", "ana", "two circles", circle_id="juniper"),
    view("checkins.show", "ana", "quiet", circle_id="rowan"),
    view("checkins.posts", "wren", "earlier", query="?circle={juniper}&before={cursor}"),
    view("checkins.check_in", "ana", post_id="post"),
    view("circles.agreement", "wren", "accepted", circle_id="juniper"),
    view("circles.agreement", "pilar", "asked", circle_id="harbour_circle"),
    view("gatherings.show", "wren", gathering_id="coming"),
    view("gatherings.show", "wren", "over", gathering_id="second"),
    view("gatherings.show", "ana", "facilitator", gathering_id="cancelled"),
    view("gatherings.questions", "wren"),
    view("gatherings.questions", "nova", "empty"),
    view("gatherings.new_question", "wren"),
    view("gatherings.new_question", "wren", "error", taps=("Send",)),
    view("gatherings.new_question", "nova", "nowhere"),
    view("participants.you", "wren"),
    view("participants.you", "ana", "facilitator"),
    view("participants.edit_name", "wren"),
    view("participants.edit_password", "wren"),
    view("participants.edit_password", "wren", "errors", taps=("Change password",)),
    view("facilitation.index", "ana"),
    view("facilitation.circle", "ana", circle_id="juniper"),
    view("facilitation.circle", "ana", "empty", circle_id="rowan"),
    view("facilitation.edit_agreement", "ana", circle_id="juniper"),
    view("facilitation.steps", "ana", circle_id="juniper"),
    view("facilitation.steps", "ana", "own", gathering_id="coming", taps=("+Use the circle",)),
    view("facilitation.new_step", "ana", circle_id="juniper"),
    view("facilitation.new_step", "ana", "errors", circle_id="juniper", taps=("Add it",)),
    view("facilitation.edit_step", "ana", gathering_id="coming", name="step", taps=("+Remove",)),
    view(
        "facilitation.edit_step", "ana", "changed meanwhile",
        circle_id="juniper", name="step", taps=("_base=0", "text=Eat early", "Save"),
        shows="How it stands now",
    ),
    view("facilitation.responder", "ana", circle_id="juniper"),
    view("facilitation.responder", "ana", "known", circle_id="rowan", taps=("+Nobody answers",)),
    view("facilitation.days", "ana", circle_id="juniper"),
    view("facilitation.days", "ana", "own", circle_id="rowan", taps=("+Use the standard",)),
    view("facilitation.new_day", "ana", circle_id="juniper"),
    view("facilitation.new_day", "ana", "errors", circle_id="juniper", taps=("Add it",)),
    view("facilitation.edit_day", "ana", circle_id="rowan", day="3", taps=("+Remove",)),
    view(
        "facilitation.edit_day", "ana", "changed meanwhile",
        circle_id="rowan", day="3", taps=("_base=0", "prompt=What is near?", "Save"),
        shows="How it stands now",
    ),
    view("facilitation.new_circle", "ana"),
    view("facilitation.new_circle", "ana", "errors", taps=("Start the circle",)),
    view("facilitation.new_gathering", "ana", circle_id="juniper"),
    view("facilitation.new_gathering", "ana", "errors", circle_id="juniper", taps=("Schedule",)),
    view("facilitation.gathering", "ana", gathering_id="coming"),
    view("facilitation.gathering", "ana", "open circle", gathering_id="harbour"),
    view("facilitation.gathering", "ana", "cancelled", gathering_id="cancelled"),
    view("facilitation.edit_gathering", "ana", gathering_id="coming"),
    view(
        "facilitation.edit_gathering", "ana", "changed meanwhile",
        gathering_id="harbour", taps=("_base=0", "place=The small room", "Save"),
        shows="Somebody changed it meanwhile",
    ),
    view("facilitation.confirm_cancellation", "ana", gathering_id="coming"),
    view("facilitation.intentions", "ana", gathering_id="rue"),
    view("facilitation.intentions", "ana", "empty", gathering_id="harbour"),
    view("facilitation.new_invitation", "ana", circle_id="harbour_circle"),
    view("facilitation.new_invitation", "ana", "made", circle_id="juniper", taps=("Make",)),
    view("facilitation.invitation", "ana", invitation_id="expired_id"),
    view("facilitation.confirm_removal", "ana", circle_id="juniper", membership_id="member"),
    view("facilitation.questions", "ana"),
    view("facilitation.question", "ana", question_id="question"),
    view("facilitation.question", "ana", "answered", question_id="answered"),
    view("journal.show", "wren", "not there", entry_id="nowhere"),
)  # fmt: skip
