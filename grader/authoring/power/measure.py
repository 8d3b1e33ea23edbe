"""Measuring how well the checks of exercises distinguish right from wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from grader.authoring.power.equivalents import equivalents, stale
from grader.authoring.power.grading import FAULT, Outcome, outcomes
from grader.authoring.power.plan import WARM, Plan, Wrong
from grader.authoring.power.unseen import Judgment, judged
from grader.verdict import Status


@dataclass
class Power:
    """What the checks of one exercise detect.

    Attributes:
        exercise: its address.
        seeds: how many draws of inputs the right versions were graded on.
        mutants: how many were made.
        equivalent: how many of them are listed as just as right as the reference.
        killed: how many of them were rejected, as they should be.
        raised: how many of those raised an exception.
        catalogue: how many known mistakes there are.
        named: how many of them were rejected and named as themselves.
        restyled: how many versions of known mistakes were made by rule.
        recognised: how many of those were rejected and named as the mistake.
        by_hand: how many wrong answers of people stand for a known mistake.
        by_hand_recognised: how many of those were rejected and named so.
        misnamed: how many of all these were given another name.
        explanations: what was said of each unseen answer, by its name.
        unseen: how many there are.
        explained: how many of the explanations were judged to lead to the mistake.
        vague: how many were judged to fit other mistakes too.
        false: how many were judged to be untrue.
        right: how many right versions there are.
        accepted: how many of them passed on every seed.
        examples: how many inputs a grade tries.
        seconds: how long the fastest warm grade of the reference took.
        idle: checks that rejected nothing.
        never_alone: checks that rejected nothing that another check did not also reject.
        problems: what is wrong, as sentences.
    """

    exercise: str
    seeds: int
    mutants: int = 0
    equivalent: int = 0
    killed: int = 0
    raised: int = 0
    catalogue: int = 0
    named: int = 0
    restyled: int = 0
    recognised: int = 0
    by_hand: int = 0
    by_hand_recognised: int = 0
    misnamed: int = 0
    explanations: dict[str, str] = field(default_factory=dict)
    unseen: int = 0
    explained: int = 0
    vague: int = 0
    false: int = 0
    right: int = 0
    accepted: int = 0
    examples: int = 0
    seconds: float = 0.0
    idle: list[str] = field(default_factory=list)
    never_alone: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def measure(
    plans: Sequence[Plan],
    *,
    seeds: int,
    processes: int | None = None,
    on_graded: Callable[[], None] = lambda: None,
) -> Iterator[Power]:
    """Grade everything that was planned; yield the power of each exercise as soon as it is known.

    Args:
        plans: one for each exercise.
        seeds: how many draws of inputs every right version must pass.
        processes: how many processes to use; one per core by default.
        on_graded: called after each grade.
    """
    batches = [list(plan.trials(seeds)) for plan in plans]
    found = outcomes([trial for batch in batches for trial in batch], processes)

    def next_one(count: int) -> Iterator[Outcome]:
        for outcome in islice(found, count):
            on_graded()
            yield outcome

    for planned, batch in zip(plans, batches, strict=True):
        yield _power(planned, seeds, list(next_one(len(batch))))


def _power(plan: Plan, seeds: int, found: list[Outcome]) -> Power:
    power = Power(plan.exercise.address, seeds)
    rest = iter(found)

    def take(count: int) -> list[Outcome]:
        return list(islice(rest, count))

    reference = take(WARM)
    if reference[-1].status != Status.PASS:
        power.problems.append(f"The reference does not pass: {reference[-1].message}")
    power.examples = reference[-1].examples
    power.seconds = min(outcome.seconds for outcome in reference[1:])
    rejected = _mutants(power, plan, take(len(plan.mutants)))
    for wrong, outcome in zip(plan.catalogue, take(len(plan.catalogue)), strict=True):
        power.catalogue += 1
        power.named += _named(power, wrong, outcome)
        rejected.append(outcome)
    for wrong, outcome in zip(plan.restyled, take(len(plan.restyled)), strict=True):
        power.restyled += 1
        power.recognised += _named(power, wrong, outcome)
        rejected.append(outcome)
    for wrong, outcome in zip(plan.by_hand, take(len(plan.by_hand)), strict=True):
        power.by_hand += wrong.named is not None
        power.by_hand_recognised += _named(power, wrong, outcome)
        rejected.append(outcome)
    _unseen(power, plan, take(len(plan.unseen)))
    _right(power, plan, [take(len(plan.right)) for _ in range(seeds)])
    _decisions(power, reference[-1].checks, rejected)
    return power


def _mutants(power: Power, plan: Plan, found: list[Outcome]) -> list[Outcome]:
    listed = equivalents(power.exercise)
    power.mutants = len(found)
    rejected = []
    for mutant, outcome in zip(plan.mutants, found, strict=True):
        survived = outcome.status == Status.PASS
        if any(entry.covers(mutant) for entry in listed):
            power.equivalent += 1
            if not survived:
                power.problems.append(f"Listed as equivalent, but {outcome.status}: {mutant}")
        elif survived:
            power.problems.append(f"Survived: {mutant}")
        else:
            power.killed += 1
            power.raised += outcome.status == Status.ERROR
            rejected.append(outcome)
        _faults(power, str(mutant), outcome)
    power.problems += [f"Listed, but never made: {line}" for line in stale(listed, plan.mutants)]
    return rejected


def _unseen(power: Power, plan: Plan, found: list[Outcome]) -> None:
    power.unseen = len(plan.unseen)
    for answer, outcome in zip(plan.unseen, found, strict=True):
        power.explanations[answer.name] = outcome.explanation
        _faults(power, answer.name, outcome)
        if outcome.status == Status.PASS:
            power.problems.append(f"Passed: {answer.name}, though {answer.truth}")
    counts = Counter(judged(plan.exercise, power.explanations).values())
    power.explained = counts[Judgment.EXPLAINED]
    power.vague, power.false = counts[Judgment.VAGUE], counts[Judgment.FALSE]
    if unjudged := counts[Judgment.UNJUDGED]:
        power.problems.append(
            f"New explanations of unseen answers: {unjudged}; write them with --write, and judge "
            "them in tests/unseen/judged."
        )


def _named(power: Power, wrong: Wrong, outcome: Outcome) -> bool:
    """Note a wrong answer's outcome; whether it was rejected and named as what it is."""
    _faults(power, wrong.label, outcome)
    if outcome.status == Status.PASS:
        power.problems.append(f"Passed: {wrong.label}")
        return False
    if wrong.named is None:
        return False
    if outcome.named not in (None, wrong.named):
        power.misnamed += 1
    if outcome.named != wrong.named:
        power.problems.append(f"{wrong.label} is {wrong.named}, but was named {outcome.named}.")
    return outcome.named == wrong.named


def _right(power: Power, plan: Plan, by_seed: list[list[Outcome]]) -> None:
    power.right = len(plan.right)
    for index, (label, _) in enumerate(plan.right):
        refused = [seed for seed, found in enumerate(by_seed) if found[index].status != Status.PASS]
        if refused:
            first = by_seed[refused[0]][index]
            power.problems.append(
                f"Refused: {label}, on {len(refused)} of {len(by_seed)} seeds, first {refused[0]}; "
                f"{', '.join(first.failed)}: {first.message}"
            )
        power.accepted += not refused


def _decisions(power: Power, checks: tuple[str, ...], rejected: list[Outcome]) -> None:
    ever = Counter(name for outcome in rejected for name in outcome.failed)
    alone = Counter(outcome.failed[0] for outcome in rejected if len(outcome.failed) == 1)
    power.idle = [name for name in checks if not ever[name]]
    power.never_alone = [name for name in checks if ever[name] and not alone[name]]


def _faults(power: Power, label: str, outcome: Outcome) -> None:
    if outcome.status == FAULT:
        power.problems.append(f"The grader itself failed on {label}: {outcome.message}")
