"""Who may ask for what: every route of the app stands in exactly one of these lists."""

from __future__ import annotations

from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

# Anyone, signed in or not.
PUBLIC = {
    "static", "today.home", "safety.care", "offline.healthz", "offline.manifest",
    "offline.worker", "offline.away", "offline.outbox", "offline.session",
    "participants.login", "participants.sign_in", "participants.forgotten",
    "participants.send_link", "participants.reset", "participants.choose_again",
    "circles.join", "circles.redeem",
}  # fmt: skip

# Everybody signed in: pages that show each their own.
SIGNED_IN = {
    "today.show", "journal.index", "journal.new", "journal.create", "journal.search",
    "intentions.index", "checkins.index", "checkins.posts", "gatherings.questions",
    "gatherings.new_question", "gatherings.ask", "participants.you", "participants.logout",
    "participants.edit_name", "participants.change_name", "participants.edit_password",
    "participants.change_password", "checkins.create", "offline.key", "journal.softly",
    "journal.answer_softly", "journal.rest", "measures.index", "measures.keep_day",
    "journal.prompts", "journal.create_prompt", "journal.look_back", "journal.softly_with",
    "journal.answer_softly_with", "journal.new_with", "journal.create_with",
    "measures.questionnaire", "measures.answer_questionnaire",
}  # fmt: skip

# Sent by a phone on its own, with nobody's words in it: tests/offline/test_locks.py tries it.
NO_FORM = {"offline.key"}

# Of those, the ones that are about a circle, and not there for somebody in none.
IN_A_CIRCLE = {"checkins.posts"}

# One record, and nobody but whose it is.
OWNER = {
    "journal.show", "journal.edit", "journal.update", "journal.destroy", "journal.versions",
    "journal.use", "intentions.use", "intentions.set_aside",
    "participants.end_sign_in", "gatherings.take_back_question", "checkins.take_back",
    "checkins.take_back_reply", "checkins.say_check_in", "checkins.say_reply",
    "measures.remove", "journal.prompt",
    "journal.answer_prompt", "journal.remove_prompt", "journal.more_with", "journal.add_with",
    "journal.attachment", "journal.remove", "journal.words_of_drawing", "journal.describe",
    "journal.choose", "journal.keep_choice",
    "journal.excerpt", "journal.share", "journal.take_back_excerpt",
}  # fmt: skip

# Those who come to the gathering or have written for it, also where they have left the circle
# since: each to their own page of it.
ATTENDING = {
    "intentions.show", "intentions.edit", "intentions.update", "intentions.versions",
    "intentions.carry",
}  # fmt: skip

# Whoever is in the circle now.
MEMBERS = {
    "checkins.show", "checkins.check_in", "checkins.reply", "circles.agreement",
    "circles.accept_agreement", "gatherings.show",
}  # fmt: skip
PARTICIPANTS = {
    "gatherings.attend", "gatherings.see_to", "journal.thread", "journal.day_after",
    "journal.write_on_day",
}  # fmt: skip
PEERS = {"checkins.resonate", "checkins.withdraw_resonance"}

# The circle's facilitators.
FACILITATOR = {
    "facilitation.circle", "facilitation.edit_agreement", "facilitation.update_agreement",
    "facilitation.create_gathering", "facilitation.new_gathering", "facilitation.create_invitation",
    "facilitation.new_invitation", "facilitation.confirm_removal", "facilitation.remove",
    "facilitation.update_gathering", "facilitation.gathering", "facilitation.confirm_cancellation",
    "facilitation.cancel", "facilitation.edit_gathering", "facilitation.intentions",
    "facilitation.bring_back", "facilitation.invitation", "facilitation.revoke",
    "facilitation.question", "facilitation.answer", "facilitation.clear",
    "facilitation.add_to_roster",
    "facilitation.days", "facilitation.new_day", "facilitation.create_day",
    "facilitation.edit_day", "facilitation.update_day", "facilitation.remove_day",
    "facilitation.use_standard_days", "facilitation.steps", "facilitation.new_step",
    "facilitation.create_step", "facilitation.edit_step", "facilitation.update_step",
    "facilitation.responder", "facilitation.record_responder", "facilitation.remove_responder",
    "facilitation.remove_step", "facilitation.use_steps_above", "facilitation.open_question",
}  # fmt: skip
# An open circle's roster is a list of its own; a closed circle has nobody to take off.
ROSTER = {"facilitation.take_off_roster"}
# Whoever facilitates anything.
FACILITATORS = {
    "facilitation.index", "facilitation.new_circle", "facilitation.create_circle",
    "facilitation.questions",
}  # fmt: skip

LISTS = (
    PUBLIC, SIGNED_IN, OWNER, ATTENDING, MEMBERS, PARTICIPANTS, PEERS, FACILITATOR, ROSTER,
    FACILITATORS,
)  # fmt: skip
# What an address may say besides a record's id.
NAMED = {
    "part": "brings", "family": "images", "day": 3, "name": UUID(int=1), "scale": "gad-7",
    "medium": "voice",
}  # fmt: skip


def routes(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, method_of(rule)))


def path_of(app: Flask, rule: Rule) -> str:
    """The address of a route that names no record."""
    return (
        app.url_map.bind("").build(rule.endpoint, NAMED, method=method_of(rule)).partition("?")[0]
    )


def about_records(app: Flask) -> list[Rule]:
    """The routes that name somebody's record."""
    listed = PUBLIC | SIGNED_IN | FACILITATORS
    return [rule for rule in routes(app) if rule.endpoint not in listed]


def method_of(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def ask(phone: object, rule: Rule, path: str) -> object:
    """The answer to this route, with an empty form where it takes one."""
    return phone.post(path) if method_of(rule) == "POST" else phone.get(path)
