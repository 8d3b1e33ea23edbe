"""Addresses as arguments: what they mean, and how a shell completes them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise, UnknownAddress, exercises, find, find_one, topics
from grader.cli.output import Misuse

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_exercise(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list["CompletionItem"]:
    """The addresses of exercises that begin so."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(exercise.address, help=exercise.title)
        for exercise in exercises()
        if exercise.address.startswith(incomplete)
    ]


def complete_any(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list["CompletionItem"]:
    """The topics and addresses of exercises that begin so."""
    from click.shell_completion import CompletionItem

    begun = [topic for topic in topics() if topic.name.startswith(incomplete)]
    items = [CompletionItem(topic.name, help=topic.title) for topic in begun]
    return items + complete_exercise(ctx, param, incomplete)


def to_exercise(ctx: click.Context, param: click.Parameter, value: str) -> Exercise:
    """The one exercise that an argument means.

    Raises:
        Misuse: it means none or several.
    """
    try:
        return find_one(value)
    except UnknownAddress as error:
        raise Misuse(str(error)) from None


def to_exercises(
    ctx: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[Exercise, ...]:
    """The exercises that arguments mean, each once.

    Raises:
        Misuse: one means nothing, or could mean several exercises of different topics.
    """
    try:
        return find(values)
    except UnknownAddress as error:
        raise Misuse(str(error)) from None


exercise_argument = click.argument(
    "exercise", metavar="ADDRESS", callback=to_exercise, shell_complete=complete_exercise
)
exercises_argument = click.argument(
    "exercises",
    metavar="ADDRESS...",
    nargs=-1,
    callback=to_exercises,
    shell_complete=complete_any,
)
