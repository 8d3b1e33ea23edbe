"""`practice picture`."""

from pathlib import Path

import click

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import exercise_argument
from grader.cli.output import (
    Misuse,
    examples,
    print_sentence,
    shown,
    warn,
    where_they_stand,
    workspace,
)
from grader.judging.options import Options
from grader.learner.status import State
from grader.picture import Picture
from grader.render.picture_html import picture_html
from grader.render.picture_svg import picture_svg
from grader.render.picture_text import picture_text
from grader.render.text import sentence
from grader.verdict import Status


@click.command(
    epilog=examples(
        "practice picture vae/kl",
        "practice picture vae/kl --svg kl.svg",
        "practice picture vae/kl --answer         what the right answer looks like",
    )
)
@exercise_argument
@click.option(
    "--answer", is_flag=True, help="Draw what the exercise is about; it must have passed."
)
@click.option("--svg", type=click.Path(path_type=Path), metavar="F", help="Also write an SVG file.")
@click.option(
    "--html", type=click.Path(path_type=Path), metavar="F", help="Also write an HTML page."
)
def command(exercise: Exercise, answer: bool, svg: Path | None, html: Path | None) -> int:
    """Draw your answer beside the right one, through the smallest input it fails on.

    Exits with 0 if there is something to see, and with 1 if not.
    """
    interviewed.refuse(workspace(), [exercise], "nothing is drawn")
    found = _answer(exercise) if answer else _failure(exercise)
    if found is None:
        return 1
    click.echo(picture_text(found))
    for path, render in ((svg, picture_svg), (html, picture_html)):
        if path is not None:
            _write(path, render(found))
    return 0


def _failure(exercise: Exercise) -> Picture | None:
    """The picture of what the learner's file does; without one, the reason is printed."""
    from grader.cli.grading import judged

    here = workspace()
    verdict = judged(exercise, here.file(exercise), Options(draw=True))
    if verdict.picture is None:
        address = exercise.address
        if verdict.status is Status.PASS:
            known = where_they_stand(here, exercise)[0].state is State.PASSED
            first = "" if known else f"After `practice grade {address}`, "
            print_sentence(
                f"{address} passes: no curve differs. {first}`practice picture {address} --answer` "
                "draws what the exercise is about."
            )
        else:
            print_sentence(
                f"There is nothing to draw. {sentence(verdict)} `practice grade {address}` shows "
                "it in full."
            )
    return verdict.picture


def _answer(exercise: Exercise) -> Picture | None:
    """The exercise's own picture, once it has passed."""
    if where_they_stand(workspace(), exercise)[0].state is not State.PASSED:
        warn(
            f"{exercise.address} has not passed yet; its own picture would give the answer away. "
            f"`practice picture {exercise.address}` draws your file."
        )
        return None
    from grader.judging.pictures.own import own_picture

    return own_picture(exercise)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Misuse(f"{shown(path)} could not be written ({reason}).") from None
    warn(f"Written to {shown(path)}.")
