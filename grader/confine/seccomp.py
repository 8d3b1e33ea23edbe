"""Seccomp: the system calls that a worker can make.

The filter is an allow-list: a call that it does not name fails with ENOSYS, "this kernel has no
such call", and the C library and others then use an older call. Calls that a learner's code may try
(start a program, open a socket) fail with EPERM, which Python raises as `PermissionError`. A call
of another architecture (32-bit entry on x86) ends the process.
"""

import errno
import os
import sys
from functools import cache

import seccompy
from seccompy import Action, ArgCmp, CmpOp, Filter, SeccompError, UnsupportedError

assert sys.platform == "linux"

_ALLOWED = {
    "files": """
        read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek close
        close_range stat lstat fstat newfstatat statx statfs fstatfs access faccessat faccessat2
        getdents getdents64 getcwd chdir fchdir readlink readlinkat creat mkdir mkdirat rmdir
        unlink unlinkat rename renameat renameat2 ftruncate fallocate fsync fdatasync fadvise64
        readahead copy_file_range sendfile dup dup2 dup3 pipe pipe2 umask
    """,
    "memory": """
        brk mmap munmap mremap mprotect madvise mincore msync membarrier mbind get_mempolicy
        map_shadow_stack
    """,
    "threads": """
        futex futex_waitv futex_wait futex_wake futex_requeue set_robust_list set_tid_address rseq
        sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
        sched_get_priority_min getcpu gettid exit exit_group wait4 waitid arch_prctl
    """,
    "signals": """
        kill tgkill rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend
        rt_sigtimedwait sigaltstack restart_syscall pause alarm setitimer getitimer
    """,
    "time": "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times",
    "waiting": """
        poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
        epoll_pwait2 eventfd eventfd2
    """,
    "asking": """
        getpid getppid getpgid getpgrp getsid getuid geteuid getgid getegid getresuid getresgid
        getgroups getpriority getrlimit getrusage getrandom uname sysinfo
    """,
}

_REFUSED = """
    fork vfork clone execve execveat socket socketpair connect bind listen accept accept4 sendto
    sendmsg sendmmsg recvmsg tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open
    pidfd_send_signal pidfd_getfd ptrace process_vm_readv process_vm_writev chmod fchmod fchmodat
    chown fchown lchown fchownat utime utimes futimesat utimensat truncate link linkat symlink
    symlinkat mknod mknodat setxattr lsetxattr fsetxattr mount umount2 chroot pivot_root unshare
    setns setsid setpgid setpriority sched_setaffinity setuid setgid setreuid setregid setresuid
    setresgid setgroups capset setrlimit prlimit64 prctl memfd_create fcntl ioctl open openat
"""

# What a CUDA driver also does: control devices, map pinned memory, announce itself on a Unix
# socket for the debugger.
_ALLOWED_CUDA = """
    ioctl mlock munlock set_mempolicy timerfd_create timerfd_settime socketpair bind listen accept4
    setsockopt getsockopt getsockname sendmsg recvmsg memfd_create
"""

_AF_UNIX = 1
_CLONE_THREAD = 0x00010000
# CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET of linux/sched.h.
_CLONE_NAMESPACES = 0x7E020000
_INT = 0xFFFFFFFF

# Calls with many commands: name, position of the command's argument, and allowed commands.
_COMMANDS = (
    # linux/prctl.h: PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_SET_VMA (a mapping's name).
    ("prctl", 0, (3, 15, 16, 0x53564D41)),
    # asm-generic/ioctls.h: TCGETS (isatty), TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
    ("ioctl", 1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)),
    # linux/fcntl.h: DUPFD, GETFD, SETFD, GETFL, SETFL, GETLK, SETLK, SETLKW, DUPFD_CLOEXEC; not
    # SETOWN and SETSIG, by which input and output signal other processes.
    ("fcntl", 1, (0, 1, 2, 3, 4, 5, 6, 7, 1030)),
)


def own_signals(pid: int) -> Filter:
    """The filter that lets the process `pid` send signals only to itself.

    Raises:
        UnsupportedError: the architecture is neither x86-64 nor 64-bit ARM.
    """
    rules = Filter(default=Action.ALLOW)
    for name in ("kill", "tgkill"):
        _allow(rules, name, _is(0, pid))
        _refuse(rules, name)
    return rules


@cache
def common(*, cuda: bool) -> Filter:
    """The filter that all workers share.

    Args:
        cuda: also allow what a CUDA driver needs.

    Raises:
        UnsupportedError: the architecture is neither x86-64 nor 64-bit ARM.
    """
    rules = Filter(default=Action.ERRNO | errno.ENOSYS)
    for names in (*_ALLOWED.values(), _ALLOWED_CUDA if cuda else ""):
        for name in names.split():
            _allow(rules, name)
    if cuda:
        _allow(rules, "socket", _is(0, _AF_UNIX))
    # Only threads, in the namespaces of the process. The flags of clone3 are in memory, where a
    # filter cannot read them; without it the C library falls back to clone.
    _allow(rules, "clone", _is(0, _CLONE_THREAD, mask=_CLONE_THREAD | _CLONE_NAMESPACES))
    _allow(rules, "prlimit64", _is(0, 0), _is(2, 0))
    _allow(rules, "sched_setaffinity", _is(0, 0))
    for name, argument, values in _COMMANDS:
        for value in values:
            _allow(rules, name, _is(argument, value, mask=_INT))
    # Opening a file to read it while truncating it escapes Landlock before its third version.
    for name, argument in (("open", 1), ("openat", 2)):
        access = os.O_TRUNC | os.O_ACCMODE
        _refuse(rules, name, _is(argument, os.O_TRUNC | os.O_RDONLY, mask=access))
        _allow(rules, name)
    for name in _REFUSED.split():
        _refuse(rules, name)
    return rules


def restrict(pid: int, *, cuda: bool) -> bool:
    """Apply both filters to the calling thread and everything that it creates.

    Returns:
        Whether they are in force: False if the kernel or the architecture has no filters.
    """
    if not _SUPPORTED:
        return False
    try:
        own_signals(pid).load()
        common(cuda=cuda).load()
    except SeccompError:
        return False
    return True


def _is(argument: int, value: int, *, mask: int | None = None) -> ArgCmp:
    """The condition that an argument, or its bits in a mask, equals a value."""
    if mask is None:
        return ArgCmp(argument, CmpOp.EQ, value)
    return ArgCmp(argument, CmpOp.MASKED_EQ, value, mask)


def _allow(rules: Filter, name: str, *conditions: ArgCmp) -> None:
    if (number := _number(name)) is not None:
        rules.allow(number, args=conditions)


def _refuse(rules: Filter, name: str, *conditions: ArgCmp) -> None:
    if (number := _number(name)) is not None:
        rules.errno(number, errno.EPERM, args=conditions)


def _number(name: str) -> int | None:
    """The number of a system call, or None: 64-bit ARM lacks the old ones, such as fork."""
    try:
        return seccompy.syscall_nr(name)
    except ValueError:
        return None


def _supported() -> bool:
    try:
        return seccompy.supported() and bool(common(cuda=False).program)
    except UnsupportedError:
        return False


# Computed at import, before any worker is forked: compiling the filter takes longer than everything
# else here, and the package finds the C library by running programs, which a worker may not do.
_SUPPORTED = _supported()
