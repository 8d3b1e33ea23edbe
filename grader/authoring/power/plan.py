"""Every submission on which the power of the checks is measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.authoring.power.corpus import right_answers, wrong_answers
from grader.authoring.power.grading import Trial
from grader.authoring.power.mutants import Mutant, mutants
from grader.authoring.power.restyles import EACH, restyles
from grader.authoring.power.right_versions import versions
from grader.authoring.power.unseen import UnseenAnswer, unseen_answers
from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, imports
from grader.judging.answer_key import load_known_mistakes
from grader.probe.probe import KnownMistake

WARM = 6
"""How often the reference is graded for its time; the first time warms up."""

GRADED = 5
"""On how many draws of inputs right versions are graded; on all others the checks run alone. What
else a grade sees, library calls and devices, hardly depends on the draw."""


@dataclass(frozen=True)
class Wrong:
    """A submission that must be rejected, and explained by the mistake that it is."""

    label: str
    text: str
    named: str | None = None


@dataclass(frozen=True)
class Plan:
    """Every submission on which an exercise is measured.

    Attributes:
        exercise: which.
        reference: its text.
        mutants: the reference with one thing written wrongly.
        catalogue: the known mistakes as `grader/mistakes/` writes them.
        restyled: known mistakes, rewritten by rule.
        by_hand: the wrong answers of the corpus, of which no rule knows.
        unseen: wrong answers that the grader's authors have not seen.
        right: labels and texts of right versions: rewritten by rule, then by people.
    """

    exercise: Exercise
    reference: str
    mutants: tuple[Mutant, ...]
    catalogue: tuple[Wrong, ...]
    restyled: tuple[Wrong, ...]
    by_hand: tuple[Wrong, ...]
    unseen: tuple[UnseenAnswer, ...]
    right: tuple[tuple[str, str], ...]

    def trials(self, seeds: int) -> Iterator[Trial]:
        """What is to be graded: the wrong on one seed, the right on each."""
        address = self.exercise.address
        for text in [self.reference] * WARM + [mutant.text for mutant in self.mutants]:
            yield Trial(address, text)
        wrong = [answer.text for answer in (*self.catalogue, *self.restyled, *self.by_hand)]
        for text in wrong + [answer.text for answer in self.unseen]:
            yield Trial(address, text, diagnose=True)
        for seed in range(seeds):
            for _, text in self.right:
                yield Trial(address, text, seed, checks_alone=seed >= GRADED)


def library(exercise: Exercise) -> str:
    """What the exercise computes with: torch or numpy."""
    return "torch" if "torch" in imports(exercise.topic) else "numpy"


def plan(exercise: Exercise) -> Plan:
    """Write every submission on which an exercise is measured."""
    text = exercise.solution.read_text("utf-8")
    known_mistakes = load_known_mistakes(exercise)
    kind = library(exercise)
    rewritten = [(version.style, version.text) for version in versions(text, kind)]
    return Plan(
        exercise,
        text,
        tuple(mutants(text, kind)),
        catalogue(exercise),
        tuple(_restyled(text, kind, known_mistakes)),
        tuple(Wrong(a.name, a.text, a.named) for a in wrong_answers(exercise)),
        tuple(unseen_answers(exercise)),
        (*rewritten, *right_answers(exercise)),
    )


def catalogue(exercise: Exercise) -> tuple[Wrong, ...]:
    """The known mistakes of an exercise as submissions."""
    text = exercise.solution.read_text("utf-8")
    mistakes = load_known_mistakes(exercise)
    return tuple(Wrong(m.id, substitute(text, m.of, m.write), m.id) for m in mistakes)


def _restyled(text: str, kind: str, mistakes: Sequence[KnownMistake]) -> Iterator[Wrong]:
    for index, mistake in enumerate(mistakes):
        for version in restyles(text, mistake, kind, first=EACH * index):
            yield Wrong(f"{mistake.id}, {version.style}", version.text, mistake.id)
