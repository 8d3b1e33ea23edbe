"""`practice completion --install`: one line at the end of a file that is the learner's."""

import os
from pathlib import Path

import pytest

from tests.cli.learner import Learner


@pytest.fixture
def home(stranger: Learner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's home folder."""
    monkeypatch.setenv("HOME", str(stranger.folder))
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return stranger.folder


@pytest.mark.parametrize(
    ("shell", "file"),
    [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", ".config/fish/completions/practice.fish")],
)
def test_the_line_is_added_once(stranger: Learner, home: Path, shell: str, file: str) -> None:
    """A second time changes nothing."""
    stranger.runs("completion", shell, "--install").exits(0).says(f"Added a line to ~/{file}")
    text = (home / file).read_text()
    assert text.count("\n") == 1
    assert f"_PRACTICE_COMPLETE={shell}_source practice" in text
    stranger.runs("completion", shell, "--install").exits(0).says("already has the line")
    assert (home / file).read_text() == text


def test_what_the_file_has_stays(stranger: Learner, home: Path) -> None:
    """Also where its last line does not end."""
    (home / ".bashrc").write_text("alias p=practice")
    stranger.runs("completion", "bash", "--install").exits(0)
    assert (home / ".bashrc").read_text().startswith("alias p=practice\neval ")


def test_a_file_that_cannot_be_written_is_one_sentence(stranger: Learner, home: Path) -> None:
    """A folder in its place is left alone."""
    (home / ".bashrc").mkdir()
    stranger.runs("completion", "bash", "--install").exits(1).complains(".bashrc")


def test_powershell_says_where_its_profile_is(
    stranger: Learner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only PowerShell knows, so it is asked."""
    program = home / "bin" / "pwsh"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{home}/Documents/profile.ps1'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    stranger.runs("completion", "powershell", "--install").exits(0).says("Added a line")
    text = (home / "Documents" / "profile.ps1").read_text()
    assert text.startswith("$env:_PRACTICE_COMPLETE = 'powershell_source'; practice |")


def test_without_powershell_there_is_one_sentence(
    stranger: Learner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line can be added by hand, in PowerShell."""
    monkeypatch.setenv("PATH", str(home))
    stranger.runs("completion", "powershell").exits(0).says("$PROFILE", "powershell_source")
    stranger.runs("completion", "powershell", "--install").exits(2).complains("pwsh")


def test_powershell_completes(stranger: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its completer asks is answered."""
    monkeypatch.setenv("_PRACTICE_COMPLETE", "powershell_complete")
    monkeypatch.setenv("COMP_WORDS", "practice hint vae/k")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert stranger.runs().out.splitlines()[:2] == ["plain", "vae/kl"]
