"""Where a judge and its workers come from: a process that imports what both need, once, and forks.

Its first child is the judge; then it serves the judge as multiprocessing's forkserver. What is in
its memory is in that of every worker, so it is started with a clean environment, and never reads
an answer, a solution or a known mistake.
"""

import importlib
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import NoReturn

from grader.worker.forkserver import adopt, can_adopt, expect, preloads


def main() -> None:
    """Be the process that `grader.remote.link` starts, with its arguments."""
    imports, sockets = json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C reaches the user, who ends this
    expect(imports)
    if not can_adopt():
        _judge()
    for name in preloads():
        with suppress(ImportError):  # the judge says what is missing
            importlib.import_module(name)
    with socket.socket(socket.AF_UNIX) as listener:
        address = str(Path(sockets, f"judge-{os.getpid()}"))
        listener.bind(address)
        listener.listen()
        watched, alive = os.pipe()
        if os.fork() == 0:
            listener.close()
            os.close(watched)
            adopt(address, alive)
            _judge()
        os.close(alive)
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1):  # the judge's alone: workers inherit what is open here
            os.dup2(nothing, standard)
        forkserver.main(listener.fileno(), watched, preload=[])


def _judge() -> NoReturn:
    """Be the judge until nobody asks any more."""
    try:
        from grader.remote.process import serve

        serve()
    finally:
        os._exit(1)
