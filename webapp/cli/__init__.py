"""What the operator does from a shell. No command shows anybody's words."""

from __future__ import annotations

from flask import Flask

from webapp.cli import people, upkeep

COMMANDS = (
    upkeep.setup,
    upkeep.check,
    upkeep.backup,
    upkeep.restore,
    upkeep.rewrap,
    upkeep.tidy,
    people.reset_link_command,
    people.facilitator,
    people.circle,
)


def init_app(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
