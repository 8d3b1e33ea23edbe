"""A process is given its time: one that a busy machine kept waiting, longer than one that slept."""

import math
import os
import signal
import subprocess
import sys
import time

import pytest

from grader.worker.time_limit import Clock

SECONDS = 0.2
LOOP = "while True: pass"
SLEEP = "import time; time.sleep(60)"

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")


def time_is_up(code: str, *, deadline: float = math.inf, others: int = 0) -> bool:
    """Whether the time of a process is up after its wall time, as one of several on a processor."""
    one = {min(os.sched_getaffinity(0))}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code], preexec_fn=lambda: os.sched_setaffinity(0, one)
        )
        for _ in range(1 + others)
    ]
    try:
        time.sleep(0.5)  # they start
        clock, until = Clock(processes[0].pid, SECONDS, deadline), time.monotonic() + SECONDS
        while clock.left() > 0 and time.monotonic() < until:
            time.sleep(SECONDS / 20)
        return clock.left() <= 0
    finally:
        for process in processes:
            process.send_signal(signal.SIGKILL)
            process.wait()


@linux
def test_a_process_that_sleeps_has_had_its_time() -> None:
    """It could have used the processor and did not."""
    assert time_is_up(SLEEP)


@pytest.mark.extensive
@linux
def test_a_process_that_had_to_share_its_processor_is_waited_for() -> None:
    """Of ten that compute on one processor, none has had a fifth of a second."""
    assert not time_is_up(LOOP, others=9)


@pytest.mark.extensive
@linux
def test_nobody_is_waited_for_beyond_the_deadline() -> None:
    """The time of a whole grade is not stretched."""
    assert time_is_up(LOOP, others=9, deadline=time.monotonic())


def test_a_process_that_is_gone_has_had_its_time() -> None:
    """Nothing is known of it, and the wall time counts."""
    clock = Clock(None, 0.0, math.inf)
    assert clock.left() <= 0
