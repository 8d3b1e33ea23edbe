"""Starting processes: multiprocessing's forkserver, warmed up early and given no secrets.

Nothing heavy is imported here, so that the forkserver's imports can start before the judge's own.
"""

import contextlib
import importlib
import multiprocessing
import os
import re
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from multiprocessing import forkserver, spawn
from multiprocessing.context import BaseContext
from typing import Any, NoReturn

from grader.confine.scratch import sockets
from grader.confine.search_path import trusted, variables

_NEEDED = re.compile(
    r"PYTHONPATH|PYTHONHOME|LD_LIBRARY_PATH|OPENBLAS_CORETYPE|OPENBLAS_L2_SIZE"
    r"|CUDA_VISIBLE_DEVICES|CUDA_DEVICE_ORDER"
)
"""Variables that Python and its libraries may need to start or to compute correctly, on the devices
that the user chose."""

HOMES = frozenset({"HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA"})
"""Variables that say where the user's packages are, and where the kit stores things; no secrets."""

_expected: dict[str, None] = {}
_one_at_a_time = threading.Lock()


def expect(imports: Iterable[str]) -> None:
    """Make `warm_up` import these too: the forkserver imports once, before anything is graded."""
    _expected.update(dict.fromkeys(imports))


def warm_up(imports: Iterable[str]) -> None:
    """Start importing what workers need, in another process, and return at once.

    Args:
        imports: modules that the forkserver imports before it forks the first worker.
    """
    expect(imports)
    start = context()
    if start.get_start_method() == "forkserver":
        start.set_forkserver_preload(preloads())
        with starting(), _interrupts_ignored():
            _server().ensure_running()


def preloads() -> list[str]:
    """The modules that the process which forks workers imports first, in order."""
    ours = [
        "grader.worker.entry",
        "grader.worker.main",
        "grader.confine.boundary",
        "grader.worker.library_calls",
        # What checks are written in: each worker imports the checks of its exercise.
        "grader.probe.formula",
        "grader.probe.datasets",
        "grader.probe.drawing",
        "grader.probe.snippet",
    ]
    # NumPy imports it at its first use, which is when a worker sets its first seed.
    ours.append("numpy.random")
    if "torch" in _expected:
        ours += ["grader.worker.fake_device", "grader.probe.methods", "grader.probe.randomness"]
    return ["grader.worker.imports_begin", *_expected, *ours, "grader.worker.imports_end"]


def fork_server(imports: Iterable[str]) -> None:
    """Import what workers need in this process, and fork the one that workers are forked from.

    That one has everything that this process has in memory by now, and so do workers: call this
    before anything is read that no submission may see, in a process that was started with a
    `scrubbed` environment and has no threads. In another environment, or where nothing is forked,
    it is `warm_up`.

    Args:
        imports: the libraries that workers need.
    """
    server = _server()
    forks = context().get_start_method() == "forkserver"
    has_secrets = not os.environ.keys() <= scrubbed().keys() | HOMES
    # From Python 3.14 on, a forkserver asks for a key.
    if not forks or has_secrets or hasattr(server, "_forkserver_authkey"):
        warm_up(imports)
        return
    expect(imports)
    for name in preloads():
        with contextlib.suppress(Exception):  # whoever needs it says what is wrong
            importlib.import_module(name)
    with socket.socket(socket.AF_UNIX) as listener:
        address = str(sockets() / f"forkserver-{os.getpid()}")
        listener.bind(address)
        listener.listen()
        watched, alive = os.pipe()
        number = os.fork()
        if not number:
            _serve(listener.fileno(), watched)
        os.close(watched)
    server._forkserver_address, server._forkserver_alive_fd = address, alive
    server._forkserver_pid = number


def _serve(listener: int, watched: int) -> NoReturn:
    """Be a forkserver, with no other descriptor of the process that was forked.

    Args:
        listener: where it is asked.
        watched: it ends when the other end of this pipe is closed.
    """
    from grader.confine.posix import close_others

    try:
        close_others({listener, watched})
        os.dup2(0, 1)  # the judge's reports
        forkserver.main(listener, watched, preload=[])
    except SystemExit:
        os._exit(0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    os._exit(1)


def _server() -> Any:
    """What multiprocessing knows of this process's forkserver."""
    return vars(forkserver)["_forkserver"]


def context() -> BaseContext:
    """How workers start: forked from the forkserver, or spawned if there is none."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


@contextlib.contextmanager
def starting() -> Iterator[None]:
    """Let a process that starts inside the block inherit little, and no secrets."""
    # This changes state of the whole process, so only one start at a time.
    with _one_at_a_time, _sockets_in_scratch(), scrubbed_environment(), _told_little():
        yield


@contextlib.contextmanager
def scrubbed_environment() -> Iterator[None]:
    """Let a process that starts inside the block inherit few variables, and no secrets."""
    kept, clean = dict(os.environ), scrubbed()
    os.environ.clear()
    os.environ.update(clean)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def scrubbed() -> dict[str, str]:
    """The few variables that a process needs which workers are forked from."""
    from grader.confine.environment import clean_environment

    needed = {name: value for name, value in os.environ.items() if _NEEDED.fullmatch(name)}
    return {**clean_environment(), **needed, **variables()}


@contextlib.contextmanager
def _sockets_in_scratch() -> Iterator[None]:
    """Make multiprocessing create the folder of its sockets, which it does once, in ours."""
    folder, before = sockets(), tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextlib.contextmanager
def _told_little() -> Iterator[None]:
    """Tell a process that starts inside the block only where to import from.

    Otherwise multiprocessing makes it import the program's main module, enter the current folder,
    which may be gone, and use the start method, which may have a name that only this process
    knows.
    """
    before = spawn.get_preparation_data
    spawn.get_preparation_data = _preparation
    try:
        yield
    finally:
        spawn.get_preparation_data = before


def _preparation(name: str) -> dict[str, Any]:
    key = multiprocessing.current_process().authkey
    return {"name": name, "authkey": key, "sys_path": trusted(), "sys_argv": [""]}


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Make a process that starts inside the block ignore ctrl-C, which a terminal sends to all."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set a handler
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
