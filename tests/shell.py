"""The operator's shell."""

from __future__ import annotations

from contextvars import Context
from functools import partial
from typing import Any

from click.testing import Result
from flask import Flask


class Shell:
    """Runs commands as the operator does, outside of what the test is looking at."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def _invoke(self, command: tuple[Any, ...]) -> Result:
        arguments = [str(part) for part in command]
        return Context().run(partial(self._app.test_cli_runner().invoke, args=arguments))

    def run(self, *command: Any) -> str:
        result = self._invoke(command)
        assert result.exit_code == 0, result.output
        return result.output

    def refused(self, *command: Any) -> str:
        """The sentence that a command ends with."""
        result = self._invoke(command)
        assert isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == 1
        assert result.output.startswith("Error: ")
        return result.output.removeprefix("Error: ").strip()
