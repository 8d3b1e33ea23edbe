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
from grader.judging.options import Listener, Options
from grader.verdict import CheckResult, Counterexample, Status, Verdict

PAUSE = 0.005


class Warm:
    """Stands in for `grader.judging.warm.Warm`."""

    def __init__(self) -> None:
        Path("ready").touch()

    def prepare(self, exercise: Exercise, options: Options, listener: Listener) -> None:
        """Be ready at once."""

    def close(self) -> None:
        """Leave a sign of having been closed."""
        _note("closed")

    def grade(
        self, exercise: Exercise, path: Path, options: Options, listener: Listener
    ) -> Verdict:
        """Give the verdict that the file names."""
        said = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        device = [options.device] * (options.device != "auto")
        _note(" ".join([exercise.address, said, *device, *["thorough"] * options.thorough]))
        listener.check_started("value")
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
                self._wait(exercise, listener, lambda: False)
            case "fail later":
                listener.failed_first(failed)
                self._wait(exercise, listener, Path("go").exists)
        return Verdict(exercise.address, Status.FAIL, message, (failed, later), path=str(path))

    def _wait(self, exercise: Exercise, listener: Listener, done: Callable[[], bool]) -> None:
        try:
            while not done():
                listener.tick()
                time.sleep(PAUSE)
        except BaseException:
            _note(f"{exercise.address} given up")
            raise


def _note(line: str) -> None:
    with Path("log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


sys.modules["grader.judging.warm"] = sys.modules[__name__]
grader.watch.run.warm_up = lambda imports: None
