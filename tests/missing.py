"""What a machine lacks is a skip at a person's desk and a failure where everything has to run."""

import os
from typing import NoReturn

import pytest


def cannot_run(sentence: str) -> NoReturn:
    """End this test, or every test of this fixture, with the sentence."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
