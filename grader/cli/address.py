"""Addresses as arguments: what they mean, and how a shell completes them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise, UnknownAddress, exercises, find, find_one, topics
from grader.cli.output import Misuse

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_exercise(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list["CompletionItem"]:
    """The addresses of exercises that start with what was typed."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(exercise.address, help=exercise.title)
        for exercise in exercises()
        if exercise.address.startswith(incomplete)
    ]


def complete_any(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list["CompletionItem"]:
    """The topics and the addresses of exercises that start with what was typed."""
    from click.shell_completion import CompletionItem

    begun = [topic for topic in topics() if topic.name.startswith(incomplete)]
    items = [CompletionItem(topic.name, help=topic.title) for topic in begun]
    return items + complete_exercise(ctx, param, incomplete)


def to_exercise(ctx: click.Context, param: click.Parameter, value: str) -> Exercise:
    """The exercise that an argument names.

    Raises:
        Misuse: it names none, or several.
    """
    try:
        return find_one(value)
    except UnknownAddress as error:
        raise Misuse(str(error)) from None


def to_exercises(
    ctx: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[Exercise, ...]:
    """The exercises that arguments name, each once.

    Raises:
        Misuse: one names no exercise, or could name exercises of several topics.
    """
    try:
        return find(values)
    except UnknownAddress as error:
        raise Misuse(str(error)) from None


exercise_argument = click.argument(
    "exercise", metavar="ADDRESS", callback=to_exercise, shell_complete=complete_exercise
)
_any = partial(
    click.argument, "exercises", nargs=-1, callback=to_exercises, shell_complete=complete_any
)
exercises_argument = _any(metavar="ADDRESS...")
optional_exercises_argument = _any(metavar="[ADDRESS]...")
