"""What a confined worker cannot ask of the system: programs, signals, sockets, privileges."""

import ctypes
import errno
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("Landlock and seccomp are Linux's", allow_module_level=True)

import fcntl
import resource
import termios

from trial import as_root, attempt, become_nobody

from grader.confine import confine, python_installation

_parent = os.getppid
_own = os.getpid
# Sent to see whether it would arrive: had the filter a hole, a test should not kill through it.
HARMLESS = 0

PROCESSES: dict[str, Callable[[], Any]] = {
    "fork": os.fork,
    "run a program": lambda: subprocess.run(["/bin/true"], check=True),
    "become a program": lambda: os.execv("/bin/true", ["true"]),
    "use the shell": lambda: os.posix_spawn("/bin/sh", ["sh"], {}),
    "leave the session": os.setsid,
    "leave the group": lambda: os.setpgid(0, 0),
}

SIGNALS: dict[str, Callable[[], Any]] = {
    "kill the parent": lambda: os.kill(_parent(), HARMLESS),
    "kill everything": lambda: os.kill(-1, HARMLESS),
    "kill the group": lambda: os.killpg(0, HARMLESS),
    "kill the group by number": lambda: os.kill(-_own(), HARMLESS),
    "queue a signal": lambda: _system("rt_sigqueueinfo", _parent(), HARMLESS, 0),
    "signal by descriptor": lambda: os.pidfd_open(_parent()),
    "signal a thread": lambda: _system("tkill", _parent(), HARMLESS),
    "signal by input": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, _parent()),
}

NETWORK: dict[str, Callable[[], Any]] = {
    "tcp": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "tcp, version 6": lambda: socket.socket(socket.AF_INET6),
    "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "raw": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "unix": lambda: socket.socket(socket.AF_UNIX),
    "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "pair": socket.socketpair,
}

PRIVILEGES: dict[str, Callable[[], Any]] = {
    "change the parent's limits": lambda: resource.prlimit(_parent(), resource.RLIMIT_CORE, (0, 0)),
    "read the parent's limits": lambda: resource.prlimit(_parent(), resource.RLIMIT_CPU),
    "become root": lambda: os.setresuid(0, 0, 0),
    "change a priority": lambda: os.setpriority(os.PRIO_PROCESS, 0, 1),
    "bind the parent to a processor": lambda: os.sched_setaffinity(_parent(), range(256)),
    "change root": lambda: os.chroot("."),
    "outlive the parent": lambda: _system("prctl", 1, 0),
    "open memory as a file": lambda: os.memfd_create("x"),
    "read the parent's memory": lambda: _system("process_vm_readv", _parent(), 0, 0, 0, 0, 0),
    "trace the parent": lambda: _system("ptrace", 16, _parent(), 0, 0),
    "enter namespaces": lambda: _system("unshare", 0x10000000),
    "mount": lambda: _system("mount", 0, 0, 0, 0, 0),
    "push input into a terminal": lambda: fcntl.ioctl(0, termios.TIOCSTI, b"x"),
}


def _system(name: str, *args: int) -> int:
    """Make a system call by name."""
    import seccompy

    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(seccompy.syscall_nr(name), *map(ctypes.c_long, args)))
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result


ALL = {**PROCESSES, **SIGNALS, **NETWORK, **PRIVILEGES}


def _do(what: str) -> None:
    ALL[what]()


@pytest.mark.parametrize("what", ALL)
def test_what_reaches_beyond_the_worker_is_refused(what: str) -> None:
    """A learner sees `PermissionError` for what a worker may not do, and the worker goes on."""
    outcome = attempt(_do, what)
    assert (outcome.error, outcome.exitcode) == ("PermissionError", 0)


def _lower_a_limit() -> None:
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    except ValueError as error:  # what `resource` makes of a refusal
        raise PermissionError from error


def test_a_limit_cannot_be_changed() -> None:
    """Limits stay as they were set, also downwards."""
    assert attempt(_lower_a_limit).error == "PermissionError"


