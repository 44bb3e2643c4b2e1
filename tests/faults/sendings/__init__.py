"""Every form of the app, filled in and ready to be sent."""

from tests.faults.sendings import (
    accounts,
    attachments,
    circle,
    facilitation,
    measures,
    sharing,
    words,
)
from tests.faults.sendings.table import ALL, Say, Sending, Sent

__all__ = [
    "ALL",
    "Say",
    "Sending",
    "Sent",
    "accounts",
    "attachments",
    "circle",
    "facilitation",
    "measures",
    "sharing",
    "words",
]
