"""Run a function in a confined worker, forked as the judge forks one, and report what it did."""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from grader.confine import Limits, Mode, confine, python_installation
from grader.worker.forkserver import scrubbed_environment

LEFT_OPEN = 50

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
as_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can become another user"
)


@dataclass(frozen=True)
class Outcome:
    """What became of the function: its value, or its exception, and how the worker ended."""

    value: Any
    error: str | None
    exitcode: int | None


def attempt(
    action: Callable[..., Any],
    *args: Any,
    before: Callable[[], object] | None = None,
    readable: tuple[Path, ...] = (),
    hidden: frozenset[Path] = frozenset(),
    scratch: Path | None = None,
    limits: Limits | None = None,
    mode: Mode = "require",
    device: str = "cpu",
) -> Outcome:
    """The outcome of `action(*args)` in a worker, which is gone when this returns.

    Args:
        action: a function of a module, which returns what JSON can hold.
        args: its arguments.
        before: called before the worker is confined.
        hidden: as for `python_installation`.
        readable: as for `confine`, and so are the rest.
        scratch: see there.
        limits: see there.
        mode: see there.
        device: see there.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["torch", "sklearn.mixture", "grader.confine"])
    ours, theirs = context.Pipe()
    how = {"readable": readable, "scratch": scratch, "limits": limits, "mode": mode}
    worker = context.Process(
        target=_work,
        args=(theirs, partial(action, *args), before, hidden),
        kwargs={**how, "device": device},
    )
    with scrubbed_environment():  # later tests fork from the same forkserver
        worker.start()
    theirs.close()
    try:
        said = json.loads(ours.recv_bytes()) if ours.poll(30) else {}
    except EOFError:
        said = {}
    worker.join(10)
    worker.kill()
    worker.join()
    ours.close()
    return Outcome(said.get("value"), said.get("error"), worker.exitcode)


def _work(
    connection: Connection,
    action: Callable[[], Any],
    before: Callable[[], object] | None,
    hidden: frozenset[Path],
    **how: Any,
) -> None:
    os.environ["API_TOKEN"] = "secret"
    for left_open in (0, LEFT_OPEN):
        os.dup2(os.open(__file__, os.O_RDONLY), left_open)
    installation = python_installation(hidden, device=how["device"])
    said: dict[str, Any] = {}
    try:
        if before is not None:
            before()
        confine(installation=installation, keep_fds={connection.fileno()}, **how)
        said["value"] = action()
    except BaseException as error:
        said["error"] = type(error).__name__
    connection.send_bytes(json.dumps(said).encode())
    os._exit(0)


def become_nobody() -> None:
    """Become a user without privileges."""
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)


def make_do_with_landlock(version: int) -> None:
    """Have no newer version of Landlock's interface than this; 0 is none."""
    import landlockpy

    from grader.confine import landlock as files

    landlockpy._syscall.abi_version = lambda: version
    files.ABI = version


def make_do_without_seccomp() -> None:
    """Have no filter of system calls."""
    from grader.confine import seccomp as calls

    calls._SUPPORTED = False
