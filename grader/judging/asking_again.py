"""Puts further inputs to a submission that failed, a few only, for the diagnosis."""

from grader.judging.answer_key import AnswerKey
from grader.judging.judgement import as_case
from grader.probe.case import Case, Inputs
from grader.probe.probe import Probe
from grader.worker.failures import WorkerFailed
from grader.worker.process import WorkerProcess

INPUTS = 20
"""How many inputs one diagnosis may put to it."""

SECONDS = 1.0
"""How long each may take: the verdict waits for it."""


class AskingAgain:
    """Asks a worker that may by now lie, hang or be gone. Its answers change no verdict.

    Args:
        answer_key: makes the right answers.
        worker: who answers.
    """

    def __init__(self, answer_key: AnswerKey, worker: WorkerProcess) -> None:
        self._answer_key = answer_key
        self._worker = worker
        self._left = INPUTS

    def __call__(self, probe: Probe, inputs: Inputs, index: int) -> Case | None:
        """Both answers to an input, under the randomness of one of the probe's own.

        Args:
            probe: what is asked, with a right answer.
            inputs: the input.
            index: of the probe's input whose randomness is used.

        Returns:
            None where the submission does not answer, or has been asked often enough.
        """
        if self._left <= 0:
            return None
        self._left -= 1
        key = self._answer_key
        try:
            right = key.expected(probe, inputs)
            [answer] = self._worker.run(
                probe.name, [inputs], key.seed(probe) + index, seconds=SECONDS
            )
        except WorkerFailed:
            self._left = 0
            return None
        except Exception:  # the reference refuses the input
            return None
        return as_case(probe, inputs, right, answer, self._worker.device)
