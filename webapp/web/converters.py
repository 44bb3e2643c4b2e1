"""What may stand in an address."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class SmallNumber(IntegerConverter):
    """Up to four digits. What is longer is no address, and breaks nothing."""

    regex = "[0-9]{1,4}"
