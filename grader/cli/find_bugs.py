"""What `start`, `grade` and `watch` do with a file that has bugs to find."""

from pathlib import Path

import click

from grader.buggy import Given, Judged, debrief, files, judge
from grader.buggy.debrief import Debrief
from grader.buggy.files import InHand
from grader.buggy.saves import saves
from grader.buggy.sittings import SCAFFOLD, begin_sitting, store
from grader.catalogue import Exercise
from grader.cli.output import Misuse, print_parts, print_sentence, progress_optional, shown
from grader.confine.report import ConfinementError
from grader.judging.options import Listener, Options
from grader.judging.submission import content_or_nothing
from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.render.bugs import bugs_view, debrief_view
from grader.worker.devices import NoDevice


def begin_bugs(here: Workspace, given: Given) -> InHand:
    """Write a file with bugs, and store that a sitting began."""
    progress, sitting = Progress(here.database), ""
    with progress_optional(progress):
        sitting = begin_sitting(here, progress, given)
    return files.begin(here, given, sitting)


def judge_bugs(
    here: Workspace, in_hand: InHand, options: Options, listener: Listener = Listener()
) -> Judged:
    """Judge the learner's version of what they were given, and store the grade.

    Raises:
        Misuse: the required isolation or the device is not available.
    """
    before = content_or_nothing(in_hand.file)
    try:
        judged = judge(in_hand.given, Path(shown(in_hand.file)), options, listener)
    except (ConfinementError, NoDevice) as error:
        raise Misuse(str(error)) from None
    graded = before if content_or_nothing(in_hand.file) == before else b""
    progress = Progress(here.database)
    with progress_optional(progress):
        store(progress, in_hand, judged.verdict, graded)
    return judged


def print_bugs(in_hand: InHand, judged: Judged, *, verbose: bool = False) -> None:
    """Print what is left, or the debrief."""
    given = in_hand.given
    address = given.exercise.address
    again = f"`practice grade {address} --scaffold {SCAFFOLD}`"
    print_parts(bugs_view(judged, len(given.bugs), again, verbose=verbose))
    if told := _told(in_hand, judged):
        print_parts("", debrief_view(told))
    if judged.done:
        print_sentence(
            f"Next: `practice start {address} --scaffold {SCAFFOLD}` places other bugs; only your "
            "own answer passes the exercise."
        )


def print_bugs_document(in_hand: InHand, judged: Judged) -> None:
    """Print the same as JSON: the verdict, and what is known of the bugs."""
    from grader.render.as_json import bugs_text

    placed, told = len(in_hand.given.bugs), _told(in_hand, judged)
    click.echo(bugs_text(judged.verdict, placed, len(judged.left), told))


def _told(in_hand: InHand, judged: Judged) -> Debrief | None:
    """The debrief, once nothing is left to find."""
    if judged.left:
        return None
    text = content_or_nothing(in_hand.file).decode("utf-8", "replace")
    return debrief(in_hand.given, text)


def watch_bugs(here: Workspace, exercise: Exercise) -> int:
    """Judge the file now and on every save, until every bug is mended; ctrl-C ends it."""
    in_hand = files.current(here, exercise)
    for _ in saves(in_hand.file):
        judged = judge_bugs(here, in_hand, Options())
        print_bugs(in_hand, judged)
        if judged.done:
            break
        print_sentence("Waiting for the next save; ctrl-C ends it.")
    return 0
