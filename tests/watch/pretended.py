"""Imported in the process of a watch: a judge who believes what a file says of itself.

The first line of a file is its verdict: `# pass`, `# fail`, `# fail later` (the explanation waits
for a file `go`), `# loop` or `# fault`. Every grade that begins and every one that is given up is a
line in a file `log`; a file `ready` appears when it can be asked.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import grader.watch.run
from grader.catalogue import Exercise
from grader.verdict import CheckResult, Counterexample, Status, Verdict

PAUSE = 0.005


class Warm:
    """Stands in for `grader.judging.warm.Warm`."""

    def __init__(self, pulse: Callable[[], None]) -> None:
        self._pulse = pulse
        Path("ready").touch()

    def prepare(self, exercise: Exercise, device: str) -> None:
        """Be ready at once."""

    def close(self) -> None:
        """Leave a sign of having been closed."""
        _note("closed")

    def grade(
        self,
        exercise: Exercise,
        path: Path,
        *,
        device: str,
        thorough: bool,
        on_check: Callable[[str], None],
        on_failure: Callable[[CheckResult], None],
    ) -> Verdict:
        """Give the verdict that the file names."""
        said = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        options = [device] * (device != "auto") + ["thorough"] * thorough
        _note(" ".join([exercise.address, said, *options]))
        on_check("value")
        failed = CheckResult("value", Status.FAIL, "A value.", "", Counterexample("f(1)", "2", "3"))
        later = CheckResult("gradient", Status.FAIL, "A gradient.")
        message = f"{exercise.address} is not right yet."
        match said:
            case "pass":
                message = f"{exercise.address} passes: 1 check, 1 input."
                return Verdict(exercise.address, Status.PASS, message, path=str(path))
            case "fault":
                raise RuntimeError("a fault of the judge")
            case "loop":
                self._wait(exercise, lambda: False)
            case "fail later":
                on_failure(failed)
                self._wait(exercise, Path("go").exists)
        return Verdict(exercise.address, Status.FAIL, message, (failed, later), path=str(path))

    def _wait(self, exercise: Exercise, done: Callable[[], bool]) -> None:
        try:
            while not done():
                self._pulse()
                time.sleep(PAUSE)
        except BaseException:
            _note(f"{exercise.address} given up")
            raise


def _note(line: str) -> None:
    with Path("log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


sys.modules["grader.judging.warm"] = sys.modules[__name__]
grader.watch.run.warm_up = lambda imports: None
