"""Fixtures: a class, and judges that work in the test's own process."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from grader.batch.judge import graded
from grader.batch.record import Job
from tests.batch.school import School


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A class without learners, graded by processes of their own."""
    return School(tmp_path)


@pytest.fixture
def quick(school: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """A class that is graded without processes for the judges, which take long to start."""

    def grade(jobs: Iterable[Job], processes: int, imports: Iterable[str]) -> Iterator[bytes]:
        return map(graded, jobs)

    monkeypatch.setattr("grader.batch.local.grade_here", grade)
    return school
