"""What is known of a wrong answer when it is to be explained."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.judging.answer_key import AnswerKey
from grader.judging.diagnosis.answers import is_right
from grader.probe.case import Case, Finding, Inputs
from grader.probe.probe import Probe
from grader.verdict import Misconception

Asked = tuple[Probe, Sequence[Case]]
"""A probe, and every input of it with the submission's answer and the right one."""


Ask = Callable[[Probe, Inputs, int], Case | None]


def nobody_answers(probe: Probe, inputs: Inputs, index: int) -> Case | None:
    """Stand in for a submission that cannot be asked again."""
    return None


@dataclass(frozen=True)
class Evidence:
    """One submission that failed.

    Attributes:
        answer_key: the reference and the known mistakes.
        failed: the function, class or `Class.method` that failed first.
        asked: every probe that was put to the submission.
        text: the submission.
        finding: of the first check that failed, on the smallest input found; None where the
            submission's process ended before it answered.
        ask: puts another input of a probe to the submission, under the randomness of that probe's
            input of an index: both answers, or None where it does not answer any more.
    """

    answer_key: AnswerKey
    failed: str
    asked: Sequence[Asked]
    text: str = ""
    finding: Finding | None = None
    ask: Ask = nobody_answers

    @property
    def root(self) -> str:
        """The function or class that failed first."""
        return self.failed.partition(".")[0]

    @cached_property
    def relevant(self) -> list[Asked]:
        """What was asked of that function or class, first of all what failed.

        Tensors that claim to live on another device have no numbers: those probes are left out.
        """
        found = [
            (probe, cases)
            for probe, cases in self.asked
            if probe.of.partition(".")[0] == self.root and not probe.fake_device
        ]
        return sorted(found, key=lambda asked: asked[0].of != self.failed)

    @cached_property
    def inputs(self) -> list[tuple[Probe, int, Case]]:
        """The same one by one, each with its place among the probe's inputs, wrong answers first.

        Where the answer is wrong, most mistakes differ from it at once.
        """
        found = [(p, index, case) for p, cases in self.relevant for index, case in enumerate(cases)]
        return sorted(found, key=lambda one: (one[0].of != self.failed, is_right(one[0], one[2])))

    @property
    def referenced(self) -> list[Asked]:
        """What was asked of exactly what failed, and has a right answer to compare with."""
        return [
            (probe, cases)
            for probe, cases in self.relevant
            if probe.of == self.failed and probe.referenced
        ]

    def further(self) -> list[tuple[Probe, int, Inputs]]:
        """Inputs for what failed that were never put to it, since it had failed by then.

        The first and the last of each probe, the last probes first: these hold the edges.
        """
        asked = {probe.name for probe, _ in self.asked}
        found = []
        for probe in reversed(self.answer_key.probes):
            comparable = probe.referenced and not (probe.random or probe.fake_device)
            if probe.of == self.failed and comparable and probe.name not in asked:
                drawn = list(enumerate(self.answer_key.cases(probe)[0]))
                found += [(probe, index, inputs) for index, inputs in (drawn[0], drawn[-1])]
        return found


Diagnoser = Callable[[Evidence], Misconception | None]
"""Explains all the evidence, or returns None."""
