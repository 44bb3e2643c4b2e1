"""E-mail, when the clinic has a mail server. Its words say nothing about anybody."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from email.message import EmailMessage
from typing import Any

from flask import current_app

from config import MailServer

# One at a time, apart from the requests: a slow mail server keeps nobody waiting.
_room = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def soon(task: Callable[..., None], *arguments: Any) -> Future[None]:
    """Do this after the answer. What is still waiting when the server stops is not sent."""
    return _room.submit(task, *arguments)


def send(server: MailServer, to: str, subject: str, text: str) -> None:
    """Hand one message to the mail server. A failure is logged without the address."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, to, subject
    message.set_content(text)
    try:
        with smtplib.SMTP(server.host, server.port, timeout=20) as connection:
            connection.starttls(context=ssl.create_default_context())
            if server.account:
                connection.login(server.account, server.password)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.error("mail was not taken: %s", type(error).__name__)
