"""Brings the database up, or takes steps back: python -m service.database.migrate up|down [steps].

Each step is a transaction of its own, so that no lock is held longer than one step takes; only one process migrates
at a time, and the others find nothing left to do. migrations/env.py says how.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parents[3] / "migrations"


def migrate(database_url: str, direction: str, steps: int | None = None) -> list[str]:
    """Runs steps, all upwards and one downwards if their number is left out, and gives the names of what was done."""
    done: list[str] = []
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["database_url"] = database_url
    config.attributes["on_step"] = done.append
    if direction == "up":
        command.upgrade(config, f"+{steps}" if steps else "head")
    elif direction == "down":
        command.downgrade(config, f"-{steps or 1}")
    else:
        raise ValueError(f'"{direction}" is no direction; there are up and down')
    return done


def number_of_steps() -> int:
    """How many migrations there are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return sum(1 for _ in ScriptDirectory.from_config(config).walk_revisions())


def main(arguments: list[str]) -> int:
    direction = arguments[0] if arguments else "up"
    steps = int(arguments[1]) if len(arguments) > 1 else None
    try:
        done = migrate(os.environ["DATABASE_URL"], direction, steps)
    except KeyError:
        return _print("fatal", "DATABASE_URL must be set", 1)
    except Exception as error:
        return _print("fatal", str(error), 1)
    return _print("info", f"migrated {direction}: {', '.join(done)}" if done else "the database is up to date", 0)


def _print(level: str, message: str, code: int) -> int:
    line = {"level": level, "time": datetime.now(UTC).isoformat(), "message": message}
    sys.stdout.write(f"{json.dumps(line)}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
