"""`practice grade`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise, path
from grader.cli import interviewed
from grader.cli.address import exercises_argument
from grader.cli.grading import announce, graded_once, judged_in_interview, progress_shown
from grader.cli.output import (
    Misuse,
    examples,
    fault,
    print_parts,
    progress_optional,
    warn,
    where_they_stand,
    workspace,
    workspace_or_none,
)
from grader.confine.report import Mode
from grader.confine.search_path import shut_out
from grader.judging.options import Options
from grader.judging.submission import (
    content_or_nothing,
    text_of,
)
from grader.learner.progress import Progress
from grader.learner.status import State
from grader.learner.workspace import Workspace
from grader.render.text import checks_view, summary_view, verdict_view
from grader.verdict import CheckResult, Status, Verdict

if TYPE_CHECKING:
    from grader.interview.gate import Held

EXAMPLES = examples(
    "practice grade vae/kl",
    "practice grade vae                      all exercises of a topic",
    "practice grade vae/kl -v                all checks, all failures in full",
    "practice grade vae/kl --check gradient  one check in full",
    "practice grade vae/kl --file draft.py   another file, or a notebook",
    "practice grade vae --format line        problems and places, for an editor",
    "practice grade nll vae --format json    output for a program",
    "practice grade vae/kl --scaffold buggy  the file that has bugs to find",
)


@click.command(epilog=EXAMPLES)
@exercises_argument
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    metavar="F",
    help="Grade this file, or the answer in this notebook, instead of yours.",
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
@click.option(
    "--scaffold",
    type=click.Choice(["buggy"]),
    help="buggy: grade the file that `practice start --scaffold buggy` wrote.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every check, and every failure in full.")
@click.option("--check", metavar="NAME", help="Show one check in full, such as `gradient`.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "line", "json", "junit"]),
    default="text",
    show_default=True,
    help="Output format; line is for editors. "
    "Except with text, standard output holds nothing else.",
)
def command(
    exercises: tuple[Exercise, ...],
    file: Path | None,
    device: str,
    seed: int,
    thorough: bool,
    isolation: Mode,
    scaffold: str | None,
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
    if file is not None and file.suffix == ".ipynb" and form == "line":
        raise click.UsageError("--format line takes a Python file; use another format.")
    options = Options(device, seed, thorough, isolation)
    if found := interviewed.held(workspace_or_none(), exercises):
        if len(exercises) > 1 or file or scaffold or check or seed or thorough or verbose:
            raise Misuse(
                f"{found.part.part.exercise} is in your open interview; grade it alone there, with "
                "no options but --device, --isolation and --format."
            )
        return _grade_in_interview(found, options, form)
    options = replace(options, draw=form == "json")
    if scaffold is not None:
        if len(exercises) != 1 or file is not None or check is not None:
            raise click.UsageError(
                "--scaffold buggy takes exactly one exercise, and neither --file nor --check; "
                "drop them."
            )
        return _grade_buggy(exercises[0], options, form, verbose=verbose)
    here = workspace() if file is None else workspace_or_none()
    if file is not None:
        shut_out(file.parent)
    announce(exercises)
    verdicts: list[Verdict] = []
    faults = 0
    try:
        for exercise in exercises:
            path = file or here.file(exercise)  # type: ignore[union-attr]  # one of them is there
            try:
                verdict, content = graded_once(exercise, path, options)
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
            elif form == "line":
                _print_lines(verdict, content)
    finally:  # a reader gets what there is, even after ctrl-C
        if form in ("json", "junit"):
            _print_document(form, verdicts)
    if form == "text" and len(verdicts) > 1:
        print_parts(summary_view(verdicts))
    if faults:
        return 3
    return 0 if all(verdict.status is Status.PASS for verdict in verdicts) else 1


def _grade_buggy(exercise: Exercise, options: Options, form: str, *, verbose: bool) -> int:
    """Say how many bugs are left in the learner's file of an exercise with bugs."""
    from grader.buggy import files
    from grader.cli.find_bugs import judge_bugs, print_bugs, print_bugs_document

    here = workspace()
    in_hand = files.current(here, exercise)
    with progress_shown(exercise.address) as listener:
        judged = judge_bugs(here, in_hand, options, listener)
    if form == "text":
        print_bugs(in_hand, judged, verbose=verbose)
    elif form == "line":
        _print_lines(judged.verdict, content_or_nothing(in_hand.file))
    elif form == "junit":
        _print_document(form, [judged.verdict])
    else:
        print_bugs_document(in_hand, judged)
    return 0 if judged.done else 1


def _grade_in_interview(found: "Held", options: Options, form: str) -> int:
    """Grade the file of an interview, and say what an interviewer would."""
    run = interviewed.grade(found, options, judged_in_interview)
    if form == "text":
        from grader.interview.views import grade_view

        print_parts(*grade_view(run))
    elif form == "line":
        _print_lines(run.verdict, content_or_nothing(Path(run.verdict.path)))
    elif form == "json" and run.part.bugs:
        from grader.render.as_json import bugs_text

        click.echo(bugs_text(run.verdict, len(run.part.bugs), run.left))
    else:
        _print_document(form, [run.verdict])
    return 0 if run.verdict.status is Status.PASS and not run.left else 1


def _record(here: Workspace | None, verdict: Verdict, content: bytes) -> None:
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
        known = where_they_stand(here, *path())
        hints = next(one.history.hints_now for one in known if one.exercise == exercise)
        todo = [o.exercise for o in known if o.state is not State.PASSED and o.exercise != exercise]
        then = (
            f"`practice open {todo[0].address}`"
            if todo
            else "you are done: every exercise has passed"
        )
    print_parts(verdict_view(verdict, hints=hints, then=then, alone=alone, verbose=verbose))
    if not alone:
        print_parts("")


def _print_lines(verdict: Verdict, content: bytes) -> None:
    """Print a verdict for an editor."""
    from grader.render.as_lines import line_text

    click.echo(line_text(verdict, text_of(content)), nl=False)


def _print_document(form: str, verdicts: list[Verdict]) -> None:
    if form == "json":
        from grader.render.as_json import json_text

        click.echo(json_text(verdicts))
    else:
        from grader.render.junit import junit_text

        click.echo(junit_text(verdicts))
