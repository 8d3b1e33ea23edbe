"""Fixtures: a class, and judges that work in the test's own process."""

import shutil
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from grader.batch.grading import graded
from grader.batch.row import Job
from tests.batch.school import School


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """A class without learners, graded by processes of their own."""
    school = School(tmp_path)
    yield school
    shutil.rmtree(school.scratch, ignore_errors=True)


@pytest.fixture
def quick(school: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """A class that is graded without processes for the judges, which take long to start."""

    def grade(
        by_exercise: Iterable[Iterable[Job]], processes: int, imports: Iterable[str]
    ) -> Iterator[bytes]:
        return map(graded, chain.from_iterable(by_exercise))

    monkeypatch.setattr("grader.batch.pool.grade_here", grade)
    return school
