"""The confinement that is asked for, and the one that is in force."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["require", "auto", "off"]


class ConfinementError(RuntimeError):
    """The required isolation is not available here; the message is one sentence."""


@dataclass(frozen=True)
class Limits:
    """The resources that a worker may use.

    Attributes:
        address_space: bytes of address space beyond what is mapped at the time of the call.
        cpu_seconds: CPU seconds, over all threads, before SIGXCPU; one more before SIGKILL.
        threads: threads of the worker, including its first.
        file_size: bytes in each file that it writes.
        open_files: descriptors, including those it was given.
    """

    address_space: int = 4 << 30
    cpu_seconds: int = 60
    threads: int = 256
    file_size: int = 16 << 20
    open_files: int = 64


@dataclass(frozen=True)
class Confinement:
    """The isolation in force: one short phrase for each layer, None if it has none."""

    files: str | None = None
    system_calls: str | None = None
    network: str | None = None
    signals: str | None = None
    privileges: str | None = None
    memory: str | None = None
    processor: str | None = None
    threads: str | None = None
    descriptors: str | None = None
    children: str | None = None

    @property
    def missing(self) -> list[str]:
        """A sentence for each layer that is not in force."""
        return [sentence for name, sentence in _WITHOUT.items() if getattr(self, name) is None]

    @property
    def complete(self) -> bool:
        """Whether other people's code may be graded: files and system calls are both guarded."""
        return self.files is not None and self.system_calls is not None


_WITHOUT = {
    "files": "A submission can read and write all files that you can.",
    "system_calls": "A submission can start programs and make all system calls that you can.",
    "network": "A submission can use the network.",
    "signals": "A submission can send signals to your other processes.",
    "privileges": "A submission keeps the privileges of the grader.",
    "memory": "The system does not limit the memory of a submission.",
    "processor": "The system does not limit the CPU time of a submission.",
    "threads": "The system does not limit the threads of a submission.",
    "descriptors": "A submission inherits the open files of the grader.",
    "children": "Programs that a submission starts can go on running after it.",
}
