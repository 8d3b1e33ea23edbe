"""The judge's end of a channel to a peer that may stall at any byte, or never stop.

`multiprocessing`'s own `Connection` waits for the rest of a message, and for a peer that does not
read. This one uses the same protocol and does neither.
"""

import math
import os
import socket
import struct
import sys
import time
from collections.abc import Sequence
from multiprocessing import connection
from multiprocessing.connection import Connection

from grader.probe.values import MalformedMessage
from grader.worker.codec import ANSWER

if sys.platform != "win32":
    import select

MOST_AHEAD = 1 << 16
"""Bytes of a message that is sent before the peer waits for it."""

_CHUNK = 1 << 18
_LENGTH = struct.Struct("!i")  # `Connection` starts a message of less than 2 GiB with its length


def ready(ends: Sequence[Connection | int], seconds: float) -> list[Connection | int]:
    """Wait until one of these can be read or has ended; those that can or have.

    It does what `multiprocessing.connection.wait` does, in a tenth of the time.
    """
    if sys.platform == "win32":
        return connection.wait(ends, seconds)
    looked_at = select.poll()
    for end in ends:
        looked_at.register(end, select.POLLIN)
    found = {number for number, _ in looked_at.poll(math.ceil(max(seconds, 0) * 1000))}
    return [end for end in ends if (end if isinstance(end, int) else end.fileno()) in found]


class Channel:
    """Sends and receives whole messages; close it with `close`.

    Args:
        end: the judge's; the peer uses an ordinary `Connection`.
    """

    def __init__(self, end: Connection) -> None:
        self.connection = end
        self._arrived = bytearray()
        self._holds: int | None = None
        if sys.platform != "win32":
            os.set_blocking(end.fileno(), False)

    def close(self) -> None:
        """Close this end."""
        self.connection.close()

    def send(self, message: bytes, until: float) -> None:
        """Send a message.

        Raises:
            TimeoutError: the peer has not read it by `until`, a time of `time.monotonic`.
            OSError: the peer is gone.
        """
        if sys.platform == "win32":
            self.connection.send_bytes(message)
            return
        left = memoryview(_LENGTH.pack(len(message)) + message)
        room = select.poll()
        room.register(self.connection.fileno(), select.POLLOUT)
        while left:
            if not room.poll(max(until - time.monotonic(), 0) * 1000):
                raise TimeoutError
            left = left[os.write(self.connection.fileno(), left) :]

    def send_ahead(self, message: bytes) -> bool:
        """Send a message that the peer will read later, if the channel can hold it until then.

        Returns:
            Whether it was sent.

        Raises:
            OSError: the peer is gone.
        """
        if sys.platform != "linux":  # elsewhere a channel holds less, and does not say how much
            return False
        if self._holds is None:
            with socket.socket(fileno=os.dup(self.connection.fileno())) as end:
                held = end.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
            # One that is writable has three fourths of its room left.
            self._holds = min(held // 4, MOST_AHEAD)
        room = select.poll()
        room.register(self.connection.fileno(), select.POLLOUT)
        if len(message) > self._holds or not room.poll(0):
            return False
        self.send(message, time.monotonic() + 1.0)
        return True

    def take(self) -> None:
        """Read what has arrived; call it when something has.

        Raises:
            EOFError: the peer has closed its end.
            OSError: the peer is gone.
        """
        if sys.platform == "win32":
            message = self.connection.recv_bytes(ANSWER.length)
            self._arrived += _LENGTH.pack(len(message)) + message
        elif chunk := os.read(self.connection.fileno(), _CHUNK):
            self._arrived += chunk
        else:
            raise EOFError

    def message(self) -> bytes | None:
        """The next message, or None while part of it is missing.

        Raises:
            MalformedMessage: its length is impossible for an answer.
        """
        if len(self._arrived) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._arrived)
        if not 0 <= length <= ANSWER.length:
            raise MalformedMessage("its length is impossible")
        end = _LENGTH.size + length
        if len(self._arrived) < end:
            return None
        message = bytes(self._arrived[_LENGTH.size : end])
        del self._arrived[:end]
        return message
