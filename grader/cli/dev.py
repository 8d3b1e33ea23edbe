"""`practice dev`: for authors of exercises, in a checkout."""

import keyword

import click

from grader.catalogue import LEVELS, PAR, Exercise, Level, find, shipped, topics
from grader.cli.address import optional_exercises_argument
from grader.cli.output import Misuse, examples, print_parts, print_sentence, shown
from grader.source import stale, write_stubs


@click.group(name="dev", epilog=examples("practice dev stubs", "practice dev stubs --check"))
def command() -> None:
    """Write and check exercises, in a checkout of the kit."""


@command.command(epilog=examples("practice dev stubs", "practice dev stubs --check"))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a stub is stale.")
def stubs(check: bool) -> int:
    """Write the stubs in exercises/ from solutions/."""
    solutions, exercises = shipped("solutions"), shipped("exercises")
    if not check:
        for path in write_stubs(solutions, exercises):
            print_sentence(f"Wrote {shown(path)}.")
        return 0
    found = stale(solutions, exercises)
    for path in found:
        print_sentence(f"{shown(path)} is stale; `practice dev stubs` updates it.")
    return 1 if found else 0


@command.command(epilog=examples("practice dev pictures"))
def pictures() -> int:
    """Draw the pictures of docs/exactly.md again."""
    from grader.authoring.figures import stale_figures

    for path, text in stale_figures().items():
        path.write_text(text, "utf-8")
        print_sentence(f"Wrote {shown(path)}.")
    return 0


@command.command(
    epilog=examples("practice dev new nll/poisson --title 'A count' --par 6 --level junior")
)
@click.argument("address")
@click.option("--title", required=True, help="One line for `practice list`.")
@click.option(
    "--par",
    type=click.IntRange(PAR[0], PAR[-1]),
    required=True,
    metavar="MINUTES",
    help=f"What a prepared candidate needs in the interview scaffold, {PAR[0]} to {PAR[-1]}.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    required=True,
    help="junior: any candidate may be asked it; senior: only one with experience.",
)
@click.option(
    "--function",
    "functions",
    multiple=True,
    metavar="NAME",
    help="A function that the learner writes; can be repeated. Default: the exercise's name.",
)
def new(address: str, title: str, par: int, level: Level, functions: tuple[str, ...]) -> int:
    """Create all the files of a new exercise, ready to fill in.

    They are a solution, checks, known mistakes, right and wrong answers in other people's styles,
    code with its bugs to find, a quiz question, and a line in the catalogue.
    """
    from grader.authoring.skeleton import write_skeleton

    topic, slash, name = address.partition("/")
    if not (slash and _is_name(topic) and _is_name(name)):
        raise Misuse(
            f"{address!r} is not an address; write TOPIC/NAME, two valid names of Python modules, "
            "such as nll/poisson."
        )
    wanted = functions or (name,)
    for function in wanted:
        if not _is_name(function):
            raise Misuse(f"{function!r} is not a valid function name; use one such as {name}.")
    if len(set(wanted)) < len(wanted):
        raise Misuse("Two functions have the same name; give each --function its own.")
    try:
        written = write_skeleton(Exercise(topic, name, title, par, level), wanted)
    except FileExistsError as error:
        raise Misuse(
            f"{error} exists already, so nothing was written; choose another address."
        ) from None
    for path, what in written:
        print_sentence(f"Wrote {shown(path)}: {what}.")
    print_sentence("Next, in this order (CONTRIBUTING.md explains each step):")
    for number, step in enumerate(
        (
            "Replace every `???`, in the order of the files above.",
            "`practice dev stubs` writes the learner's file from the solution.",
            f"`practice dev check {address}` says what is still missing or wrong.",
            f"`practice dev power {address} --write` measures what the checks detect.",
            f"`practice dev bugs {address}` proves that no bug hides another.",
        ),
        start=1,
    ):
        print_sentence(f"{number}. {step}")
    return 0


def _is_name(word: str) -> bool:
    return word.isidentifier() and not keyword.iskeyword(word)


@command.command(
    short_help="List everything that is missing or wrong in exercises.",
    epilog=examples("practice dev check vae/kl", "practice dev check"),
)
@optional_exercises_argument
@click.option(
    "--power/--no-power",
    default=None,
    help="Also grade a sample of mutants and of the corpus, and each bug. Default: only if an "
    "ADDRESS is given.",
)
def check(exercises: tuple[Exercise, ...], power: bool | None) -> int:
    """Check that exercises are sound, and list everything that is missing or wrong.

    First names, hints, inputs, corpus, bugs and quiz question; once these are right, it grades the
    reference, both stubs, every known mistake and the code to find bugs in. Without an ADDRESS, it
    checks all exercises.
    """
    from grader.authoring.soundness import soundness

    everything = find(topic.name for topic in topics())
    sampled = bool(exercises) if power is None else power
    failed = False
    for exercise, problems in soundness(exercises or everything, power=sampled):
        for problem in problems:
            print_sentence(f"warning: {problem.sentence}" if problem.warning else problem.sentence)
        if all(problem.warning for problem in problems):
            print_sentence(f"{exercise.address} is sound.")
        else:
            failed = True
    return 1 if failed else 0


@command.command(
    short_help="Prove the bugs that `start --scaffold buggy` places.",
    epilog=examples("practice dev bugs vae/kl", "practice dev bugs"),
)
@optional_exercises_argument
def bugs(exercises: tuple[Exercise, ...]) -> int:
    """Prove that each bug shows as declared and that none hides another.

    The working code must pass, each single bug must fail at its level, and in each pair and triple
    that can be placed, the code must still fail for every bug that is not mended. Without an
    ADDRESS, it proves all exercises.
    """
    from grader.authoring.bugs import prove

    everything = find(topic.name for topic in topics())
    failed = False
    for exercise in exercises or everything:
        proof = prove(exercise)
        for problem in proof.problems:
            print_sentence(f"{exercise.address}: {problem}")
        print_sentence(f"{proof} {'Not proved.' if proof.problems else 'Proved.'}")
        failed = failed or bool(proof.problems)
    return 1 if failed else 0


@command.command(
    short_help="Measure what the checks detect.",
    epilog=examples("practice dev power vae/kl", "practice dev power --write"),
)
@optional_exercises_argument
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="How many seeds the right versions must pass.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes to use. Default: one per core.")
@click.option(
    "--write",
    is_flag=True,
    help="Write the results to docs/power.md, and new explanations to tests/unseen/judged.",
)
def power(exercises: tuple[Exercise, ...], seeds: int, jobs: int | None, write: bool) -> int:
    """Measure what the checks detect: mutants, known mistakes, and right answers in many styles.

    Without an ADDRESS, it measures all exercises. Exits with 1 if a wrong answer passes, a right
    one fails, or a known mistake gets the wrong name.
    """
    from textwrap import indent

    from rich.console import Console
    from rich.progress import Progress

    from grader.authoring.power import measure, plan
    from grader.authoring.power.report import PAGE, rewritten, sentence
    from grader.authoring.power.unseen import write_explanations

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
            print_sentence(sentence(found))
            print_parts(*(indent(problem, "    ") for problem in found.problems))
    if write:
        for planned, found in zip(plans, measured, strict=True):
            if planned.unseen:
                write_explanations(planned.exercise, planned.unseen, found.explanations)
        page = shipped("solutions").parent / PAGE
        addresses = [exercise.address for exercise in everything]
        page.write_text(rewritten(page.read_text("utf-8"), measured, addresses), "utf-8")
        print_sentence(f"Wrote {shown(page)}.")
    return 1 if any(found.problems for found in measured) else 0
