"""`practice dev`: for those who write exercises, in a checkout."""

import keyword

import click

from grader.catalogue import Exercise, find, shipped, topics
from grader.cli.address import exercises_argument
from grader.cli.output import Misuse, examples, say, shown, tell
from grader.source import stale, write_stubs


@click.group(name="dev", epilog=examples("practice dev stubs", "practice dev stubs --check"))
def command() -> None:
    """Work on the exercises themselves, in a checkout."""


@command.command(epilog=examples("practice dev stubs", "practice dev stubs --check"))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a stub is stale.")
def stubs(check: bool) -> int:
    """Write the stubs in exercises/ anew from solutions/."""
    solutions, exercises = shipped("solutions"), shipped("exercises")
    if not check:
        for path in write_stubs(solutions, exercises):
            tell(f"{shown(path)} written.")
        return 0
    found = stale(solutions, exercises)
    for path in found:
        tell(f"{shown(path)} is stale; `practice dev stubs` writes it anew.")
    return 1 if found else 0


@command.command(epilog=examples("practice dev new nll/poisson --title 'Poisson: counts'"))
@click.argument("address")
@click.option("--title", required=True, help="One line for `practice list`.")
@click.option(
    "--function",
    "functions",
    multiple=True,
    metavar="NAME",
    help="What the learner is to write; may be given again. The exercise's own name by default.",
)
def new(address: str, title: str, functions: tuple[str, ...]) -> int:
    """Write all the files of a new exercise, to be filled in.

    They are a solution, checks, known mistakes, answers in other people's style, a quiz question,
    and a line of the catalogue.
    """
    from grader.authoring.skeleton import write_skeleton

    topic, slash, name = address.partition("/")
    if not (slash and _is_name(topic) and _is_name(name)):
        raise Misuse(
            f"{address!r} is not an address; write TOPIC/NAME, two names that a Python module can "
            "have, such as nll/poisson."
        )
    wanted = functions or (name,)
    for function in wanted:
        if not _is_name(function):
            raise Misuse(f"{function!r} is not a name for a function; write one, such as {name}.")
    if len(set(wanted)) < len(wanted):
        raise Misuse("A function is named twice; give each --function another name.")
    try:
        written = write_skeleton(Exercise(topic, name, title), wanted)
    except FileExistsError as error:
        raise Misuse(f"{error} is there already; nothing was written.") from None
    for path, what in written:
        tell(f"{shown(path)} written: {what}.")
    tell("Next, in this order; CONTRIBUTING.md says more of each:")
    for number, step in enumerate(
        (
            "Write what is marked `???`, in the order of the files above.",
            "`practice dev stubs` makes the learner's file from the solution.",
            f"`practice dev check {address}` says what is still missing or wrong.",
            f"`practice dev power {address} --write` measures what the checks detect.",
        ),
        start=1,
    ):
        tell(f"{number}. {step}")
    return 0


def _is_name(word: str) -> bool:
    return word.isidentifier() and not keyword.iskeyword(word)


@command.command(epilog=examples("practice dev check vae/kl", "practice dev check"))
@exercises_argument
@click.option(
    "--power/--no-power",
    default=None,
    help="Grade a sample of mutants and of the corpus too; unless set, where an ADDRESS is given.",
)
def check(exercises: tuple[Exercise, ...], power: bool | None) -> int:
    """Prove exercises sound, and say everything that is still to be done.

    Names, hints, inputs, corpus and quiz question; then, once these are in order, grades of the
    reference, both stubs and every known mistake. Without an ADDRESS, all exercises.
    """
    from grader.authoring.soundness import soundness

    everything = find(topic.name for topic in topics())
    sampled = bool(exercises) if power is None else power
    failed = False
    for exercise, problems in soundness(exercises or everything, power=sampled):
        for problem in problems:
            tell(f"warning: {problem.sentence}" if problem.warning else problem.sentence)
        if all(problem.warning for problem in problems):
            tell(f"{exercise.address} is sound.")
        else:
            failed = True
    return 1 if failed else 0


@command.command(epilog=examples("practice dev power vae/kl", "practice dev power --write"))
@exercises_argument
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Draws of inputs that right versions must pass.",
)
@click.option("--jobs", type=click.IntRange(1), help="Grades at once; one per processor if unset.")
@click.option("--write", is_flag=True, help="Write what is measured into docs/power.md.")
def power(exercises: tuple[Exercise, ...], seeds: int, jobs: int | None, write: bool) -> int:
    """Measure what the checks detect: mutants, known mistakes, and right answers in many styles.

    Without an ADDRESS, for all exercises. Exits with 1 if a wrong answer passes, a right one does
    not, or one is named wrongly.
    """
    from textwrap import indent

    from rich.console import Console
    from rich.progress import Progress

    from grader.authoring.power import measure, plan
    from grader.authoring.power.report import PAGE, rewritten, sentence

    everything = find(topic.name for topic in topics())
    plans = [plan(exercise) for exercise in exercises or everything]
    measured = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        total = sum(len(list(planned.trials(seeds))) for planned in plans)
        task = progress.add_task("grading", total=total)
        for found in measure(
            plans, seeds=seeds, processes=jobs, on_graded=lambda: progress.advance(task)
        ):
            measured.append(found)
            tell(sentence(found))
            say(*(indent(problem, "    ") for problem in found.problems))
    if write:
        page = shipped("solutions").parent / PAGE
        addresses = [exercise.address for exercise in everything]
        page.write_text(rewritten(page.read_text("utf-8"), measured, addresses), "utf-8")
        tell(f"{shown(page)} written.")
    return 1 if any(found.problems for found in measured) else 0
