"""`practice demo`."""

from dataclasses import replace
from pathlib import Path

import click

import grader.demo
from grader.catalogue import find_one
from grader.cli import interviewed
from grader.cli.grading import judged
from grader.cli.output import examples, print_parts, print_sentence, workspace_or_none
from grader.render.markdown import Lines
from grader.render.text import verdict_view

FOLDER = Path(grader.demo.__file__).parent
ADDRESS = "vae/kl"


@click.command(epilog=examples("practice demo"))
def command() -> None:
    """Grade a nearly right answer, then the right one.

    Your own files are neither read nor changed.
    """
    interviewed.refuse(workspace_or_none(), [find_one(ADDRESS)], "its answer is not shown")
    print_sentence(f"A nearly right answer to {ADDRESS}:")
    _grade("nearly_right.py")
    print_sentence("The same answer, summed over the whole batch:")
    _grade("right.py")
    print_sentence("Your turn: `practice next` shows the first exercise.")


def _grade(name: str) -> None:
    file = FOLDER / name
    code = file.read_text("utf-8")
    print_parts("", Lines(code[code.index("def ") :].rstrip(), "    ", "    "), "")
    verdict = judged(find_one(ADDRESS), file)
    print_parts(verdict_view(replace(verdict, path=name)), "")
