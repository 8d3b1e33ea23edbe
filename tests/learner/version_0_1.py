"""A history as version 0.1 wrote it, with the statements that were in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = (
    """CREATE TABLE attempts (id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL,
        verdict TEXT NOT NULL, check_failed TEXT, misconception TEXT,
        file TEXT NOT NULL, digest TEXT NOT NULL,
        device TEXT NOT NULL, seed INTEGER NOT NULL, seconds REAL NOT NULL)""",
    """CREATE TABLE hints (exercise TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (exercise, number))""",
    """CREATE TABLE reveals (id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL)""",
    """CREATE TABLE starts (id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL,
        scaffold TEXT NOT NULL, blanks INTEGER NOT NULL)""",
    """CREATE TABLE answers (id INTEGER PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL,
        answer TEXT, correct INTEGER NOT NULL)""",
)


def _attempt(
    at: str,
    exercise: str,
    verdict: str,
    check: str | None,
    mistake: str | None,
    *,
    digest: str,
    seed: int,
) -> tuple[object, ...]:
    file, when = f"exercises/{exercise}.py", f"2026-01-{at}.000000+00:00"
    return (when, exercise, verdict, check, mistake, file, digest, "cpu", seed, 0.5)


ROWS: dict[str, list[tuple[object, ...]]] = {
    "starts": [("2026-01-05T10:00:00.000000+00:00", "vae/kl", "interview", 1)],
    "hints": [
        ("vae/kl", 1, "2026-01-05T10:03:00.000000+00:00"),
        ("vae/kl", 2, "2026-01-05T10:04:00.000000+00:00"),
    ],
    "attempts": [
        (
            "2026-01-05T10:05:00.000000+00:00",
            "vae/kl",
            "fail",
            "kl_divergence: value",
            "half",
            "exercises/vae/kl.py",
            "aa",
            "cpu",
            0,
            0.5,
        ),
        (
            "2026-01-05T10:09:00.000000+00:00",
            "vae/kl",
            "pass",
            None,
            None,
            "exercises/vae/kl.py",
            "bb",
            "cpu",
            0,
            0.5,
        ),
        (
            "2026-01-05T10:30:00.000000+00:00",
            "vae/kl",
            "pass",
            None,
            None,
            "exercises/vae/kl.py",
            "bb",
            "cpu",
            1,
            0.5,
        ),
        (
            "2026-01-06T09:00:00.000000+00:00",
            "vae/loss",
            "fail",
            "vae_loss: value",
            None,
            "exercises/vae/loss.py",
            "cc",
            "cpu",
            0,
            0.5,
        ),
    ],
    "reveals": [("2026-01-06T09:10:00.000000+00:00", "vae/loss")],
    "answers": [("2026-01-06T09:20:00.000000+00:00", "kl-value", '"0"', 1)],
}
COLUMNS = {
    "starts": "at, exercise, scaffold, blanks",
    "hints": "exercise, number, at",
    "attempts": (
        "at, exercise, verdict, check_failed, misconception, file, digest, device, seed, seconds"
    ),
    "reveals": "at, exercise",
    "answers": "at, question, answer, correct",
}


def write(path: Path, *, without: str = "") -> None:
    """Write the history, perhaps without a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        for statement in TABLES:
            if statement.split()[2] != without:
                database.execute(statement)
        for table, rows in ROWS.items():
            if table != without:
                places = ", ".join("?" * len(rows[0]))
                insert = f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({places})"
                database.executemany(insert, rows)
        database.execute("PRAGMA user_version = 1")
        database.commit()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What is in the columns of version 0.1, whatever version the history has now."""
    with closing(sqlite3.connect(path)) as database:
        return {
            table: database.execute(f"SELECT {names} FROM {table} ORDER BY rowid").fetchall()
            for table, names in COLUMNS.items()
        }
