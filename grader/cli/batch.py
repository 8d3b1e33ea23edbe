"""`practice batch`."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise, exercises, topics
from grader.cli.address import complete_any, to_exercises
from grader.cli.output import Misuse, examples, print_parts, print_sentence, shown, warn
from grader.confine.report import ConfinementError, Mode
from grader.confine.search_path import shut_out
from grader.worker.devices import NoDevice

if TYPE_CHECKING:
    from grader.batch.run import Batch, Engine
    from grader.batch.submissions import Folder, Found

EXAMPLES = examples(
    "practice batch class             class/ann/vae/kl.py and so on",
    "practice batch class --only vae  one topic",
    "practice batch class --scheduler tcp://10.0.0.5:8786",
)
LISTED = 3  # ignored files that are listed by name


class Stopped(click.ClickException):
    """A batch ended early by ctrl-C; the message says what is kept."""

    exit_code = 130

    def __init__(self, why: str, done: int, total: int) -> None:
        kept = f"the results of {done:,} of {total:,} files are kept"
        super().__init__(f"{why}: {kept}; run the same command again to continue.")


class Deserted(Stopped):
    """A batch ended early because the cluster was lost."""

    exit_code = 3


@click.command(epilog=EXAMPLES)
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER"
)
@click.option(
    "--results",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to store the results, one line of JSON for each file. Default: a .jsonl file next "
    "to FOLDER. The gradebook (.csv) and the summary (.html) go there too.",
)
@click.option(
    "--feedback",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write each learner's verdicts, as text and HTML, into a folder of their own in DIR.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="ADDRESS",
    callback=to_exercises,
    shell_complete=complete_any,
    help="Grade only this exercise or topic; can be repeated.",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes to use. Default: one per core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the Dask cluster at this address.")
@click.option("--regrade", is_flag=True, help="Grade all files, not only new or changed ones.")
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda", "mps"]),
    default="cpu",
    show_default=True,
    help="Device to run the answers on.",
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
    default="require",
    show_default=True,
    help="require: refuse without full isolation; auto: what this system has; off: none.",
)
def command(
    folder: Path,
    file: Path | None,
    feedback: Path | None,
    only: tuple[Exercise, ...],
    jobs: int | None,
    scheduler: str | None,
    regrade: bool,
    device: str,
    seed: int,
    thorough: bool,
    isolation: Mode,
) -> int:
    """Grade a folder of many learners' files.

    Each learner has a folder in FOLDER; their answer to vae/kl is vae/kl.py in it. Each result is
    stored at once. Run the same command again to continue after a stop, or to grade only what is
    new or changed.

    Exits with 0 if all files were graded, whatever the verdicts; 2 on wrong usage; 3 if the grader
    itself failed on some; 130 if it was interrupted.
    """
    from grader.batch.results_file import UnusableResults, results
    from grader.batch.row import BatchOptions
    from grader.batch.run import Batch
    from grader.batch.submissions import survey

    if jobs and scheduler:
        raise click.UsageError(
            "With --scheduler the cluster decides how many processes to use; leave out --jobs."
        )
    shut_out(trees=[folder])
    file = _results_file(folder, file)
    if feedback is not None:
        _refuse_in_class(folder, feedback)
    found = survey(folder, only)
    _tell_ignored(found, file)
    if not found.files:
        raise Misuse(
            f"{shown(folder)} has no answers to grade; save each one as "
            "FOLDER/<learner>/<topic>/<exercise>.py."
        )
    try:
        with results(file) as known:
            if known.damaged:
                lines = "1 line" if known.damaged == 1 else f"{known.damaged} lines"
                warn(f"Ignored {lines} of {shown(file)} that cannot be read.")
            batch = Batch(found, known, BatchOptions(device, seed, thorough, isolation))
            todo = batch.todo(regrade=regrade)
            if todo:
                _grade(batch, todo, jobs, scheduler)
            else:
                print_sentence(
                    f"Nothing to grade: {_files(found.files)} graded before, none new or changed."
                )
            return _conclude(batch, only or exercises(), folder, file, feedback)
    except UnusableResults as problem:
        raise Misuse(str(problem)) from None


def _results_file(folder: Path, file: Path | None) -> Path:
    """Where results go: never into a learner's folder, where the learner could write to them."""
    root = folder.resolve()
    if file is None:
        return root.with_name(f"{root.name}-results.jsonl")
    if file.suffix in (".csv", ".html"):
        raise Misuse(f"The gradebook or the summary would overwrite {file}; name a .jsonl file.")
    if file.exists() and not file.is_file():
        raise Misuse(f"{file} is not a regular file; name another file for the results.")
    place = file.resolve().parent
    if not place.is_dir():
        raise Misuse(f"The folder {shown(place)} does not exist; create it first.")
    if root in place.parents:
        raise Misuse(f"{file} is in a learner's folder; name a file outside {shown(folder)}.")
    return file


