"""The judge: grades one file against one exercise and returns a verdict that only it computes."""

from collections.abc import Callable
from pathlib import Path

from grader.catalogue import Exercise
from grader.verdict import CheckResult, Verdict


def grade(
    exercise: Exercise,
    path: Path,
    *,
    device: str = "auto",
    seed: int = 0,
    thorough: bool = False,
    on_check: Callable[[str], None] = lambda name: None,
    on_result: Callable[[CheckResult], None] = lambda result: None,
) -> Verdict:
    """Grade the file at `path`.

    Args:
        exercise: what the file is an answer to.
        path: the submission. Whatever is wrong with it, a missing or unreadable file included,
            ends in a verdict and not in an exception.
        device: auto, cpu, cuda or mps: where the submission's tensors live.
        seed: varies the inputs that are drawn; the same seed draws the same inputs.
        thorough: draw ten times as many inputs.
        on_check: called with a check's name before it runs, for showing progress.
        on_result: called with each check's result as soon as it is known.
    """
    raise NotImplementedError
