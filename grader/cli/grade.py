"""`practice grade`."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.status import Status as Spinner
from rich.text import Text

from grader.catalogue import Exercise, imports
from grader.cli.address import exercises_argument
from grader.cli.output import (
    Misuse,
    examples,
    fault,
    print_parts,
    progress_optional,
    shown,
    warn,
    where_they_stand,
    workspace,
    workspace_or_none,
)
from grader.confine.report import ConfinementError, Mode
from grader.confine.search_path import shut_out
from grader.judging.options import Listener, Options
from grader.judging.submission import graded
from grader.learner.progress import Progress
from grader.learner.status import State
from grader.learner.workspace import Workspace
from grader.render.text import checks_view, summary_view, verdict_view
from grader.verdict import CheckResult, Status, Verdict
from grader.worker.devices import NoDevice

EXAMPLES = examples(
    "practice grade vae/kl",
    "practice grade vae                      all exercises of a topic",
    "practice grade vae/kl -v                all checks, all failures in full",
    "practice grade vae/kl --check gradient  one check in full",
    "practice grade vae/kl --file draft.py   another file",
    "practice grade nll vae --format json    output for a program",
)


@click.command(epilog=EXAMPLES)
@exercises_argument
@click.option(
    "--file", type=click.Path(path_type=Path), metavar="F", help="Grade this file instead of yours."
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda", "mps"]),
    default="auto",
    show_default=True,
    help="Device to run your code on.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Seed of the drawn inputs.",
)
@click.option("--thorough", is_flag=True, help="Draw ten times as many inputs.")
@click.option(
    "--isolation",
    type=click.Choice(["require", "auto", "off"]),
    default="auto",
    show_default=True,
    help="require: refuse without full isolation; auto: what this system has; off: none.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every check, and every failure in full.")
@click.option("--check", metavar="NAME", help="Show one check in full, such as `gradient`.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="Output format. With json and junit, standard output has nothing else.",
)
def command(
    exercises: tuple[Exercise, ...],
    file: Path | None,
    device: str,
    seed: int,
    thorough: bool,
    isolation: Mode,
    verbose: bool,
    check: str | None,
    form: str,
) -> int:
    """Grade your answers, and explain what is wrong with them.

    Exits with 0 if everything passes, 1 if not, 2 on wrong usage, and 3 if the grader itself fails.
    """
    if not exercises:
        raise click.UsageError("Name an exercise to grade; `practice next` shows the next one.")
    if file is not None and len(exercises) != 1:
        raise click.UsageError(
            f"--file takes exactly one exercise, and this names {len(exercises)}; name one."
        )
    if check is not None and (len(exercises) != 1 or form != "text"):
        raise click.UsageError(
            "--check takes exactly one exercise, and only --format text; change one of them."
        )
    here = workspace() if file is None else workspace_or_none()
    if file is not None:
        shut_out(file.parent)
    _announce(exercises)
    options = Options(device, seed, thorough, isolation)
    verdicts: list[Verdict] = []
    faults = 0
    try:
        for exercise in exercises:
            path = file or here.file(exercise)  # type: ignore[union-attr]  # one of them is there
            grade = partial(judged, exercise, path, options)
            try:
                verdict, content = graded(path, grade)
            except Misuse:
                raise
            except Exception as error:
                warn(f"{exercise.address}: {fault(error, here)}")
                faults += 1
                continue
            verdicts.append(verdict)
            _record(here, verdict, content)
            if form == "text":
                if chosen := _chosen(verdict, check):
                    print_parts(checks_view(verdict, chosen))
                else:
                    _show(here, exercise, verdict, alone=len(exercises) == 1, verbose=verbose)
    finally:  # a reader gets what there is, even after ctrl-C
        if form != "text":
            _print_document(form, verdicts)
    if form == "text" and len(verdicts) > 1:
        print_parts(summary_view(verdicts))
    if faults:
        return 3
    return 0 if all(verdict.status is Status.PASS for verdict in verdicts) else 1


def _announce(exercises: tuple[Exercise, ...]) -> None:
    """Name the imports of the whole run: all workers are forked from one process."""
    from grader.worker.forkserver import expect

    for exercise in exercises:
        expect(imports(exercise.topic))


def judged(exercise: Exercise, path: Path, options: Options = Options()) -> Verdict:
    """Grade a file, and show which check is running.

    Raises:
        Misuse: the required isolation or the device is not available.
    """
    with _progress(exercise.address) as listener:
        from grader.judging.grade import grade

        try:
            return grade(exercise, Path(shown(path)), options, listener)
        except (ConfinementError, NoDevice) as error:
            raise Misuse(str(error)) from None


@contextmanager
def _progress(address: str) -> Iterator[Listener]:
    """Show which check is running, on a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Listener()
        return
    with console.status(Text(address)) as status:
        yield _StatusLine(address, status)


class _StatusLine(Listener):
    """Names the check that is running."""

    def __init__(self, address: str, status: Spinner) -> None:
        self._address, self._status = address, status

    def check_started(self, name: str) -> None:
        self._status.update(Text(f"{self._address}  {name}"))


def _record(here: Workspace | None, verdict: Verdict, content: str) -> None:
    if here is None:
        return
    progress = Progress(here.database)
    with progress_optional(progress):
        progress.record(verdict, content)


def _chosen(verdict: Verdict, name: str | None) -> list[CheckResult]:
    """The checks with a name, or of a function with that name; none if no check was run.

    Raises:
        Misuse: checks were run, but none has that name.
    """
    names = [check.name for check in verdict.checks if check.name != "import"]
    if name is None or not names:
        return []
    chosen = [c for c in verdict.checks if name.lower() in (c.name, *c.name.split(": "))]
    if not chosen:
        known = ", ".join(f"`{known}`" for known in names)
        raise Misuse(f"{verdict.exercise} has no check `{name}`; its checks are {known}.")
    return chosen


def _show(
    here: Workspace | None, exercise: Exercise, verdict: Verdict, *, alone: bool, verbose: bool
) -> None:
    hints, then = 0, ""
    if here is not None:
        known = where_they_stand(here)
        hints = next(one.history.hints for one in known if one.exercise == exercise)
        todo = [o.exercise for o in known if o.state is not State.PASSED and o.exercise != exercise]
        then = (
            f"`practice open {todo[0].address}`"
            if todo
            else "you are done: every exercise has passed"
        )
    print_parts(verdict_view(verdict, hints=hints, then=then, alone=alone, verbose=verbose))
    if not alone:
        print_parts("")


def _print_document(form: str, verdicts: list[Verdict]) -> None:
    if form == "json":
        from grader.render.as_json import json_text

        click.echo(json_text(verdicts))
    else:
        from grader.render.junit import junit_text

        click.echo(junit_text(verdicts))