def _refuse_in_class(folder: Path, feedback: Path) -> None:
    from grader.batch.feedback import UnusableFolder, refuse_among_answers

    try:
        refuse_among_answers(folder, feedback)
    except UnusableFolder as problem:
        raise Misuse(str(problem)) from None


def _tell_ignored(found: "Folder", file: Path) -> None:
    from grader.batch.submissions import text

    ours = {text(file.with_suffix(suffix).name) for suffix in (file.suffix, ".csv", ".html")}
    ours.add(text(f"{file.name}.lock"))
    ignored = [(name, reason) for name, reason in found.ignored if name not in ours]
    if not ignored:
        return
    # Those with a reason, which may be meant as answers, come first.
    ignored.sort(key=lambda one: not one[1])
    named = [f"{_line(name)} ({reason})" if reason else _line(name) for name, reason in ignored]
    more = len(named) - LISTED
    listed = ", ".join(named[:LISTED]) + (f", and {more} more" if more > 0 else "")
    warn(f"Ignored (not answers): {listed}.")


def _grade(batch: "Batch", todo: list["Found"], jobs: int | None, scheduler: str | None) -> None:
    from grader.batch.errors import Lost, OtherKit, Unreachable
    from grader.batch.progress_bar import Bar, duration

    before = len(batch.folder.files) - len(todo)
    if before:
        print_sentence(f"{before:,} of {_files(batch.folder.files)} graded before.")
    with _terminated_like_interrupted(), Bar(len(todo)) as bar:
        try:
            with _engine(todo, jobs, scheduler) as engine:
                for _ in batch.grade(todo, engine):
                    bar.advance()
        except (ConfinementError, NoDevice, OtherKit, Unreachable) as problem:
            raise Misuse(str(problem)) from None
        except Lost as problem:
            raise Deserted(str(problem), bar.done, len(todo)) from None
        except KeyboardInterrupt:
            raise Stopped("Interrupted", bar.done, len(todo)) from None
    rate = f"{len(todo) / bar.seconds:.1f} per second"
    print_sentence(f"Graded {_files(todo)} in {duration(bar.seconds)}, {rate}.")


@contextmanager
def _engine(todo: list["Found"], jobs: int | None, scheduler: str | None) -> "Iterator[Engine]":
    """What does the grading: processes on this machine, or a cluster."""
    from grader.batch.interrupts import interrupts_held

    if scheduler is None:
        with interrupts_held():
            from grader.batch.pool import cores, grade_here

        needed = {one.exercise.topic for one in todo}
        imports = dict.fromkeys(
            name for topic in topics() if topic.name in needed for name in topic.imports
        )
        processes = min(jobs or cores(), len(todo))
        yield lambda by_exercise: grade_here(by_exercise, processes, imports)
        return
    try:
        with interrupts_held():
            from grader.batch.cluster import cluster, grade_there
    except ModuleNotFoundError:
        raise Misuse("--scheduler needs Dask: `pip install 'practice-ml[distributed]'`.") from None
    with cluster(scheduler) as client:
        yield lambda by_exercise: grade_there(client, chain.from_iterable(by_exercise))


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """Handle `kill` like ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _conclude(
    batch: "Batch",
    which: tuple[Exercise, ...],
    folder: Path,
    file: Path,
    feedback: Path | None,
) -> int:
    """Write the gradebook, the page and the feedback, and print the summary."""
    from grader.batch.gradebook import gradebook
    from grader.batch.page import page
    from grader.batch.submissions import text
    from grader.batch.summary import summarise
    from grader.batch.tables import summary_tables
    from grader.judging.version import kit
    from grader.learner.workspace import write

    summary = summarise(batch.folder, which, batch.results)
    book, html = file.with_suffix(".csv"), file.with_suffix(".html")
    write(book, gradebook(summary).encode("utf-8-sig"))  # the mark tells spreadsheets that it is
    name = text(folder.resolve().name)
    write(html, page(summary, name, kit(), batch.options).encode("utf-8", "replace"))
    print_parts("", *summary_tables(summary), "")
    print_parts(
        f"results    {shown(file)}", f"gradebook  {shown(book)}", f"summary    {shown(html)}"
    )
    if feedback is not None:
        from grader.batch.feedback import UnusableFolder, write_feedback

        try:
            count = write_feedback(feedback, file, summary)
        except UnusableFolder as problem:
            raise Misuse(str(problem)) from None
        learners = "1 learner" if count == 1 else f"{count:,} learners"
        print_parts(f"feedback   {shown(feedback)}, for {learners}")
    return 3 if summary.count("fault") else 0


def _files(files: Sequence[object]) -> str:
    return "1 file" if len(files) == 1 else f"{len(files):,} files"


def _line(name: str) -> str:
    return name.replace("\n", "\\n")
