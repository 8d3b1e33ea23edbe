"""Proving the bugs of an exercise: each shows as declared, and none hides another."""

import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from grader.authoring.declarations import is_written
from grader.authoring.files import files_of, from_here
from grader.authoring.in_process import InProcess
from grader.authoring.levels import measured
from grader.authoring.power.grading import Trial, outcomes
from grader.authoring.reach import reach
from grader.buggy.given import MOST, groups
from grader.buggy.host import Bug, Host, HostError, Level, code_lines, load_host
from grader.buggy.trials import Answers, Law, Place, Trials
from grader.catalogue import Exercise
from grader.judging.grade import answer_key
from grader.probe.case import Case
from grader.probe.values import Raised
from grader.verdict import Status

FEWEST_BUGS, FEWEST_LINES, WIDEST = 10, 15, 100


@dataclass
class Proof:
    """What was found about the bugs of an exercise.

    Attributes:
        exercise: its address.
        levels: how many bugs show at each level.
        pairs: how many pairs can be placed.
        triples: how many triples.
        problems: what is wrong, as sentences.
    """

    exercise: str
    levels: dict[Level, int] = field(default_factory=dict)
    pairs: int = 0
    triples: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """The counts in a sentence."""
        levels = ", ".join(f"{count} {level}" for level, count in self.levels.items() if count)
        return (
            f"{self.exercise}: {sum(self.levels.values())} bugs ({levels}), {self.pairs} pairs and "
            f"{self.triples} triples."
        )


def prove(exercise: Exercise) -> Proof:
    """Prove the host of an exercise right, and each of its bugs and their combinations wrong."""
    proof = Proof(exercise.address)
    try:
        host = load_host(exercise)
    except HostError as error:
        proof.problems.append(f"{error} Write one, as CONTRIBUTING.md says.")
        return proof
    proof.levels = {level: sum(bug.level is level for bug in host.bugs) for level in Level}
    proof.problems += readable(host)
    [outcome] = outcomes([Trial(exercise.address, host.text)])
    if outcome.status != Status.PASS:
        proof.problems.append(f"The code without bugs must pass. {outcome.message}")
    if not proof.problems:
        with warnings.catch_warnings(action="ignore"):  # such as of the variance of one number
            _Proving(host, Trials(answer_key(exercise), InProcess()), proof).prove()
    return proof


def bug_problems(exercise: Exercise) -> Iterator[str]:
    """What is wrong with the bugs of an exercise without running anything, with their file."""
    files = files_of(exercise)
    if not (is_written(files.host) and is_written(files.bugs)):
        return  # which is reported with the other files
    try:
        host = load_host(exercise)
    except HostError as error:
        yield f"{from_here(files.bugs.parents[1])}/{error}"
        return
    for problem in readable(host):
        yield f"{from_here(files.bugs)}: {problem}"


def readable(host: Host) -> Iterator[str]:
    """What is wrong without running anything."""
    if len(host.bugs) < FEWEST_BUGS:
        count = f"{len(host.bugs)} bug{'s are' if len(host.bugs) != 1 else ' is'} too few"
        yield f"{count}; write at least {FEWEST_BUGS}."
    if len(code_lines(host.text)) < FEWEST_LINES:
        yield f"The code is shorter than {FEWEST_LINES} lines; write it out."
    if 3 * sum(bug.level is not Level.VALUE for bug in host.bugs) < len(host.bugs):
        yield "At least a third of the bugs must not show by a value at once."
    seen = {host.text: "the code without bugs"}
    for bug in host.bugs:
        text = host.with_bugs([bug])
        try:
            compile(text, bug.name, "exec")
        except SyntaxError as error:
            yield f"{bug.name} is not valid Python: {error.msg}."
        if any(len(line) > WIDEST for line in bug.wrong):
            yield f"{bug.name} has a line of more than {WIDEST} characters."
        if text in seen:
            yield f"{bug.name} is the same as {seen[text]}."
        seen[text] = bug.name


