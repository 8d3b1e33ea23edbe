"""Every exercise has bugs to find, and each is proved to be one."""

import pytest

from grader.authoring.bugs import Proof, prove, readable
from grader.buggy import MOST, Level, load_host, make
from grader.catalogue import exercises
from tests.sampling import sampled


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.address)
def test_the_bugs_of_an_exercise_can_be_placed(exercise) -> None:
    """There are ten, of more than one level, whose code is whole; and any three that are drawn."""
    assert list(readable(load_host(exercise))) == []
    for seed in range(20):
        given = make(exercise, seed, MOST)
        assert len(given.bugs) == MOST
        assert any(bug.level is not Level.VALUE for bug in given.bugs)
        compile(given.text, exercise.address, "exec")


ALL = {one.address: one for one in exercises()}


@pytest.mark.parametrize("exercise", sampled(ALL, count=0, extensive=2))
def test_the_bugs_of_an_exercise_are_proved(exercise) -> None:
    """Each fails as declared alone, and in every pair and triple, whatever else is mended."""
    proof = prove(exercise)
    assert proof.problems == []
    assert isinstance(proof, Proof)
    assert proof.pairs >= 20
    assert proof.triples >= 20
