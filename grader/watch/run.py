"""A watch from its first screen to its last: what is started, in which order, and what ends it."""

import atexit
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue

from grader.catalogue import Exercise, imports
from grader.learner.workspace import Workspace
from grader.watch.bench import GradingThread
from grader.watch.changes import Contents, follow
from grader.watch.events import Event
from grader.watch.keyboard import Keyboard
from grader.watch.pages import keys_line
from grader.watch.screen import Pipe, Screen, Terminal
from grader.watch.session import WatchSession
from grader.watch.signals import Ended, handle_signals
from grader.worker.forkserver import expect, warm_up


def watch(
    workspace: Workspace,
    exercises: Sequence[Exercise],
    *,
    shown: Callable[[Path], str],
    fault: Callable[[Exception], str],
) -> int:
    """Grade the learner's files as they are saved, until a key or a signal ends it.

    Whatever ends it, the terminal is as it was before, and no process or file is left.

    Args:
        workspace: the learner's.
        exercises: those that are watched, at least one.
        shown: a path as the learner would type it.
        fault: keeps the traceback of a fault of the grader, and says so in a sentence.

    Returns:
        The exit code.
    """
    events: SimpleQueue[Event] = SimpleQueue()  # a handler of a signal may put something there
    keyboard = Keyboard(events.put) if sys.stdin.isatty() and sys.stdout.isatty() else None
    screen: Screen = Terminal(keys_line()) if keyboard else Pipe()
    bench, over = GradingThread(events.put), threading.Event()
    contents = Contents(workspace, exercises)
    following = threading.Thread(
        target=follow, args=[contents, workspace.exercises, events.put, over], name="files"
    )
    session = WatchSession(
        workspace, exercises, screen, bench, keys=bool(keyboard), shown=shown, fault=fault
    )

    def enter() -> None:
        if keyboard:
            keyboard.enter()

    def leave() -> None:
        bench.drop()
        if keyboard:
            keyboard.leave()

    atexit.register(leave)
    with handle_signals(events.put, leave, enter) as heed_no_more:
        try:
            enter()
            session.begin()
            # Behind the first screen, from the main thread, once for all that may be graded.
            for topic in {exercise.topic for exercise in exercises}:
                expect(imports(topic))
            warm_up(())
            bench.start()
            following.start()
            if keyboard:
                keyboard.start()
            session.run(events)
        except Ended as end:
            return end.code
        finally:
            heed_no_more()
            over.set()
            screen.close()
            leave()
            if keyboard:
                keyboard.end()
            bench.close()
            if following.is_alive():
                following.join()
    raise AssertionError("a session ends by an exception")
