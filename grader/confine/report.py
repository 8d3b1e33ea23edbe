"""What is asked of a confinement, and what was obtained."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["require", "auto", "off"]


class ConfinementError(RuntimeError):
    """The isolation that was required cannot be had here; the message is one sentence."""


@dataclass(frozen=True)
class Limits:
    """What a worker may use.

    Attributes:
        address_space: bytes of address space beyond what is mapped at the time of the call.
        cpu_seconds: processor seconds, over all threads, before SIGXCPU; one more before SIGKILL.
        threads: threads of the worker, its first one included.
        file_size: bytes in any one file that it writes.
        open_files: descriptors, those it was given included.
    """

    address_space: int = 4 << 30
    cpu_seconds: int = 60
    threads: int = 256
    file_size: int = 16 << 20
    open_files: int = 64


@dataclass(frozen=True)
class Confinement:
    """What is in force, one short phrase a layer; None where there is nothing."""

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
        """A plain sentence for each layer that is not in force."""
        return [sentence for name, sentence in _WITHOUT.items() if getattr(self, name) is None]

    @property
    def complete(self) -> bool:
        """Whether other people's code may be graded: files and system calls are both guarded."""
        return self.files is not None and self.system_calls is not None


_WITHOUT = {
    "files": "A submission can read and write every file that you can.",
    "system_calls": "A submission can start programs and make any system call that you can.",
    "network": "A submission can use the network.",
    "signals": "A submission can send signals to your other processes.",
    "privileges": "A submission keeps the privileges of the grader.",
    "memory": "The memory of a submission is not limited by the system.",
    "processor": "The processor time of a submission is not limited by the system.",
    "threads": "The number of threads of a submission is not limited.",
    "descriptors": "A submission inherits the open files of the grader.",
    "children": "Programs that a submission starts are not ended with it.",
}
