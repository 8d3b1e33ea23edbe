"""`practice dev`: for those who write exercises, in a checkout."""

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
def new(address: str, title: str) -> int:
    """Write the skeleton of a new exercise: three files, and its place in the list."""
    from grader.authoring.skeleton import entered, write_skeleton

    topic, slash, name = address.partition("/")
    if not (slash and topic.isidentifier() and name.isidentifier()):
        raise Misuse(f"{address!r} is no address; write TOPIC/NAME, such as nll/poisson.")
    exercise = Exercise(topic, name, title)
    kit = shipped("solutions").parent / "grader"
    files = exercise.solution, kit / "checks" / exercise.file, kit / "mistakes" / exercise.file
    try:
        write_skeleton(exercise, *files)
    except FileExistsError as error:
        raise Misuse(f"{error} is there already; nothing was written.") from None
    catalogue = shipped("solutions") / "catalogue.toml"
    catalogue.write_text(entered(catalogue.read_text("utf-8"), exercise), "utf-8")
    for file in files:
        tell(f"{shown(file)} written.")
    tell(f"Fill them in, then `practice dev stubs` and `practice dev check {address}`.")
    return 0


@command.command(epilog=examples("practice dev check vae/kl", "practice dev check"))
@exercises_argument
def check(exercises: tuple[Exercise, ...]) -> int:
    """Prove exercises sound: reference, stubs, known mistakes, hints and time.

    Without an ADDRESS, all of them.
    """
    from grader.authoring.soundness import problems

    found = 0
    for exercise in exercises or find(topic.name for topic in topics()):
        here = list(problems(exercise))
        for problem in here:
            tell(problem)
        if not here:
            tell(f"{exercise.address} is sound.")
        found += len(here)
    return 1 if found else 0


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
