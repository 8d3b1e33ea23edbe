"""Grading on a Dask cluster, by its own client: lost workers and retries are the scheduler's."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from distributed import CancelledError, Client, KilledWorker, as_completed

from grader.batch.judge import graded_elsewhere
from grader.batch.kit import kit
from grader.batch.record import Job, fault_line

ROOM = 256
"""Files that the cluster is given ahead, so that nobody waits and little is held in memory."""

CONNECT_SECONDS = 10


class Unreachable(Exception):
    """The cluster cannot grade for us; the message is a sentence."""


@contextmanager
def cluster(address: str) -> Iterator[Client]:
    """Connect to a cluster whose workers have this version of the kit.

    Raises:
        Unreachable: there is no scheduler, or no worker, or another version.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised, too
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise Unreachable(f"No Dask scheduler answers at {address} ({error}).") from None
    with client:
        _refuse_strangers(client)
        yield client


def threads(client: Client) -> int:
    """How many files the cluster grades at a time: one in each of its processes."""
    return len(client.nthreads())


def grade_there(client: Client, jobs: Iterable[Job]) -> Iterator[bytes]:
    """Grade files on a cluster.

    A file whose worker is lost is graded by another one. One that has cost several workers
    (`distributed.scheduler.allowed-failures`) is a fault.

    Args:
        client: of the cluster.
        jobs: the files, asked for when there is room for them.

    Yields:
        A line for each file, in the order in which they are done.

    Raises:
        Unreachable: the scheduler is gone.
        OtherKit: a worker that joined meanwhile has another version of the kit.
        ConfinementError: the isolation that is required cannot be had on some worker.
    """
    todo = iter(jobs)
    flying: dict[str, Job] = {}
    landing = as_completed()
    for _ in range(ROOM):
        _send(client, todo, flying, landing)
    for future in landing:
        job = flying.pop(future.key)
        try:
            yield future.result()
        except KilledWorker:
            yield fault_line(job, "The grader's process was killed at it, again and again.")
        except CancelledError:
            raise Unreachable("The connection to the Dask scheduler is lost.") from None
        _send(client, todo, flying, landing)


def _send(
    client: Client, todo: Iterator[Job], flying: dict[str, Job], landing: as_completed
) -> None:
    """Send the next file, if there is one."""
    job = next(todo, None)
    if job is not None:
        future = client.submit(graded_elsewhere, job, pure=False)
        flying[future.key] = job
        landing.add(future)


def _refuse_strangers(client: Client) -> None:
    found = client.run(kit, on_error="return")
    if not found:
        raise Unreachable("The cluster has no workers; start some with `dask worker`.")
    for worker, version in found.items():
        if isinstance(version, Exception):
            raise Unreachable(
                f"The worker {worker} has no practice {kit()}: {type(version).__name__}: {version}."
            )
        if version != kit():
            raise Unreachable(
                f"The worker {worker} has practice {version}, and here it is {kit()}; install the "
                "same on both."
            )
