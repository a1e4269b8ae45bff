import os
import smtplib
from email.message import EmailMessage


def compose(recipient: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "shop@example.com"
    message["To"] = recipient
    message["Subject"] = subject
    message.set_content(body)
    return message


def send(recipient: str, subject: str, body: str) -> None:
    host = os.environ.get("SMTP_HOST", "localhost")
    with smtplib.SMTP(host, timeout=10) as server:
        server.send_message(compose(recipient, subject, body))
