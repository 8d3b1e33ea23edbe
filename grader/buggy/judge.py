"""Which bugs are left in somebody's version of the code that they were given."""

from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from grader.buggy.given import Given
from grader.buggy.host import Bug, load_host
from grader.judging.grade import grade
from grader.judging.options import Listener, Options
from grader.judging.submission import Unusable, read_submission
from grader.verdict import Status, Verdict

if TYPE_CHECKING:
    from grader.buggy.trials import Answers, Law


@dataclass(frozen=True)
class Judged:
    """The bugs that are left, and the grade of the file.

    Attributes:
        left: the bugs that are not mended, in the order of their lines.
        verdict: an ordinary verdict, in which the likely mistake is not named. It can be other than
            a pass with no bug left: a rewrite may be wrong in its own way.
    """

    left: tuple[Bug, ...]
    verdict: Verdict

    @property
    def done(self) -> bool:
        """Whether every bug is mended and the file passes."""
        return not self.left and self.verdict.status is Status.PASS


def judge(
    given: Given, path: Path, options: Options = Options(), listener: Listener = Listener()
) -> Judged:
    """Judge a file.

    A bug is mended if the file passes every input on which the right code with that bug alone
    fails, so any rewrite counts. While other bugs make it fail on the same inputs, a bug is also
    mended if the file answers everywhere like the right code with those others alone.

    Raises:
        ConfinementError: the required isolation is not available here.
        NoDevice: the device is not available.
    """
    verdict = grade(given.exercise, path, replace(options, diagnose=False), listener)
    if verdict.status is Status.PASS:
        return Judged((), verdict)
    try:
        text = read_submission(path).text
    except Unusable:
        return Judged(given.bugs, verdict)
    failure = verdict.first_failure
    if verdict.status is Status.BLANK or (failure and failure.name == "import"):
        return Judged(given.bugs, verdict)
    return Judged(_left(given, text, options, listener), verdict)


def _left(given: Given, text: str, options: Options, listener: Listener) -> tuple[Bug, ...]:
    from grader.buggy.trials import trials, union

    host = load_host(given.exercise)
    with trials(given.exercise, options, listener.tick) as ours:
        answers = {frozenset([bug]): ours.answers(host.with_bugs([bug])) for bug in given.bugs}
        fails = {bug: ours.failed(answers[frozenset([bug])]) for bug in given.bugs}
        places = sorted({place for place, _ in union(fails.values())})
        # In a process of its own: what it leaves behind must not reach the code of the kit.
        with trials(given.exercise, options, listener.tick) as theirs:
            got = theirs.answers(text, places)
        wrong = ours.failed(got)
        open_ = [bug for bug in given.bugs if not _passes(fails[bug], got, wrong)]
        for count in range(1, len(open_)):
            for some in combinations(open_, count):
                version = frozenset(some)
                if version not in answers:
                    answers[version] = ours.answers(host.with_bugs(some), places)
                others = answers[version]
                if len(got) == len(places) and all(
                    place in others and ours.same(place, got[place], others[place])
                    for place in places
                ):
                    return some
    return tuple(open_)


def _passes(laws: "frozenset[Law]", got: "Answers", wrong: "frozenset[Law]") -> bool:
    """Whether a file passes these checks; it fails what it did not answer."""
    return all(place in got for place, _ in laws) and not laws & wrong
