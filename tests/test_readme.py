"""What the README shows is what happens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import COMMANDS

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.mark.extensive
def test_the_transcript_is_what_the_demo_prints(tmp_path: Path) -> None:
    """The first screen of the README is a real session, line for line."""
    [shown] = re.findall(r"```console\n\$ practice demo\n(.*?)```", README, flags=re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-m", "grader.cli", "demo"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown == ran.stdout


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`practice (\w+)", README))))
def test_every_command_that_it_names_exists(command: str) -> None:
    """No command in the README is a wish."""
    assert command in COMMANDS


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([\w./]+)\)", README))))
def test_every_file_that_it_links_to_exists(path: str) -> None:
    """No link in the README is dead."""
    assert (Path(__file__).parents[1] / path).is_file()
