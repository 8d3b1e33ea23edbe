"""The filter of system calls, decided call by call on both architectures, without a kernel."""

import errno
import platform
import struct
import sys
from collections.abc import Iterator

import pytest

if sys.platform != "linux":
    pytest.skip("seccomp is Linux's", allow_module_level=True)

import seccompy
from seccompy import Action, Filter

from grader.confine import seccomp as calls

ALLOWED = int(Action.ALLOW)
REFUSED = int(Action.ERRNO) | errno.EPERM
ABSENT = int(Action.ERRNO) | errno.ENOSYS
PID = 4321


@pytest.fixture(params=["x86_64", "aarch64"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The architecture that filters are built for."""
    monkeypatch.setattr(platform, "machine", lambda: request.param)
    calls.common.cache_clear()
    yield request.param
    calls.common.cache_clear()


def decide(rules: Filter, name: str, *args: int) -> int:
    """What a filter returns for a call: the kernel's interpreter of classic BPF, in small."""
    words = (*args, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("<iIQ6Q", seccompy.syscall_nr(name), seccompy.audit_arch(), 0, *words)
    code = list(struct.iter_unpack("<HBBI", rules.program))
    accumulator = position = 0
    while True:
        operation, if_true, if_false, operand = code[position]
        position += 1
        match operation:
            case 0x20:  # load a word
                (accumulator,) = struct.unpack_from("<I", data, operand)
            case 0x54:  # and
                accumulator &= operand
            case 0x05:  # jump
                position += operand
            case 0x15:  # jump if equal
                position += if_true if accumulator == operand else if_false
            case 0x06:  # return
                return int(operand)
            case _:
                raise NotImplementedError(hex(operation))


THREAD = 0x003D0F00  # what the C library passes to clone for a thread
SIGCHLD = 17


@pytest.mark.parametrize(
    ("name", "args", "decision"),
    [
        ("read", (3,), ALLOWED),
        ("futex", (), ALLOWED),
        ("clone", (THREAD,), ALLOWED),
        ("clone", (SIGCHLD,), REFUSED),
        ("clone", (THREAD | 0x40000000,), REFUSED),
        ("clone", (0x4100 | SIGCHLD,), REFUSED),
        ("clone3", (), ABSENT),
        ("execve", (), REFUSED),
        ("socket", (2, 1), REFUSED),
        ("socket", (1, 1), REFUSED),
        ("ptrace", (), REFUSED),
        ("io_uring_setup", (), ABSENT),
        ("openat", (-100 & 0xFFFFFFFF, 0, 0o100), ALLOWED),
        ("openat", (-100 & 0xFFFFFFFF, 0, 0o1000), REFUSED),
        ("openat", (-100 & 0xFFFFFFFF, 0, 0o1001), ALLOWED),
        ("prlimit64", (0, 7, 0), ALLOWED),
        ("prlimit64", (0, 7, 0x7FFE00000000), REFUSED),
        ("prlimit64", (PID, 7, 0), REFUSED),
        ("prctl", (15,), ALLOWED),
        ("prctl", (1,), REFUSED),
        ("prctl", (1 | 1 << 32,), REFUSED),
        ("ioctl", (1, 0x5401), ALLOWED),
        ("ioctl", (1, 0x5412), REFUSED),
        ("fcntl", (1, 3), ALLOWED),
        ("fcntl", (1, 8), REFUSED),
        ("sched_setaffinity", (0,), ALLOWED),
        ("sched_setaffinity", (PID,), REFUSED),
    ],
)
def test_calls_are_decided(machine: str, name: str, args: tuple[int, ...], decision: int) -> None:
    """A call is allowed, refused or absent by its name and arguments."""
    assert decide(calls.common(cuda=False), name, *args) == decision


@pytest.mark.parametrize("name", ["kill", "tgkill"])
@pytest.mark.parametrize("target", [0, 1, PID + 1, -PID & (1 << 64) - 1, PID | 1 << 32])
def test_signals_go_to_the_worker_alone(machine: str, name: str, target: int) -> None:
    """No number but the worker's own is a target: neither 0 nor a negative one, for groups."""
    rules = calls.own_signals(PID)
    assert decide(rules, name, PID, PID) == ALLOWED
    assert decide(rules, name, target, PID) == REFUSED


def test_cuda_widens_the_filter(machine: str) -> None:
    """A driver may control its devices, but programs and the network stay refused."""
    rules = calls.common(cuda=True)
    assert decide(rules, "ioctl", 5, 0xC020462A) == ALLOWED
    assert decide(rules, "execve") == REFUSED
    assert decide(rules, "socket", 2, 1) == REFUSED


def test_every_name_is_a_call_of_some_architecture() -> None:
    """A misspelt call in a list would silently be left out of the filter."""
    from seccompy.syscalls import AARCH64_SYSCALLS, X86_64_SYSCALLS

    lists = (*calls._ALLOWED.values(), calls._REFUSED, calls._ALLOWED_CUDA)
    assert set(" ".join(lists).split()) <= X86_64_SYSCALLS.keys() | AARCH64_SYSCALLS.keys()
