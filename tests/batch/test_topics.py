"""Every topic alone: what another one imports is never leant on."""

import pytest

from grader.catalogue import find_one, topics
from grader.worker.failures import NotStarted
from grader.worker.process import WorkerProcess
from tests.batch.school import School
from tests.sampling import sampled

FIRST = [topic.exercises[0].address for topic in topics()]


def right(school: School, *learners: str, address: str) -> None:
    """Let learners hand in the right answer."""
    exercise = find_one(address)
    for learner in learners:
        school.hands_in(learner, exercise.solution.read_text("utf-8"), str(exercise.file))


@pytest.mark.parametrize(
    "address", sampled({address: address for address in FIRST}, count=0, extensive=1)
)
def test_a_class_of_one_file(school: School, address: str) -> None:
    """A right answer passes, whichever libraries its topic needs and others do not."""
    right(school, "ann", address=address)
    said = school.grades("--jobs", "1").exits(0).says("Graded 1 file")
    said.omits("Could not be graded")
    assert school.outcomes == {"ann": "pass"}


@pytest.mark.extensive
def test_two_judges_of_one_topic(school: School) -> None:
    """The same with two processes, and with a topic chosen from a class that has others."""
    right(school, "ann", "ben", address="vae/kl")
    right(school, "cy", address="gmm/threshold")
    school.grades("--jobs", "2", "--only", "vae").exits(0)
    assert school.outcomes == {"ann": "pass", "ben": "pass"}


def test_a_process_that_cannot_be_made_ready_is_not_the_learners_fault() -> None:
    """The sentence speaks of the process, and not of their code."""
    with WorkerProcess() as worker, pytest.raises(NotStarted) as caught:
        worker.prepare("grader.checks.nothing.here")
    assert "ended before it was ready (exit code 1)" in str(caught.value)
    assert "Your code" not in str(caught.value)
