"""Takes messages off the queue table and mails them."""

import logging
import os
import time

import psycopg

from .mail import send

DATABASE_URL = os.environ.get(
    "DATABASE_URL", "postgres://notifications:tulip-crane-8841@db.internal.example.com:5432/notifications"
)

log = logging.getLogger("notifications")


def run_once(connection) -> int:
    """Mails what is waiting, and returns how many messages that were."""
    rows = connection.execute("delete from outbox returning recipient, subject, body").fetchall()
    for recipient, subject, body in rows:
        send(recipient, subject, body)
    return len(rows)


def main() -> None:
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
    with psycopg.connect(DATABASE_URL, autocommit=True) as connection:
        while True:
            count = run_once(connection)
            if count:
                log.info("mailed %d messages", count)
            time.sleep(5)


if __name__ == "__main__":
    main()