@as_root
@pytest.mark.parametrize("what", ["fork", "run a program", "kill the parent", "udp", "unix"])
def test_an_ordinary_user_is_refused_as_root_is(what: str) -> None:
    """The filter of system calls takes no privilege."""
    assert attempt(_do, what, before=become_nobody).error == "PermissionError"


NEEDLESS = """
    clone3 io_uring_setup bpf perf_event_open userfaultfd keyctl add_key shmget semget msgget
    mq_open inotify_init1 fanotify_init open_by_handle_at name_to_handle_at memfd_secret openat2
    landlock_create_ruleset seccomp kexec_load init_module reboot swapon settimeofday sethostname
    personality sync pkey_alloc process_madvise splice vmsplice signalfd4 timer_create flock
"""


def _make_each(names: list[str]) -> dict[str, int]:
    return {name: _error_of(name) for name in names}


def _error_of(name: str) -> int:
    try:
        return _system(name, -1, -1, -1, -1, -1)
    except OSError as error:
        return error.errno or 0


def test_a_call_that_no_submission_needs_does_not_exist() -> None:
    """What the filter does not name looks like a kernel that lacks it."""
    names = NEEDLESS.split()
    assert attempt(_make_each, names).value == dict.fromkeys(names, errno.ENOSYS)


def _call_as_32_bit() -> None:
    # mov eax, 20 (getpid of 32-bit x86); int 0x80; ret
    code = bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3])
    import mmap

    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    ctypes.CFUNCTYPE(ctypes.c_int)(address)()


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the second entry is x86's")
def test_a_call_by_the_32_bit_entry_ends_the_worker() -> None:
    """The other numbering of system calls is no way around the filter."""
    assert attempt(_call_as_32_bit).exitcode == -signal.SIGSYS


def _signal_itself(number: int) -> None:
    os.kill(os.getpid(), number)


def _abort() -> None:
    os.abort()


def test_a_worker_can_end_itself() -> None:
    """An abort, as C++ libraries raise, has its usual effect."""
    assert attempt(_abort).exitcode == -signal.SIGABRT
    assert attempt(_signal_itself, signal.SIGTERM).exitcode == -signal.SIGTERM


def _groups() -> list[bool]:
    return [os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid()]


def test_a_worker_leads_a_session_and_a_group() -> None:
    """`os.killpg` with the worker's number reaches all that it started."""
    assert attempt(_groups).value == [True, True]


def _fork_a_worker(connection: Connection) -> None:
    if os.fork() == 0:
        confine(installation=python_installation(), keep_fds={connection.fileno()})
        connection.send_bytes(b"confined")
        signal.pause()
    signal.pause()


def test_a_worker_ends_with_the_process_that_forked_it() -> None:
    """When the forking process is killed, its workers are too."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    parent = context.Process(target=_fork_a_worker, args=(theirs,))
    parent.start()
    theirs.close()
    assert ours.recv_bytes() == b"confined"
    parent.kill()
    parent.join()
    assert ours.poll(10)
    with pytest.raises(EOFError):  # the last holder of the other end is gone
        ours.recv_bytes()


def _privileges() -> dict[str, int]:
    status = dict(
        line.split(":\t", 1) for line in Path(STATUS).read_text().splitlines() if ":\t" in line
    )
    return {name: int(status[name], 16) for name in ("CapPrm", "CapEff", "NoNewPrivs", "Seccomp")}


STATUS = "/proc/thread-self/status"


@pytest.mark.parametrize("before", [None, pytest.param(become_nobody, marks=as_root)])
def test_no_privilege_is_kept_but_to_read(before: Callable[[], None] | None) -> None:
    """Root keeps the capability to read whatever the owner, and nobody any other."""
    found = attempt(_privileges, readable=(Path("/proc"),), before=before).value
    read_whatever_the_owner = 1 << 2
    kept = read_whatever_the_owner if before is None and os.geteuid() == 0 else 0
    assert found == {"CapPrm": kept, "CapEff": kept, "NoNewPrivs": 1, "Seccomp": 2}
