"""A watch from start to end: what is started, in which order, and what ends it."""

import atexit
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from grader.catalogue import Exercise, imports
from grader.learner.workspace import Workspace
from grader.render.commands import COMMANDS
from grader.watch.actions import Actions
from grader.watch.changes import Contents, follow
from grader.watch.events import Event, Key
from grader.watch.grading_thread import GradingThread
from grader.watch.keyboard import Keyboard
from grader.watch.keys import Keys, keys_line, press
from grader.watch.reference_pages import ReferencePages
from grader.watch.reports import LineReports, Reports
from grader.watch.safe_progress import SafeProgress
from grader.watch.screen import Nowhere, Pipe, Screen, Terminal
from grader.watch.session import WatchSession
from grader.watch.signals import Ended, handle_signals
from grader.watch.view import View
from grader.worker.forkserver import expect, warm_up

WAIT_SECONDS = 0.2


def watch(
    workspace: Workspace,
    exercises: Sequence[Exercise],
    *,
    shown: Callable[[Path], str],
    fault: Callable[[Exception], str],
    lines: bool = False,
) -> int:
    """Grade the learner's files as they are saved, until a key or a signal ends it.

    However it ends, the terminal is restored, and no process or file is left behind.

    Args:
        workspace: the learner's workspace.
        exercises: the watched exercises, at least one.
        shown: a path as the learner would type it.
        fault: stores the traceback of a fault of the grader, and returns a sentence about it.
        lines: report for an editor, instead of showing pages and waiting for keys.

    Returns:
        The exit code.
    """
    events: SimpleQueue[Event] = SimpleQueue()  # safe for signal handlers
    has_keys = sys.stdin.isatty() and sys.stdout.isatty() and not lines
    keyboard = Keyboard(events.put) if has_keys else None
    screen: Screen = Terminal(keys_line()) if keyboard else Nowhere() if lines else Pipe()
    reports = LineReports() if lines else Reports()
    grading, over = GradingThread(events.put), threading.Event()
    contents = Contents(workspace, exercises)
    following = threading.Thread(
        target=follow, args=[contents, workspace.exercises, events.put, over], name="files"
    )
    view = View(screen)
    progress, commands = SafeProgress(workspace, view.note), Keys() if keyboard else COMMANDS
    session = WatchSession(
        workspace, exercises, progress, view, grading, commands, reports, shown=shown, fault=fault
    )
    actions = Actions(session, view, ReferencePages(workspace, progress, commands, shown))

    def enter() -> None:
        if keyboard:
            keyboard.enter()

    def leave() -> None:
        grading.drop()
        if keyboard:
            keyboard.leave()

    atexit.register(leave)
    with handle_signals(events.put, leave, enter) as ignore_signals:
        try:
            enter()
            session.begin()
            # After the first screen, from the main thread, once for everything that may be graded.
            for topic in {exercise.topic for exercise in exercises}:
                expect(imports(topic))
            warm_up(())
            grading.start()
            following.start()
            if keyboard:
                keyboard.start()
            _run(events, session, view, actions)
        except Ended as end:
            return end.code
        finally:
            ignore_signals()
            over.set()
            reports.dropped()
            screen.close()
            leave()
            if keyboard:
                keyboard.end()
            grading.close()
            if following.is_alive():
                following.join()
    raise AssertionError("a session ends by an exception")


def _run(events: "SimpleQueue[Event]", session: WatchSession, view: View, actions: Actions) -> None:
    """Handle events until one ends it.

    Raises:
        Ended: by a key or a signal.
    """
    while True:
        # Python may not handle a signal during a wait, so the wait is short.
        with suppress(Empty):
            event = events.get(timeout=WAIT_SECONDS)
            if not isinstance(event, Key):
                session.handle(event)
            elif not view.is_answer(key := event.name.lower()):
                press(key, actions)
