"""What is known of a wrong answer when it is to be explained."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from grader.judging.answer_key import AnswerKey
from grader.judging.diagnosis.answers import findings, is_right
from grader.judging.prints import Print, Prints, Version, print_of
from grader.judging.rewriting import Rewriting
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
        rewriting: asks changed versions of the submission; None where none can be asked.
    """

    answer_key: AnswerKey
    failed: str
    asked: Sequence[Asked]
    text: str = ""
    finding: Finding | None = None
    ask: Ask = nobody_answers
    rewriting: Rewriting | None = None

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

    def mistaken(self, of: str, write: Version, probe: Probe, index: int, case: Case) -> Any:
        """A known mistake's answer to one of the inputs, whose print is kept for other grades."""
        theirs = self.answer_key.mistaken(of, write, probe, index)
        known = self._known.get(probe.name)
        if known and not known[0].knows(write, index):
            known[0].note(write, index, _print(probe, replace(case, got=theirs)))
        return theirs

    def differs(self, write: Version, probe: Probe, index: int) -> bool:
        """Whether a known mistake is known to answer an input otherwise, without asking it."""
        known = self._known.get(probe.name)
        row = known[0].rows.get(write) if known else None
        return row is not None and bool(known and known[1][row, index])

    @cached_property
    def ruled_out(self) -> frozenset[Version]:
        """The known mistakes that are known to answer otherwise somewhere."""
        return frozenset(
            version
            for prints, unlike in self._known.values()
            for version, row in prints.rows.items()
            if unlike[row].any()
        )

    @cached_property
    def _known(self) -> dict[str, tuple[Prints, Any]]:
        """By probe, the prints of known mistakes, and where these differ from the submission."""
        return dict(self._compared())

    def _compared(self) -> Iterator[tuple[str, tuple[Prints, Any]]]:
        for probe, cases in self.relevant:
            drawn = self.answer_key.cases(probe)[0]
            own = all(c.inputs is one for c, one in zip(cases, drawn, strict=False))
            if cases and own and cases[0].device == "cpu":  # as the mistakes' answers are
                prints = self.answer_key.prints(probe)
                yield (
                    probe.name,
                    (prints, prints.otherwise(cases, [_print(probe, case) for case in cases])),
                )

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


def _print(probe: Probe, case: Case) -> Print:
    return print_of(case.got, list(findings(probe, case)) if probe.random else None)


Diagnoser = Callable[[Evidence], Misconception | None]
"""Explains all the evidence, or returns None."""
