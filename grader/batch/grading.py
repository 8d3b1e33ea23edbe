"""Grading in a process of its own, here or on another machine."""

import importlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from grader.batch.errors import OtherKit
from grader.batch.row import Job, fault_line, graded_line
from grader.catalogue import all_imports, find_one
from grader.confine.report import ConfinementError
from grader.confine.scratch import lodge, scratch
from grader.confine.search_path import shut_out
from grader.judging.version import kit
from grader.worker.devices import NoDevice
from grader.worker.forkserver import fork_server, warm_up

ORPHANED_SECONDS = 1.0
"""How often a process checks that the process that started it is still there."""

_alone = threading.Lock()


def prepare(imports: Iterable[str], parent: int, folders: tuple[Path, Path]) -> None:
    """Prepare this process to grade for another one, which handles ctrl-C.

    Args:
        imports: the libraries that the files compute with, imported once before the first worker
            is forked.
        parent: the process that started this one; this one ends with it.
        folders: the parent's folders for temporary files and for sockets.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # it was held until here
    lodge(*folders)
    fork_server(imports)
    if os.name == "posix":
        threading.Thread(target=_end_with, args=[parent, folders], daemon=True).start()
    _import(imports)


def graded(job: Job) -> bytes:
    """Grade one file.

    Returns:
        Its line; if the grader itself fails, a line that says so.

    Raises:
        ConfinementError: the required isolation is not available here.
        NoDevice: the device is not available here.
    """
    from grader.judging.grade import grade
    from grader.judging.options import Options
    from grader.render.as_json import document

    started = time.perf_counter()
    exercise, options = find_one(job.exercise), Options(**asdict(job.options), shrink=False)
    try:
        with tempfile.TemporaryDirectory(prefix="file-", dir=scratch()) as folder:
            file = Path(folder, exercise.file.name)
            file.write_bytes(job.content)
            verdict = grade(exercise, file, options)
        return graded_line(job, _named(document(verdict), verdict.path, job.path))
    except (ConfinementError, NoDevice):
        raise
    except Exception as error:
        trace = "".join(traceback.format_exception(error))
        sentence = f"The grader itself failed ({type(error).__name__}: {_brief(error)})."
        return fault_line(job, sentence, trace, time.perf_counter() - started)


def graded_elsewhere(job: Job) -> bytes:
    """Grade one file on a worker of a cluster.

    Raises:
        OtherKit: another version of the kit is installed there.
        ConfinementError: the required isolation is not available there.
        NoDevice: the device is not available there.
    """
    with _alone:  # the judge grades one file at a time
        if kit() != job.kit:
            raise OtherKit(
                f"A worker of the cluster has practice {kit()}, and this machine has {job.kit}; "
                "install the same version on both."
            )
        _settle()
        try:
            return graded(job)
        except NoDevice as error:
            raise NoDevice(f"A worker of the cluster cannot grade: {error}") from None


@cache
def _settle() -> None:
    # Dask's nanny starts its worker as a daemon, which may not start a process to grade in.
    multiprocessing.current_process().daemon = False
    shut_out()  # the folder that the worker was started in
    _import(all_imports())


def _import(libraries: Iterable[str]) -> None:
    """Import what grading needs, here and where workers are forked, before a file is timed."""
    warm_up(libraries)
    grading = "grader.judging.grade", "grader.judging.run", "grader.judging.diagnosis.arguments"
    for name in (*grading, "grader.worker.process", *libraries):
        importlib.import_module(name)


def _named(document: dict[str, Any], file: str, path: str) -> dict[str, Any]:
    """Put the path that the teacher knows into a verdict."""
    for part in (document, *document["checks"]):
        part["message"] = part["message"].replace(file, path)
    return {**document, "path": path}


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


def _end_with(parent: int, folders: Iterable[Path]) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHANED_SECONDS)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
