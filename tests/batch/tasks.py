"""What judges do in the tests that end them."""

import os
import signal
import time

from grader.batch.grading import graded
from grader.batch.row import Job, fault_line


def killed_at_ben(job: Job) -> bytes:
    """Grade, but be killed at ben's file, as for want of memory."""
    if job.learner == "ben":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return graded(job)


def killed_once(job: Job) -> bytes:
    """Grade, but be killed the first time; the file's hash names a folder to remember that in."""
    try:
        os.mkdir(job.sha256)  # noqa: PTH102 - atomic, and short
    except FileExistsError:
        return graded(job)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def says_where(job: Job) -> bytes:
    """Say which process grades a file, slowly enough for another one to start."""
    time.sleep(0.2)
    return fault_line(job, str(os.getpid()))
