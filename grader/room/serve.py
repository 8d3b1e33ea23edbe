"""Opening a room: its address is known, and its judge starts, before the server is imported."""

import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from grader.confine.scratch import scratch
from grader.learner.workspace import Workspace
from grader.room.address import Door, open_door
from grader.room.judge import Judge

if TYPE_CHECKING:
    from grader.room.class_room import ClassRoom
    from grader.room.guard import Guard

_LEAD = """<!doctype html><meta charset="utf-8"><title>Practice room</title>
<meta http-equiv="refresh" content="0;url={url}"><a href="{url}">Enter the practice room</a>"""


def serve(
    workspace: Workspace,
    port: int | None,
    *,
    browser: bool,
    opened: Callable[[Door], None],
    fault: Callable[[Exception], str],
    school: "ClassRoom | None" = None,
) -> None:
    """Open a room, and keep it open until ctrl-C.

    Args:
        workspace: the learner's workspace.
        port: the port to listen on; None for any.
        browser: whether to open it in the learner's browser.
        opened: called with the door as soon as somebody may knock.
        fault: stores the traceback of a fault of the grader, and returns a sentence about it.
        school: the class to show as well, and first.

    Raises:
        PortTaken: the port cannot be used.
    """
    with _door(workspace, port, school, browser, opened) as (door, listening):
        judge = Judge(workspace.root)  # imports torch, beside what follows
        try:
            from grader.room.room import Room
            from grader.room.server import application

            _serve(application(Room(workspace, judge, fault), judge, door, school), listening)
        finally:
            judge.close()


def serve_class(
    school: "ClassRoom", port: int | None, *, browser: bool, opened: Callable[[Door], None]
) -> None:
    """Open a room that shows a class and no exercises; see `serve`.

    Raises:
        PortTaken: the port cannot be used.
    """
    with _door(None, port, school, browser, opened) as (door, listening):
        from grader.room.class_pages import application

        _serve(application(school, door), listening)


@contextmanager
def _door(
    workspace: Workspace | None,
    port: int | None,
    school: "ClassRoom | None",
    browser: bool,
    opened: Callable[[Door], None],
) -> Iterator[tuple[Door, socket.socket]]:
    """A door with its socket; who comes in is led to the class, if there is one."""
    door, listening = open_door(workspace, port, "/class" if school else "/")
    opened(door)
    try:
        if browser:
            threading.Thread(target=_show, args=[door], daemon=True).start()
        with school or nullcontext():
            yield door, listening
    finally:
        listening.close()


def _serve(guarded: "Guard", listening: socket.socket) -> None:
    from grader.room.listening import run

    run(guarded, listening)


def _show(door: Door) -> None:
    """Open the room in a browser, through a file: other users can read command lines."""
    file = scratch() / "room.html"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(_LEAD.format(url=door.url))
    webbrowser.open(file.as_uri())
