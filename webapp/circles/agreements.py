"""The agreement a new circle begins with, for its facilitator to make their own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def first_agreement() -> str:
    return files(__package__).joinpath("agreement.txt").read_text("utf-8").strip()
