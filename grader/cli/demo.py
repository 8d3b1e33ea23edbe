"""`practice demo`."""

from dataclasses import replace
from pathlib import Path

import click

import grader.demo
from grader.catalogue import find_one
from grader.cli.grade import judged
from grader.cli.output import examples, say, tell
from grader.render.markdown import Lines
from grader.render.text import verdict_view

FOLDER = Path(grader.demo.__file__).parent


@click.command(epilog=examples("practice demo"))
def command() -> None:
    """Grade a nearly right answer, then the right one.

    Your own files are neither read nor changed.
    """
    tell("A nearly right answer to vae/kl:")
    _grade("nearly_right.py")
    tell("The same answer, summed over the whole batch:")
    _grade("right.py")
    tell("Your turn: `practice next` shows the first exercise.")


def _grade(name: str) -> None:
    file = FOLDER / name
    code = file.read_text("utf-8")
    say("", Lines(code[code.index("def ") :].rstrip(), "    ", "    "), "")
    verdict = judged(find_one("vae/kl"), file)
    say(verdict_view(replace(verdict, path=name)), "")
