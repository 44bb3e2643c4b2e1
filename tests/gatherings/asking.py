"""One question of Wren's, and who reads it."""

ASKS = "Is it all right to cry?"


def reads(phone_of, person) -> str:
    page = phone_of(person).get("/questions").text
    return page.partition("Asked in your circles")[2] if ASKS in page else ""
