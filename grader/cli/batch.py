"""`practice batch`."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise, exercises, topics
from grader.cli.address import complete_any, to_exercises
from grader.cli.output import Misuse, examples, say, shown, tell, warn
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
LISTED = 3  # ignored files that are named


class Stopped(click.ClickException):
    """The end of a batch before all is done, by ctrl-C; the message says what is kept."""

    exit_code = 130

    def __init__(self, why: str, done: int, total: int) -> None:
        kept = f"{done:,} of {total:,} are done and kept"
        super().__init__(f"{why}: {kept}; the same command goes on from there.")


class Deserted(Stopped):
    """The same, by the loss of the cluster."""

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
    help="Where results go, a line of JSON for each file; FOLDER-results.jsonl by default. "
    "The gradebook (.csv) and the summary (.html) go beside it.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="ADDRESS",
    callback=to_exercises,
    shell_complete=complete_any,
    help="Only this exercise or topic; may be given several times.",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes; all cores by default."
)
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the Dask cluster at this address.")
@click.option(
    "--regrade", is_flag=True, help="Grade all files again, not only new or changed ones."
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda", "mps"]),
    default="cpu",
    show_default=True,
    help="Where the tensors live.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Draw other inputs.",
)
@click.option("--thorough", is_flag=True, help="Draw ten times as many inputs.")
@click.option(
    "--isolation",
    type=click.Choice(["require", "auto", "off"]),
    default="require",
    show_default=True,
    help="How submissions are confined: wholly or not run at all, as far as possible, or not.",
)
def command(
    folder: Path,
    file: Path | None,
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

    Each learner has a folder in FOLDER, and in it an answer to vae/kl is vae/kl.py. Results are
    kept as they come, and the same command goes on where it was stopped: only what is new or
    changed is graded.

    Exits with 0 if all files were graded, whatever the verdicts, 2 on wrong usage, 3 if the grader
    itself failed at some, and 130 if it was interrupted.
    """
    from grader.batch.results_file import Unusable, results
    from grader.batch.row import Options
    from grader.batch.run import Batch
    from grader.batch.submissions import survey

    if jobs and scheduler:
        raise click.UsageError("With --scheduler the cluster decides how many; leave out --jobs.")
    shut_out(trees=[folder])
    file = _results_file(folder, file)
    found = survey(folder, only)
    _tell_ignored(found, file)
    if not found.files:
        raise Misuse(
            f"{shown(folder)} holds no answers; they are looked for as "
            "FOLDER/<learner>/<topic>/<exercise>.py."
        )
    try:
        with results(file) as known:
            if known.damaged:
                lines = "1 line" if known.damaged == 1 else f"{known.damaged} lines"
                warn(f"Not readable, and counting for nothing: {lines} of {shown(file)}.")
            batch = Batch(found, known, Options(device, seed, thorough, isolation))
            todo = batch.todo(regrade=regrade)
            if todo:
                _grade(batch, todo, jobs, scheduler)
            else:
                tell(f"Nothing is new: {_files(found.files)} graded before.")
            return _conclude(batch, only or exercises(), folder, file)
    except Unusable as problem:
        raise Misuse(str(problem)) from None


def _results_file(folder: Path, file: Path | None) -> Path:
    """Where results go: never into a learner's own folder, who could write there."""
    root = folder.resolve()
    if file is None:
        return root.with_name(f"{root.name}-results.jsonl")
    if file.suffix in (".csv", ".html"):
        raise Misuse(f"{file} would be overwritten by the gradebook or the summary; use .jsonl.")
    if file.exists() and not file.is_file():
        raise Misuse(f"{file} is not a regular file, and cannot hold results; name another.")
    place = file.resolve().parent
    if not place.is_dir():
        raise Misuse(f"There is no folder {shown(place)} for the results; make it first.")
    if root in place.parents:
        raise Misuse(f"{file} is in a learner's folder; name a file outside of {shown(folder)}.")
    return file


def _tell_ignored(found: "Folder", file: Path) -> None:
    from grader.batch.submissions import text

    ours = {text(file.with_suffix(suffix).name) for suffix in (file.suffix, ".csv", ".html")}
    ours.add(text(f"{file.name}.lock"))
    ignored = [(name, reason) for name, reason in found.ignored if name not in ours]
    if not ignored:
        return
    # Those that were perhaps meant as answers come first.
    ignored.sort(key=lambda one: not one[1])
    named = [f"{_line(name)} ({reason})" if reason else _line(name) for name, reason in ignored]
    more = len(named) - LISTED
    listed = ", ".join(named[:LISTED]) + (f", and {more} more" if more > 0 else "")
    warn(f"Ignored, being no answers: {listed}.")


def _grade(batch: "Batch", todo: list["Found"], jobs: int | None, scheduler: str | None) -> None:
    from grader.batch.errors import Lost, OtherKit, Unreachable
    from grader.batch.progress_bar import Bar, duration

    before = len(batch.folder.files) - len(todo)
    if before:
        tell(f"{before:,} of {_files(batch.folder.files)} graded before.")
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
    rate = f"{len(todo) / bar.seconds:.1f} a second"
    tell(f"Graded {_files(todo)} in {duration(bar.seconds)}, {rate}.")


@contextmanager
def _engine(todo: list["Found"], jobs: int | None, scheduler: str | None) -> "Iterator[Engine]":
    """What grades: processes here, or a cluster."""
    from grader.batch.interrupts import interrupts_held

    if scheduler is None:
        with interrupts_held():
            from grader.batch.pool import cores, grade_here

        needed = {one.exercise.topic for one in todo}
        imports = dict.fromkeys(
            name for topic in topics() if topic.name in needed for name in topic.imports
        )
        processes = min(jobs or cores(), len(todo))
        yield lambda files: grade_here(files, processes, imports)
        return
    try:
        with interrupts_held():
            from grader.batch.cluster import cluster, grade_there
    except ModuleNotFoundError:
        raise Misuse("--scheduler needs Dask: `pip install 'practice[distributed]'`.") from None
    with cluster(scheduler) as client:
        yield lambda files: grade_there(client, files)


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """End as tidily when asked to by `kill` as by ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _conclude(batch: "Batch", which: tuple[Exercise, ...], folder: Path, file: Path) -> int:
    """Write the gradebook and the page, and print the summary."""
    from grader.batch.gradebook import gradebook
    from grader.batch.page import page
    from grader.batch.submissions import text
    from grader.batch.summary import summarise
    from grader.batch.tables import summary_tables
    from grader.batch.version import kit
    from grader.learner.workspace import write

    summary = summarise(batch.folder, which, batch.results)
    book, html = file.with_suffix(".csv"), file.with_suffix(".html")
    write(book, gradebook(summary).encode("utf-8-sig"))  # the mark tells spreadsheets that it is
    name = text(folder.resolve().name)
    write(html, page(summary, name, kit(), batch.options).encode("utf-8", "replace"))
    say("", *summary_tables(summary), "")
    say(f"results    {shown(file)}", f"gradebook  {shown(book)}", f"summary    {shown(html)}")
    return 3 if summary.count("fault") else 0


def _files(files: Sequence[object]) -> str:
    return "1 file" if len(files) == 1 else f"{len(files):,} files"


def _line(name: str) -> str:
    return name.replace("\n", "\\n")
