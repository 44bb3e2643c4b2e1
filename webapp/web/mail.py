"""E-mail, when the clinic has a mail server. Its words say nothing about anybody."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from flask import current_app

from config import MailServer


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
