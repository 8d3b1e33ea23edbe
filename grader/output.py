"""What a process prints, read by somebody who neither waits for it nor keeps all of it."""

import os
import time
from multiprocessing import Pipe
from multiprocessing.connection import Connection

MAX_OUTPUT = 16_000
"""Bytes kept of the beginning, and of the end."""

_CHUNK = 1 << 16
_LAST_CHUNKS = 16
_PAUSE = 0.05


class Output:
    """The beginning of what is printed, and the end where it was long.

    Args:
        connection: the end of a pipe that the process prints into.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._silence: Connection | None = None
        self._head = self._tail = b""

    @property
    def text(self) -> str:
        """What was read so far."""
        gap = b"\n[...]\n" if len(self._tail) >= MAX_OUTPUT else b""
        return (self._head + gap + self._tail).decode("utf-8", "replace")

    def read(self) -> None:
        """Read one piece, if there is any.

        No more than one: a process that prints for ever would be read for ever.
        """
        if not self.connection.poll():
            return
        chunk = os.read(self.connection.fileno(), _CHUNK)
        if not chunk:
            # A closed end is "ready" for ever: a pipe that nobody writes takes its place.
            self.connection.close()
            self.connection, self._silence = Pipe(duplex=False)
        room = MAX_OUTPUT - len(self._head)
        self._head += chunk[:room]
        self._tail = (self._tail + chunk[room:])[-MAX_OUTPUT:]

    def read_rest(self) -> None:
        """Read what a pipe may hold."""
        for _ in range(_LAST_CHUNKS):
            self.read()

    def read_apart(self, seconds: float) -> str:
        """Wait so long for something to be printed, and read it without keeping it."""
        kept, self._head, self._tail = (self._head, self._tail), b"", b""
        self.connection.poll(seconds)
        time.sleep(_PAUSE)  # what begins to be printed may not be finished
        self.read_rest()
        apart, (self._head, self._tail) = self.text, kept
        return apart

    def close(self) -> None:
        """Stop reading."""
        self.connection.close()
        if self._silence:
            self._silence.close()
