"""Run a function in a confined worker, forked as the judge forks one, and report what it did."""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from grader.confine import Limits, Mode, confine, python_installation

NOBODY = 65534
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
    readable: tuple[Path, ...] = (),
    hidden: frozenset[Path] = frozenset(),
    scratch: Path | None = None,
    limits: Limits | None = None,
    mode: Mode = "require",
    user: int | None = None,
) -> Outcome:
    """The outcome of `action(*args)` in a worker, which is gone when this returns."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["torch", "sklearn.mixture", "grader.confine"])
    ours, theirs = context.Pipe()
    how = {
        "readable": readable,
        "scratch": scratch,
        "limits": limits or Limits(),
        "mode": mode,
    }
    worker = context.Process(target=_work, args=(theirs, action, args, hidden, user, how))
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
    action: Callable[..., Any],
    args: tuple[Any, ...],
    hidden: frozenset[Path],
    user: int | None,
    how: dict[str, Any],
) -> None:
    os.environ["API_TOKEN"] = "secret"
    os.dup2(os.open(__file__, os.O_RDONLY), LEFT_OPEN)
    installation = python_installation(hidden)
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    confine(installation=installation, keep_fds={connection.fileno()}, **how)
    said: dict[str, Any] = {}
    try:
        said["value"] = action(*args)
    except BaseException as error:
        said["error"] = type(error).__name__
    connection.send_bytes(json.dumps(said).encode())
    os._exit(0)
