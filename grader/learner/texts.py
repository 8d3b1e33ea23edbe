"""The texts of graded files, by digest, within a bound.

A text is stored compressed, once, however often it is graded. When all of them take more than
`MAX_TOTAL` bytes, the oldest go, but for those that somebody will look for: the last version of an
exercise, the last that passed, and those of sittings that are not over.
"""

import sqlite3
from datetime import datetime

from grader.learner.clock import stamp
from grader.learner.sittings import LASTS

MAX_TEXT = 100_000
"""Bytes of a text; longer ones are not graded either."""

MAX_TOTAL = 16_000_000
"""Bytes of all texts together, compressed: some ten thousand versions of an answer."""

_NEEDED = """
    SELECT digest FROM (SELECT digest, max(at) FROM attempts WHERE digest != '' GROUP BY exercise)
    UNION SELECT digest FROM (SELECT digest, max(at) FROM attempts
        WHERE digest != '' AND verdict = 'pass' GROUP BY exercise)
    UNION SELECT digest FROM attempts WHERE sitting IN (
        SELECT id FROM sittings WHERE at > ? AND id NOT IN (SELECT sitting FROM ends))
"""


def digest(content: bytes) -> str:
    """The hash that identifies the content of a file in the history."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def keep(database: sqlite3.Connection, content: bytes, at: datetime) -> str:
    """Store a text if it is short enough, and return its digest."""
    import zlib

    name = digest(content)
    if len(content) <= MAX_TEXT:
        row = [name, stamp(at), zlib.compress(content, 9)]
        if database.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", row).rowcount > 0:
            prune(database, at)
    return name


def text(database: sqlite3.Connection, name: str) -> bytes | None:
    """The text with a digest, or None if it is not stored, or no longer."""
    found = database.execute("SELECT content FROM texts WHERE digest = ?", [name]).fetchone()
    return decompressed(found[0]) if found else None


def decompressed(content: bytes) -> bytes | None:
    """A stored text, or None if this is not one."""
    import zlib

    unpack = zlib.decompressobj()
    try:
        found = unpack.decompress(content, MAX_TEXT + 1)
    except zlib.error:
        return None
    return found if unpack.eof and len(found) <= MAX_TEXT else None


def prune(database: sqlite3.Connection, at: datetime) -> None:
    """Remove the oldest texts that nobody will look for, until the rest fits."""
    sizes = "SELECT ifnull(sum(length(content)), 0) FROM texts"
    excess = database.execute(sizes).fetchone()[0] - MAX_TOTAL
    if excess <= 0:
        return
    needed = {name for (name,) in database.execute(_NEEDED, [stamp(at - LASTS)])}
    oldest = "SELECT digest, length(content) FROM texts ORDER BY at, rowid"
    for name, size in database.execute(oldest).fetchall():
        if excess <= 0:
            break
        if name not in needed:
            database.execute("DELETE FROM texts WHERE digest = ?", [name])
            excess -= size
