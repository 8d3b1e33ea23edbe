"""`practice review`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import UnknownAddress, question_exercises
from grader.cli import interviewed
from grader.cli.output import (
    Misuse,
    examples,
    print_parts,
    print_sentence,
    progress_optional,
    shown,
    warn,
    workspace,
)
from grader.learner import clock
from grader.learner.progress import Mode, Progress, Unstored
from grader.review.desk import Desk, Open, to_card
from grader.review.pages import ReviewCommands, open_page, outcome_page, queue_page
from grader.review.queue import MINUTES, Queue
from grader.review.ratings import QUIZ, Rating
from grader.review.words import before_the_interview

if TYPE_CHECKING:
    from grader.quiz import Result

_RATINGS = {rating.word: rating for rating in Rating}


def _to_card(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        return to_card(value) if value else None
    except UnknownAddress as error:
        raise Misuse(str(error)) from None


def _to_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | str | None:
    if value is None or value == "none":
        return value
    try:
        day = datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise Misuse(
            f"{value!r} is not a date; write one such as 2026-12-24, or `none` to forget it."
        ) from None
    if day < clock.today():
        raise Misuse(f"{value} is over; write the day of your interview, or `none` to forget it.")
    return day


@click.command(
    epilog=examples(
        "practice review",
        "practice review --grade",
        "practice review --rate hard",
        "practice review --until 2026-12-24",
        "practice review --suspend vae/kl",
    )
)
@click.option("--grade", is_flag=True, help="Grade the exercise that you are reviewing.")
@click.option("-v", "--verbose", is_flag=True, help="With --grade: show every failure in full.")
@click.option(
    "--minutes",
    type=click.IntRange(min=1),
    default=MINUTES,
    show_default=True,
    metavar="N",
    help="Do at most this much today; the rest moves to the next days.",
)
@click.option(
    "--until",
    callback=_to_day,
    metavar="DATE",
    help="Set the day of your interview: everything comes back before it. `none` forgets it.",
)
@click.option("--rate", type=click.Choice(list(_RATINGS)), help="Change the last rating.")
@click.option("--undo", is_flag=True, help="Undo the last review or decision.")
@click.option("--bury", callback=_to_card, metavar="CARD", help="Do not show this today.")
@click.option("--suspend", callback=_to_card, metavar="CARD", help="Do not show this any more.")
@click.option("--resume", callback=_to_card, metavar="CARD", help="Show this again.")
def command(
    grade: bool,
    verbose: bool,
    minutes: int,
    until: date | str | None,
    rate: str | None,
    undo: bool,
    bury: str | None,
    suspend: str | None,
    resume: str | None,
) -> int:
    """Review what you are about to forget: quiz questions, then one exercise at a time.

    An exercise or question that you have done comes back after days, then weeks. An exercise is
    solved again in a copy; your own file and its pass stay as they are. CARD is an exercise or a
    question, such as vae/kl or kl-value.
    """
    asked = [grade, until, rate, undo, bury, suspend, resume]
    if sum(map(bool, asked)) > 1:
        raise click.UsageError(
            "--grade, --until, --rate, --undo, --bury, --suspend and --resume exclude each other; "
            "give one."
        )
    here = workspace()
    progress = Progress(here.database)
    desk = Desk(here, progress)
    try:
        if grade or not any(asked):
            interviewed.refuse_review(here)
        if grade:
            return _grade(desk, progress, verbose=verbose)
        if any(asked):
            _decide(
                desk, minutes, until=until, rate=rate, bury=bury, suspend=suspend, resume=resume
            )
            return 0
        return _review(desk, progress, minutes)
    except Unstored as error:
        raise Misuse(str(error)) from None
    finally:
        if progress.notice:
            warn(progress.notice)


def _decide(
    desk: Desk,
    minutes: int,
    *,
    until: date | str | None,
    rate: str | None,
    bury: str | None,
    suspend: str | None,
    resume: str | None,
) -> None:
    if isinstance(until, date):
        desk.until(until)
        queue = desk.overview(minutes).queue
        print_sentence(f"{before_the_interview(queue)}; `practice review` shows what is due today.")
    elif until:
        desk.until(None)
        print_sentence("The day of your interview is forgotten; reviews come back when due.")
    elif rate:
        print_parts(*outcome_page(desk.rate(_RATINGS[rate])))
    elif bury:
        desk.bury(bury)
        print_sentence(f"{bury} rests until tomorrow.")
    elif suspend:
        desk.suspend(suspend)
        print_sentence(f"{suspend} rests until `practice review --resume {suspend}`.")
    elif resume:
        desk.resume(resume)
        print_sentence(f"{resume} comes back when it is due.")
    else:
        print_sentence(f"Undid {desk.undo()}.")


def _review(desk: Desk, progress: Progress, minutes: int) -> int:
    """Ask the questions, then hand out an exercise."""
    now = desk.overview(minutes)
    if now.opened:
        _show_open(desk, now.opened)
        return 0
    queue = now.queue
    print_parts(*queue_page(queue))
    if queue.quiz and not _ask(queue, progress):
        print_sentence("`practice review` goes on with the rest.")
        return 0
    if queue.exercises:
        from grader.catalogue import find_one

        print_parts("")
        _show_open(desk, desk.open(find_one(queue.exercises[0].id)))
    return 0


def _show_open(desk: Desk, opened: Open) -> None:
    if desk.lay_out_again(opened):
        print_sentence(f"{shown(opened.file)} was gone; it is a fresh stub again.")
    print_parts(*open_page(opened, shown(opened.file)))


def _ask(queue: Queue, progress: Progress) -> bool:
    """Ask the quiz questions; whether all were reached."""
    import random

    from grader.quiz import load_questions
    from grader.quiz.terminal import make_console, summarise, take

    ids = [card.id.removeprefix(QUIZ) for card in queue.quiz]
    topics = {question_exercises()[name].partition("/")[0] for name in ids}
    bank = {question.id: question for question in load_questions(topics=topics)}
    questions = [bank[name] for name in ids]
    console = make_console()
    console.print()
    session = take(console, questions, random.randrange(10_000), _recorder(progress))
    summarise(console, session)
    return len(session.results) == len(questions)


def _recorder(progress: Progress) -> "Callable[[Result], None]":
    from grader.quiz.round import store

    def record(result: "Result") -> None:
        with progress_optional(progress):
            store(progress, result, Mode.REVIEW)

    return record


def _grade(desk: Desk, progress: Progress, *, verbose: bool) -> int:
    """Grade the exercise that is being reviewed."""
    opened = desk.opened()
    if opened is None:
        raise Misuse("No exercise is being reviewed; `practice review` starts one.")
    if desk.lay_out_again(opened):
        print_sentence(f"{shown(opened.file)} was gone; it is a fresh stub again.")
        return 1
    from grader.cli.grading import judged
    from grader.judging.options import Options
    from grader.judging.submission import graded
    from grader.render.text import verdict_view
    from grader.verdict import Status

    file = Path(shown(opened.file))
    options = Options(seed=opened.sitting.seed)
    verdict, content = graded(file, partial(judged, opened.exercise, file, options))
    with progress_optional(progress):
        progress.record(verdict, content, opened.sitting.id)
    hints = opened.sitting.hints
    then, commands = "`practice review`", ReviewCommands(str(file))
    print_parts(verdict_view(verdict, hints=hints, then=then, commands=commands, verbose=verbose))
    if verdict.status is not Status.PASS:
        return 1
    if outcome := desk.outcome(opened.exercise.address):
        print_parts("", *outcome_page(outcome))
    return 0
