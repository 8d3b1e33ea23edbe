"""The help, and the nearest command to a typo."""

import click
import pytest

from grader.cli import COMMANDS, main
from tests.cli.learner import Learner


def command(name: str) -> click.Command:
    """A command of the kit."""
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def test_practice_alone_shows_the_help(stranger: Learner) -> None:
    """Who types the bare name sees what there is."""
    said = stranger.runs().exits(0).says("Usage: practice", *COMMANDS, "Examples:")
    assert all(len(line) <= 80 for line in said.out.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(stranger: Learner, name: str) -> None:
    """`--help` of each command ends with examples that call it."""
    said = stranger.runs(name, "--help").exits(0).says("Usage: practice", "Examples:")
    assert f"practice {name}" in said.out.partition("Examples:")[2]
    assert all(len(line) <= 80 for line in said.out.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_what_the_command_says(name: str) -> None:
    """The line in the overview begins the command's own help."""
    assert (command(name).help or "").startswith(COMMANDS[name].rstrip("."))


@pytest.mark.parametrize(
    ("typo", "nearest"), [("grdae", "grade"), ("lst", "list"), ("solutions", "solution")]
)
def test_a_typo_in_a_command_suggests_the_nearest(
    stranger: Learner, typo: str, nearest: str
) -> None:
    """An unknown command is wrong usage, and names the one that was meant."""
    stranger.runs(typo).exits(2).complains(f"Did you mean `practice {nearest}`?")


def test_a_command_like_no_other_points_to_the_help(stranger: Learner) -> None:
    """Where nothing is near, the help is."""
    stranger.runs("xyzzy").exits(2).complains("There is no command 'xyzzy'.", "`practice --help`")


def test_a_typo_in_an_option_suggests_the_nearest(learner: Learner) -> None:
    """An unknown option is wrong usage."""
    learner.runs("grade", "kl", "--thoroug").exits(2).complains(
        "--thoroug", "`practice grade --help`"
    )


def test_the_version_can_be_asked_for(stranger: Learner) -> None:
    """`--version` names the program and a number."""
    stranger.runs("--version").exits(0).says("practice 0.")
