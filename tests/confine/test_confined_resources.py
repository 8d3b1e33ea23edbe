"""What a confined worker inherits, and how much it may use."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the limits tried here are Linux's", allow_module_level=True)

import resource

from trial import LEFT_OPEN, as_root, attempt, become_nobody

from grader.confine import Limits, clean_environment
from grader.worker.forkserver import scrubbed

MEBIBYTE = 1 << 20


def _take_memory(size: int) -> int:
    return len(bytes(size))


def _take_tensor(size: int) -> int:
    import torch

    return torch.ones(size, dtype=torch.uint8).numel()


def test_memory_is_limited() -> None:
    """Beyond the limit Python raises `MemoryError`, and torch `RuntimeError`."""
    limits = Limits(address_space=256 * MEBIBYTE)
    assert attempt(_take_memory, 512 * MEBIBYTE, limits=limits).error == "MemoryError"
    assert attempt(_take_tensor, 512 * MEBIBYTE, limits=limits).error == "RuntimeError"
    assert attempt(_take_tensor, 64 * MEBIBYTE, limits=limits).value == 64 * MEBIBYTE


def _spin(ignore: bool) -> None:
    if ignore:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


@pytest.mark.parametrize(("ignore", "ending"), [(False, signal.SIGXCPU), (True, signal.SIGKILL)])
def test_processor_time_is_limited(ignore: bool, ending: signal.Signals) -> None:
    """An endless loop is ended, also where it ignores the warning."""
    assert attempt(_spin, ignore, limits=Limits(cpu_seconds=1)).exitcode == -ending


def _start_threads(count: int) -> int:
    done = threading.Event()
    started = 0
    try:
        for _ in range(count):
            threading.Thread(target=done.wait, daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    done.set()
    return started


@pytest.mark.parametrize("before", [None, pytest.param(become_nobody, marks=as_root)])
def test_threads_are_limited(before: Callable[[], None] | None) -> None:
    """A worker has as many threads as it may, its first one included, whatever others run."""
    assert attempt(_start_threads, 50, limits=Limits(threads=8), before=before).value == 7
    assert attempt(_start_threads, 50, limits=Limits(threads=64), before=before).value == 50


def _open_many(count: int) -> int:
    return len([os.open(os.devnull, os.O_RDONLY) for _ in range(count)])


def test_open_files_are_limited() -> None:
    """Descriptors run out at their limit."""
    assert attempt(_open_many, 10, limits=Limits(open_files=32)).value == 10
    assert attempt(_open_many, 40, limits=Limits(open_files=32)).error == "OSError"


def _score() -> int:
    return int(Path("/proc/self/oom_score_adj").read_text())


def test_a_worker_goes_first_when_memory_runs_out() -> None:
    """The kernel ends a worker rather than the judge."""
    assert attempt(_score, readable=(Path("/proc"),)).value == 1000


def _core_limit() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_CORE)


def test_a_crash_leaves_no_core() -> None:
    """The memory of a worker that crashes is not written to disk."""
    assert attempt(_core_limit).value == [0, 0]


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def test_a_descriptor_left_open_is_closed() -> None:
    """What the worker inherited open, it cannot use."""
    assert attempt(_is_open, LEFT_OPEN).value is False
    assert attempt(_is_open, 0).value is True


def _read_input() -> str:
    return sys.stdin.read() + os.read(0, 10).decode()


def test_input_is_empty() -> None:
    """A submission that asks for input meets the end of it."""
    assert attempt(_read_input).value == ""


def _environment() -> dict[str, str]:
    return dict(os.environ)


def test_the_environment_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment only a few settings are left, never what could be a secret."""
    assert "API_TOKEN" not in attempt(_environment).value
    monkeypatch.setenv("API_TOKEN", "secret")
    monkeypatch.setenv("TZ", "UTC")
    kept = clean_environment()
    assert (kept.get("API_TOKEN"), kept["TZ"]) == (None, "UTC")


def test_home_and_temporary_files_are_in_scratch(tmp_path: Path) -> None:
    """A library that keeps something at home keeps it in the worker's folder."""
    found = attempt(_environment, scratch=tmp_path).value
    assert found["HOME"] == found["TMPDIR"] == str(tmp_path)


def test_the_choice_of_cuda_devices_is_kept_for_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    """`CUDA_VISIBLE_DEVICES` reaches a worker that computes on one, and no other."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert scrubbed()["CUDA_VISIBLE_DEVICES"] == "1"  # a worker is forked from such a process
    assert clean_environment(device="cuda:0")["CUDA_VISIBLE_DEVICES"] == "1"
    assert "CUDA_VISIBLE_DEVICES" not in clean_environment()