class _Proving:
    """Runs the versions of one host; what is wrong goes to the proof."""

    def __init__(self, host: Host, run: Trials, proof: Proof) -> None:
        self._host, self._run, self._proof = host, run, proof
        self._answers: dict[frozenset[Bug], Answers] = {}
        self._laws: dict[tuple[frozenset[Bug], Place], frozenset[Law]] = {}
        self._reach = reach(host)
        self._fails: dict[Bug, frozenset[Law]] = {}
        self._telling: Counter[Place] = Counter()
        self._seconds: dict[Place, float] = dict.fromkeys(run.places(), 0.0)

    def prove(self) -> None:
        """Prove all of it."""
        for bug in self._host.bugs:
            self._alone(bug)
        self._telling.update(
            place for laws in self._fails.values() for place in {place for place, _ in laws}
        )
        self._different()
        sound = {bug for bug in self._host.bugs if self._fails[bug]}
        pairs = [some for some in groups(self._host, 2) if sound.issuperset(some)]
        hiding = set()
        for a, b in pairs:
            if self._hidden((a, b)):
                hiding.add(frozenset((a, b)))
                self._wrong(f"{a.name} hides or is hidden by {b.name}; write it in not_with.")
        triples = [some for some in groups(self._host, MOST) if sound.issuperset(some)]
        for some in triples:
            known = not hiding.isdisjoint(map(frozenset, combinations(some, 2)))
            if not known and (hidden := self._hidden(some)):
                names = ", ".join(bug.name for bug in some)
                self._wrong(f"{names}: {hidden} is hidden; put it in not_with of another.")
        self._proof.pairs, self._proof.triples = len(pairs), len(triples)

    def _wrong(self, sentence: str) -> None:
        self._proof.problems.append(sentence)

    def _alone(self, bug: Bug) -> None:
        answers: Answers = {}
        text = self._host.with_bugs([bug])
        for probe in self._run.key.probes:
            places = [place for place in self._run.places() if place[0] == probe.name]
            started = time.perf_counter()
            answers |= self._run.answers(text, places)
            for place in places:
                self._seconds[place] += time.perf_counter() - started
        self._answers[frozenset([bug])] = answers
        self._fails[bug] = self._run.failed(answers)
        if not self._fails[bug]:
            self._wrong(f"{bug.name} passes: it is no bug, or no check shows it.")
            return
        if all(isinstance(case.got, Raised) for case in answers.values()):
            self._wrong(f"{bug.name} raises wherever it is called, which names the line.")
        if (level := measured(self._run.key, self._fails[bug])) is not bug.level:
            laws = sorted({f"{place[0]}: {check}" for place, check in self._fails[bug]})
            shown = ", ".join(laws)
            self._wrong(f"{bug.name} shows by {level}, not {bug.level}; it fails {shown}.")

    def _different(self) -> None:
        for a, b in combinations(self._host.bugs, 2):
            mine, its = self._answers[frozenset([a])], self._answers[frozenset([b])]
            if all(
                place in mine and place in its and self._run.same(place, mine[place], its[place])
                for place in {place for place, _ in self._fails[a] | self._fails[b]}
            ):
                self._wrong(f"{a.name} and {b.name} are the same bug.")

    def _hidden(self, some: Sequence[Bug]) -> str | None:
        """The first of some bugs that does not show beside the others, or None.

        It shows if the code with all of them fails a check that the bug alone fails, and if it
        answers some input otherwise than the code in which only this bug is mended. For both, the
        inputs on which the bug alone fails are enough, and usually one of them is, whose answers
        are kept for the other combinations.
        """
        return next((bug.name for bug in some if not self._shows(bug, some)), None)

    def _shows(self, bug: Bug, some: Sequence[Bug]) -> bool:
        laws = self._fails[bug]
        fails = differs = False
        for place in sorted({place for place, _ in laws}, key=self._price):
            whole, others = self._at(place, some), self._at(place, set(some) - {bug})
            with_all, without = self._case(whole, place), self._case(others, place)
            if with_all is None:
                continue
            fails = fails or not laws.isdisjoint(self._failed(whole, place, with_all))
            differs = differs or (
                without is not None and not self._run.same(place, with_all, without)
            )
            if fails and differs:
                return True
        return False

    def _price(self, place: Place) -> tuple[float, Place]:
        """The cheapest inputs come first, most of all those that show many bugs."""
        return self._seconds[place] / self._telling[place] ** 2, place

    def _at(self, place: Place, some: Iterable[Bug]) -> frozenset[Bug]:
        """The bugs that can matter at an input: those in code that its function reaches."""
        root = self._run.probes[place[0]].of.partition(".")[0]
        return frozenset(bug for bug in some if bug.start in self._reach[root])

    def _case(self, version: frozenset[Bug], place: Place) -> Case | None:
        known = self._answers.setdefault(version, {})
        if place not in known and len(version) != 1:
            known |= self._run.answers(self._host.with_bugs(version), [place])
        return known.get(place)

    def _failed(self, version: frozenset[Bug], place: Place, case: Case) -> frozenset[Law]:
        if (version, place) not in self._laws:
            self._laws[version, place] = self._run.failed({place: case})
        return self._laws[version, place]
