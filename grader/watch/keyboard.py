"""Single keys from a terminal, without Enter or echo; afterwards its settings are restored."""

import os
import re
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from grader.watch.events import Key, Put

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios
    import tty

END = "\x04"
"""The key ctrl-D, also used if the terminal is gone."""

_SEQUENCE = re.compile(r"\x1b(\[[0-9;?<]*[ -/]*[@-~]|O.|.)?", re.DOTALL)
"""An arrow or function key, or one with Alt."""

_PAUSE = 0.03


class Keyboard:
    """The keys of the terminal at standard input.

    Signals work as usual: ctrl-C and ctrl-Z are not keys.

    Args:
        put: gets each key.
    """

    def __init__(self, put: Put) -> None:
        self._put = put
        self._terminal = sys.stdin.fileno()
        self._before: list[Any] | None = None
        self._ended = threading.Event()

    def enter(self) -> None:
        """Switch to single keys; does nothing if that is done already."""
        if sys.platform == "win32":
            return
        if self._before is None:
            self._before = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal, termios.TCSANOW)

    def leave(self) -> None:
        """Restore the terminal's settings; does nothing if that is done or it is gone."""
        if sys.platform == "win32":
            return
        before, self._before = self._before, None
        if before is not None:
            with suppress(termios.error):  # hung up
                termios.tcsetattr(self._terminal, termios.TCSANOW, before)

    def start(self) -> None:
        """Read keys in a separate thread."""
        threading.Thread(target=self._read, name="keys", daemon=True).start()

    def end(self) -> None:
        """Stop reading."""
        self._ended.set()

    def _read(self) -> None:
        while not self._ended.is_set():
            for name in self._keys():
                self._put(Key(name))

    if sys.platform == "win32":

        def _keys(self) -> str:
            if not msvcrt.kbhit():
                time.sleep(_PAUSE)
                return ""
            key = msvcrt.getwch()
            if key in "\x00\xe0":
                msvcrt.getwch()  # the second half of a function key
                return ""
            return key

    else:

        def _keys(self) -> str:
            ready, _, _ = select.select([self._terminal], [], [], 10 * _PAUSE)
            if not ready or self._ended.is_set():
                return ""
            try:
                pressed = os.read(self._terminal, 1024)
            except OSError:
                pressed = b""
            if not pressed:
                self._ended.set()
                return END
            return _SEQUENCE.sub("", pressed.decode("utf-8", "ignore"))
