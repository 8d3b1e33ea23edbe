"""A batch: the files in a folder, and the results that are known of them."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from grader.batch.results_file import Results
from grader.batch.row import BatchOptions, Job, Row, fault_line
from grader.batch.submissions import Folder, Found, content
from grader.judging.version import kit

Engine = Callable[[Iterable[Iterable[Job]]], Iterator[bytes]]
"""Grades the jobs of each exercise, in any order, and yields a line for each."""


@dataclass(frozen=True)
class Batch:
    """The files of a folder, and the results that are known of them."""

    folder: Folder
    results: Results
    options: BatchOptions

    def todo(self, *, regrade: bool = False) -> list[Found]:
        """The files that still need to be graded: new or changed ones.

        Args:
            regrade: return all files, whatever is known.
        """
        return [one for one in self.folder.files if regrade or not self._is_known(one)]

    def grade(self, files: Iterable[Found], engine: Engine) -> Iterator[Row]:
        """Grade files, and store each result as soon as it is known.

        Yields:
            The result of each.
        """
        unreadable: list[bytes] = []
        of_exercises: dict[str, list[Found]] = defaultdict(list)
        for one in files:
            of_exercises[one.exercise.address].append(one)
        for line in engine([self._jobs(some, unreadable) for some in of_exercises.values()]):
            yield self.results.add(line)
        for line in unreadable:
            yield self.results.add(line)

    def _jobs(self, files: Iterable[Found], unreadable: list[bytes]) -> Iterator[Job]:
        for one in files:
            try:
                yield self._job(one, content(one))
            except OSError as error:
                fault = f"{one.path} cannot be read: {error.strerror or error}."
                unreadable.append(fault_line(self._job(one, b""), fault))

    def _is_known(self, one: Found) -> bool:
        try:
            return self.results.has(self._job(one, content(one)))
        except OSError:
            return False

    def _job(self, one: Found, data: bytes) -> Job:
        sha256 = hashlib.sha256(data).hexdigest()
        address = one.exercise.address
        return Job(one.learner, address, one.path, sha256, data, kit(), self.options)
