"""What the signals of the system mean while the kit watches. For the main thread."""

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
    """The watch is over: by a signal, or by a key."""

    def __init__(self, code: int = 0) -> None:
        """Keep the exit code."""
        super().__init__(code)
        self.code = code


@contextmanager
def handle_signals(
    put: Put, leave: Callable[[], None], enter: Callable[[], None]
) -> Iterator[Callable[[], None]]:
    """Turn signals into `Ended` and events. Yields a function after which none has any effect.

    Args:
        put: told that the process goes on after a stop, or that the terminal has another size.
        leave: gives the terminal back before the process is stopped.
        enter: takes it again.
    """
    over = stopped = False

    def ignore() -> None:
        nonlocal over
        over = True

    def end(number: int, _: FrameType | None) -> None:
        if not over:
            ignore()  # one is enough: what follows is tidying up
            raise Ended(0 if number == signal.SIGINT else 128 + number)

    def stop(number: int, _: FrameType | None) -> None:
        nonlocal stopped
        if not over:
            leave()
            stopped = True
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)  # here the process stops, and here it goes on
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
        # What was ignored from the start, as by `nohup`, stays so.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler)
    try:
        yield ignore
    finally:
        for number, old in before.items():
            signal.signal(number, old)
