"""The forms people write in: the journal, intentions and questions."""

from __future__ import annotations

from tests.cast import Cast
from tests.faults.sendings.table import Say, Sending, gathering_in, path, sends, store
from webapp.database import now
from webapp.gatherings.asking import Question
from webapp.gatherings.forms import AttendanceForm, QuestionForm
from webapp.gatherings.steps import STANDARD
from webapp.intentions.forms import PartForm
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.journal.forms import EntryForm, FragmentForm, PromptForm, SearchForm
from webapp.journal.models import Entry, EntryVersion
from webapp.journal.prompts import OwnPrompt


@sends("gatherings.attend", AttendanceForm)
def answer_for_a_gathering(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.juniper)
    return Sending("wren", path("gatherings", gathering.id, "attendance"), {"answer": "unsure"})


@sends("gatherings.see_to")
def tick_a_step(cast: Cast, say: Say) -> Sending:
    gathering, step = gathering_in(cast.juniper), STANDARD[0]
    return Sending("wren", path("gatherings", gathering.id, "steps", step.name), {"done": "y"})


@sends("gatherings.ask", QuestionForm)
def ask(cast: Cast, say: Say) -> Sending:
    fields = {"circle": str(cast.juniper.id), "text": say("text"), "asked_as": "open"}
    return Sending("wren", "/questions", fields)


@sends("gatherings.take_back_question")
def take_back_a_question(cast: Cast, say: Say) -> Sending:
    mine = {"circle_id": cast.juniper.id, "participant_id": cast.wren.id}
    question = Question(**mine, text="planted for a form")
    question.ask_as("open")
    return Sending("wren", path("questions", store(question).id, "taking-back"))


def _entry(cast: Cast) -> Entry:
    words = {"text": "planted for a form"}
    return store(Entry(participant_id=cast.wren.id, happened_on=now().date(), words=words))


def _typed(say: Say) -> dict[str, str]:
    families = ("images", "feelings", "body", "realizations", "questions", "text")
    return {name: say(name) for name in (*families, "tags", "tapped")}


@sends("journal.create", EntryForm)
def write_an_entry(cast: Cast, say: Say) -> Sending:
    return Sending("wren", "/journal", {"gathering": str(cast.gone.id), **_typed(say)})


@sends("journal.update", EntryForm)
def change_an_entry(cast: Cast, say: Say) -> Sending:
    return Sending("wren", path("journal", _entry(cast).id), {"_base": "1", **_typed(say)})


@sends("journal.destroy")
def delete_an_entry(cast: Cast, say: Say) -> Sending:
    return Sending("wren", path("journal", _entry(cast).id, "delete"))


@sends("journal.use")
def bring_back_a_version(cast: Cast, say: Say) -> Sending:
    entry = _entry(cast)
    version = store(EntryVersion.keeping(entry, {"text": "before"}))
    return Sending("wren", path("journal", entry.id, "versions", version.id, "use"), {"_base": "1"})


@sends("journal.answer_softly", FragmentForm)
def answer_one_question(cast: Cast, say: Say) -> Sending:
    return Sending("wren", "/soft-mode/images", {"text": say("text"), "then": "next"})


@sends("journal.write_on_day", FragmentForm)
def write_on_a_day_after(cast: Cast, say: Say) -> Sending:
    fields = {"text": say("text"), "then": "done"}
    return Sending("wren", path("days-after", cast.gone.id, "3"), fields)


@sends("journal.create_prompt", PromptForm)
def write_a_question_of_ones_own(cast: Cast, say: Say) -> Sending:
    return Sending("wren", "/own-prompts", {"text": say("text")})


def _prompt(cast: Cast) -> OwnPrompt:
    return store(OwnPrompt(participant_id=cast.wren.id, text="planted for a form"))


@sends("journal.answer_prompt", FragmentForm)
def answer_a_question_of_ones_own(cast: Cast, say: Say) -> Sending:
    fields = {"text": say("text"), "then": "done"}
    return Sending("wren", path("own-prompts", _prompt(cast).id), fields)


@sends("journal.remove_prompt")
def remove_a_question_of_ones_own(cast: Cast, say: Say) -> Sending:
    return Sending("wren", path("own-prompts", _prompt(cast).id, "removal"))


@sends("journal.search", SearchForm)
def search(cast: Cast, say: Say) -> Sending:
    return Sending("wren", "/journal/search", {"q": say("q")}, status=200, only_asks=True)


@sends("journal.look_back")
def look_back(cast: Cast, say: Say) -> Sending:
    return Sending("wren", "/journal/looking-back", {"on": "y"})


def _part(cast: Cast) -> tuple[IntentionPart, str]:
    """Rue's first page, for a session of its own."""
    gathering = gathering_in(cast.juniper)
    mine = {"participant_id": cast.rue.id, "gathering_id": gathering.id}
    part = store(IntentionPart(**mine, name="brings", text="planted for a form"))
    return part, path("intentions", gathering.id, "brings")


@sends("intentions.update", PartForm)
def write_a_part(cast: Cast, say: Say) -> Sending:
    fields = {"text": say("text"), "audience": "circle", "_base": "1", "then": "next"}
    return Sending("rue", _part(cast)[1], fields)


@sends("intentions.carry")
def carry_an_intention_on(cast: Cast, say: Say) -> Sending:
    return Sending("rue", _part(cast)[1].replace("/brings", "/carrying"))


def _version(cast: Cast, *, copied: bool) -> str:
    part, place = _part(cast)
    version = store(PartVersion.keeping(part, "before", copied=copied))
    return f"{place}/versions/{version.id}"


@sends("intentions.use")
def take_up_a_version(cast: Cast, say: Say) -> Sending:
    return Sending("rue", f"{_version(cast, copied=False)}/use")


@sends("intentions.set_aside")
def set_a_copy_aside(cast: Cast, say: Say) -> Sending:
    return Sending("rue", f"{_version(cast, copied=True)}/set-aside")
