"""Grading on a Dask cluster, with Dask's client: its scheduler handles lost workers and retries."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from distributed import CancelledError, Client, KilledWorker, as_completed
from distributed.comm import connect

from grader.batch.errors import Lost, OtherKit, Unreachable
from grader.batch.grading import graded_elsewhere
from grader.batch.row import Job, fault_line
from grader.judging.version import kit

ROOM = 256
"""How many files a small cluster gets ahead: enough that no worker waits, few enough for memory."""

AHEAD = 2
"""How many files a large cluster gets ahead for each thread of its workers."""

CONNECT_SECONDS = 10


@contextmanager
def cluster(address: str) -> Iterator[Client]:
    """Connect to a cluster whose workers have this version of the kit.

    Raises:
        Unreachable: there is no scheduler, no worker, or a worker that cannot grade.
        OtherKit: a worker has another version of the kit.
    """
    logging.disable()  # what matters is also raised
    try:
        with _connected(address) as client:
            _refuse_strangers(client)
            yield client
    finally:
        logging.disable(logging.NOTSET)


def _connected(address: str) -> Client:
    try:
        asyncio.run(_knock(address))
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise Unreachable(
            f"No Dask scheduler answers at {address} ({error}); check the address, or start one."
        ) from None


async def _knock(address: str) -> None:
    """Connect and hang up: a client that fails to connect can lock up the next one."""
    comm = await connect(address, timeout=CONNECT_SECONDS)
    await comm.close()


def grade_there(client: Client, jobs: Iterable[Job]) -> Iterator[bytes]:
    """Grade files on a cluster.

    If a worker is lost, another one grades its file. A file that was lost with several workers
    (`distributed.scheduler.allowed-failures`) is a fault.

    Args:
        client: the client of the cluster.
        jobs: the files; the next one is taken when there is room for it.

    Yields:
        A line for each file, in the order in which they are done.

    Raises:
        Lost: the scheduler is gone.
        OtherKit: a worker that joined later has another version of the kit.
        ConfinementError: the required isolation is not available on some worker.
        NoDevice: the device is not available on some worker.
    """
    todo = iter(jobs)
    flying: dict[str, Job] = {}
    landing = as_completed(loop=client.loop, with_results=True, raise_errors=False)
    room = _room(client)
    for _ in range(room):
        _send(client, todo, flying, landing)
    for done, (future, found) in enumerate(landing, start=1):
        job = flying.pop(future.key)
        yield _line(job, found)
        if done % ROOM == 0:
            room = _room(client)  # workers come and go
        while len(flying) < room and _send(client, todo, flying, landing):
            pass


def _room(client: Client) -> int:
    """How many files the cluster gets ahead now."""
    with suppress(OSError):  # a lost scheduler is seen by what was sent to it
        threads: int = sum(client.nthreads().values())
        return max(ROOM, AHEAD * threads)
    return ROOM


def _line(job: Job, found: Any) -> bytes:
    """What came back for a file: its line, or its failure."""
    if isinstance(found, bytes):
        return found
    if isinstance(found, CancelledError):
        raise Lost("The connection to the Dask scheduler was lost")
    _, error, _ = found
    if isinstance(error, KilledWorker):
        return fault_line(job, "The grader's process was killed each time while grading it.")
    raise error


def _send(
    client: Client, todo: Iterator[Job], flying: dict[str, Job], landing: as_completed
) -> bool:
    """Send the next file; whether there was one."""
    job = next(todo, None)
    if job is not None:
        future = client.submit(graded_elsewhere, job, pure=False)
        flying[future.key] = job
        landing.add(future)
    return job is not None


def _refuse_strangers(client: Client) -> None:
    found = client.run(kit, on_error="return")
    if not found:
        raise Unreachable("The cluster has no workers; start some with `dask worker`.")
    for worker, version in found.items():
        if isinstance(version, Exception):
            raise Unreachable(
                f"The worker {worker} cannot import practice {kit()}; install it there "
                f"({type(version).__name__}: {version})."
            )
        if version != kit():
            raise OtherKit(
                f"The worker {worker} has practice {version}, and this machine has {kit()}; "
                "install the same version on both."
            )
