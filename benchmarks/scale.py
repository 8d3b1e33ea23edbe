"""Where Dask's scheduler saturates, with tasks that only wait as long as a grade takes.

    python benchmarks/scale.py [--seconds S] [--tasks N] [--slots N...] [--lost]

Everything runs on loopback: a scheduler, processes of workers with many threads each (a thread that
waits costs nothing), and a client that sends as `grader/batch/cluster.py` does. For each number of
slots it prints the tasks a second, that beside what the slots could do, and the processor time that
scheduler and client took for a task. With `--lost`, one worker of two is killed in the middle, then
another one stopped, as a machine that is gone without a word.
"""

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from distributed import Client, as_completed

Process: TypeAlias = subprocess.Popen[str]

THREADS = 64
AHEAD = 2
"""Tasks sent ahead for each slot, so that no slot waits for the client."""

TTL = "20s"
"""After how long a silent worker is given up in `--lost`; Dask's own setting is 5 minutes."""

TICKS = os.sysconf("SC_CLK_TCK")


def wait(seconds: float, number: int) -> int:
    """What stands for a grade."""
    time.sleep(seconds)
    return number


@contextmanager
def cluster(slots: int, ttl: str = "300s") -> Iterator[tuple[str, int, list[Process]]]:
    """A scheduler and its workers: its address, its process id, and the workers."""
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent),
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": ttl,
    }
    host = ["--host", "127.0.0.1"]
    scheduler = subprocess.Popen(
        [*dask, *host, "--port", "0", "--no-dashboard"],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert scheduler.stderr
    address = ""
    while not address:
        line = scheduler.stderr.readline()
        assert line, "the scheduler has ended"
        found = re.search(r"tcp://127\.0\.0\.1:\d+", line)
        address = found[0] if found else ""
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, *host, "--no-nanny"]
    each = min(slots, THREADS)
    assert slots % each == 0, f"a multiple of {THREADS}, or fewer"
    workers = [
        subprocess.Popen(
            [*worker, "--nthreads", str(each), "--no-dashboard", "--memory-limit", "0"],
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        for _ in range(slots // each)
    ]
    try:
        yield address, scheduler.pid, workers
    finally:
        for process in (*workers, scheduler):
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
            for stream in (process.stderr, process.stdout):
                if stream:
                    stream.close()


def used(pid: int) -> float:
    """Processor seconds of a process, from what Linux says."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def run(client: Client, tasks: int, seconds: float, slots: int) -> Iterator[float]:
    """Send tasks as a batch does, and yield when each was done."""
    numbers = iter(range(tasks))
    landing = as_completed(loop=client.loop, with_results=True, raise_errors=False)

    def send() -> None:
        number = next(numbers, None)
        if number is not None:
            landing.add(client.submit(wait, seconds, number, pure=False))

    for _ in range(AHEAD * slots):
        send()
    for _ in landing:
        yield time.perf_counter()
        send()


def saturate(slots: int, tasks: int, seconds: float) -> None:
    """Print one row."""
    with cluster(slots) as (address, scheduler, workers), Client(address) as client:
        client.wait_for_workers(len(workers), timeout=300)
        mine, its, started = own(), used(scheduler), time.perf_counter()
        for _ in run(client, tasks, seconds, slots):
            pass
        took = time.perf_counter() - started
        could = slots / seconds
        print(
            f"{slots:6} {tasks:8} {tasks / took:9.0f} {tasks / took / could:7.2f}"
            f" {(used(scheduler) - its) / tasks * 1000:10.2f} {(own() - mine) / tasks * 1000:7.2f}",
            flush=True,
        )


def own() -> float:
    """Processor seconds of this process."""
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime


def lose(seconds: float) -> None:
    """Lose a worker of two in each way, and print the longest time in which nothing was done."""
    for how in (signal.SIGKILL, signal.SIGSTOP):
        slots, tasks = 2 * THREADS, 6 * THREADS
        with cluster(slots, TTL) as (address, _, workers), Client(address) as client:
            client.wait_for_workers(2, timeout=300)
            moments = [time.perf_counter()]
            for moment in run(client, tasks, seconds, slots):
                moments.append(moment)
                if len(moments) == THREADS:
                    workers[0].send_signal(how)
            gaps = [later - sooner for sooner, later in pairwise(moments)]
            print(f"{how.name}: {len(moments) - 1} of {tasks} done, longest gap {max(gaps):.1f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.25)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--slots", type=int, nargs="*", default=[64, 256, 512, 1024])
    parser.add_argument("--lost", action="store_true")
    asked = parser.parse_args()
    print(" slots    tasks  a second  of all  scheduler  client")
    for slots in asked.slots:
        saturate(slots, asked.tasks, asked.seconds)
    if asked.lost:
        lose(asked.seconds)


if __name__ == "__main__":
    main()
