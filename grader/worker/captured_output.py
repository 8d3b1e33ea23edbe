"""What a process prints, read by somebody who neither waits for it nor keeps all of it."""

import os
import time
from collections import deque
from multiprocessing import Pipe
from multiprocessing.connection import Connection

MAX_OUTPUT = 16_000
"""Bytes kept of the beginning, and of the end."""

MARK = b"\x00\x1eanswered\x1e\x00"
"""What a worker prints before each answer, so that it can be told what was printed for which. It is
no secret: who prints it confuses what is shown of their own output, and nothing else."""

MAX_PIECE = 4_000
"""Bytes kept of what is printed for one answer."""

_MAX_PIECES = 1_000
_CHUNK = 1 << 16
_LAST_CHUNKS = 16
_PAUSE = 0.05


class Output:
    """The beginning of what is printed, and the end where it was long; and apart, piece by piece.

    Args:
        connection: the end of a pipe that the process prints into.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._silence: Connection | None = None
        self._head = self._tail = b""
        self._held = b""  # what may be the beginning of a mark
        self._pieces: deque[bytes] = deque()
        self._piece = b""

    @property
    def text(self) -> str:
        """What was read so far."""
        gap = b"\n[...]\n" if len(self._tail) >= MAX_OUTPUT else b""
        return (self._head + gap + self._tail).decode("utf-8", "replace")

    @property
    def last(self) -> str:
        """What was read since the last mark, or the beginning of it."""
        return self._piece.decode("utf-8", "replace")

    def piece(self) -> str:
        """What was printed before the next mark, which has been printed already."""
        for _ in range(_LAST_CHUNKS):
            if self._pieces or not self.connection.poll():
                break
            self.read()
        if not self._pieces:  # the process has closed its output, say
            self._pieces, self._piece = deque([self._piece]), b""
        return self._pieces.popleft().decode("utf-8", "replace")

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
        *ended, rest = (self._held + chunk).split(MARK)
        for piece in ended:
            self._keep(piece)
            if len(self._pieces) < _MAX_PIECES:
                self._pieces.append(self._piece)
            self._piece = b""
        # A mark may come in two chunks.
        begun = next((n for n in range(len(MARK) - 1, 0, -1) if rest.endswith(MARK[:n])), 0)
        self._held = rest[len(rest) - begun :]
        self._keep(rest[: len(rest) - begun])

    def _keep(self, printed: bytes) -> None:
        self._piece += printed[: MAX_PIECE - len(self._piece)]
        room = MAX_OUTPUT - len(self._head)
        self._head += printed[:room]
        self._tail = (self._tail + printed[room:])[-MAX_OUTPUT:]

    def read_rest(self) -> None:
        """Read what a pipe may hold."""
        for _ in range(_LAST_CHUNKS):
            self.read()

    def read_apart(self, seconds: float) -> str:
        """Wait so long for something to be printed, and read it without keeping it."""
        kept, self._head, self._tail = (self._head, self._tail, self._piece), b"", b""
        self.connection.poll(seconds)
        time.sleep(_PAUSE)  # what begins to be printed may not be finished
        self.read_rest()
        apart, (self._head, self._tail, self._piece) = self.text, kept
        return apart

    def close(self) -> None:
        """Stop reading."""
        self.connection.close()
        if self._silence:
            self._silence.close()
