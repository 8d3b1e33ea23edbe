"""Handling of the system's signals during a watch, in the main thread."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from grader.watch.events import Continued, Put, Resized

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_OTHERS = ("SIGTSTP", "SIGCONT", "SIGWINCH")

Handler = Callable[[int, FrameType | None], None]


class Ended(BaseException):
    """The watch was ended by a signal or a key."""

    def __init__(self, code: int = 0) -> None:
        """Store the exit code."""
        super().__init__(code)
        self.code = code


@contextmanager
def handle_signals(
    put: Put, leave: Callable[[], None], enter: Callable[[], None]
) -> Iterator[Callable[[], None]]:
    """Turn signals into `Ended` and events. Yields a function that turns all signals off.

    Args:
        put: gets an event when the process continues after a stop or the terminal is resized.
        leave: restores the terminal before the process is stopped.
        enter: takes the terminal again.
    """
    over = stopped = False

    def ignore() -> None:
        nonlocal over
        over = True

    def end(number: int, _: FrameType | None) -> None:
        if not over:
            ignore()  # one is enough: only cleanup follows
            raise Ended(0 if number == signal.SIGINT else 128 + number)

    def stop(number: int, _: FrameType | None) -> None:
        nonlocal stopped
        if not over:
            leave()
            stopped = True
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)  # here the process stops and continues
            signal.signal(number, stop)
            stopped = False
            go_on(number, None)

    def go_on(number: int, _: FrameType | None) -> None:
        if not over and not stopped:
            enter()
            put(Continued())

    def resize(number: int, _: FrameType | None) -> None:
        put(Resized())

    handlers: dict[str, Handler] = dict.fromkeys(_ENDING, end)
    handlers |= zip(_OTHERS, (stop, go_on, resize), strict=True)
    before = {}
    for name, handler in handlers.items():
        number = getattr(signal, name, None)
        # A signal that was ignored from the start, as by `nohup`, stays ignored.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler)
    try:
        yield ignore
    finally:
        for number, old in before.items():
            signal.signal(number, old)
