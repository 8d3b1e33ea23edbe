"""Reading what a process prints, without waiting for it and without keeping all of it."""

import os
import time
from collections import deque
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from grader.worker.channel import ready

MAX_OUTPUT = 16_000
"""How many bytes are kept of the beginning, and of the end."""

MARK = b"\x00\x1eanswered\x1e\x00"
"""What a worker prints before each answer, to separate the output for one from that for the next.

It is not secret: a submission that prints it only garbles its own output."""

MAX_PIECE = 4_000
"""How many bytes are kept of the output for one answer."""

_MAX_PIECES = 1_000
_CHUNK = 1 << 16
_LAST_CHUNKS = 16
_PAUSE = 0.05


class Output:
    """The output of a process: its beginning and end if it is long, and also piece by piece.

    Args:
        connection: the reading end of the pipe that the process prints into.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._silence: Connection | None = None
        self._head = self._tail = b""
        self._held = b""  # what may be the start of a mark
        self._pieces: deque[bytes] = deque()
        self._piece = b""

    @property
    def text(self) -> str:
        """The output that was read so far."""
        gap = b"\n[...]\n" if len(self._tail) >= MAX_OUTPUT else b""
        return (self._head + gap + self._tail).decode("utf-8", "replace")

    @property
    def last(self) -> str:
        """The output that was read since the last mark, or the beginning of it."""
        return self._piece.decode("utf-8", "replace")

    def piece(self) -> str:
        """The output before the next mark, which has been printed already."""
        for _ in range(_LAST_CHUNKS):
            if self._pieces or not ready([self.connection], 0):
                break
            self.read()
        if not self._pieces:  # for example because the process has closed its output
            self._pieces, self._piece = deque([self._piece]), b""
        return self._pieces.popleft().decode("utf-8", "replace")

    def read(self) -> None:
        """Read one chunk, if there is one.

        Only one: a process that prints forever would be read forever.
        """
        if not ready([self.connection], 0):
            return
        chunk = os.read(self.connection.fileno(), _CHUNK)
        if not chunk:
            # A closed pipe is always "ready": replace it with a pipe that nobody writes to.
            self.connection.close()
            self.connection, self._silence = Pipe(duplex=False)
        *ended, rest = (self._held + chunk).split(MARK)
        for piece in ended:
            self._keep(piece)
            if len(self._pieces) < _MAX_PIECES:
                self._pieces.append(self._piece)
            self._piece = b""
        # A mark may be split over two chunks.
        begun = next((n for n in range(len(MARK) - 1, 0, -1) if rest.endswith(MARK[:n])), 0)
        self._held = rest[len(rest) - begun :]
        self._keep(rest[: len(rest) - begun])

    def _keep(self, printed: bytes) -> None:
        self._piece += printed[: MAX_PIECE - len(self._piece)]
        room = MAX_OUTPUT - len(self._head)
        self._head += printed[:room]
        self._tail = (self._tail + printed[room:])[-MAX_OUTPUT:]

    def read_rest(self) -> None:
        """Read what is left in the pipe, up to a limit."""
        for _ in range(_LAST_CHUNKS):
            self.read()

    def read_apart(self, seconds: float) -> str:
        """Wait this long for output, and return it without keeping it."""
        kept, self._head, self._tail = (self._head, self._tail, self._piece), b"", b""
        ready([self.connection], seconds)
        time.sleep(_PAUSE)  # the output may not be complete yet
        self.read_rest()
        apart, (self._head, self._tail, self._piece) = self.text, kept
        return apart

    def close(self) -> None:
        """Stop reading."""
        self.connection.close()
        if self._silence:
            self._silence.close()
