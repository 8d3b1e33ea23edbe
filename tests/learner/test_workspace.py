"""What cannot be written is named, and nothing else is touched."""

from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.learner.workspace import Workspace, WorkspaceError

KL = find_one("vae/kl")


def test_a_version_that_cannot_be_kept_is_named_and_its_file_is_unchanged(tmp_path: Path) -> None:
    """Not the file itself, which could be written."""
    workspace = Workspace(tmp_path)
    workspace.replace(KL, "first\n")
    workspace.private.mkdir()
    (workspace.private / "kept").write_text("in the way")
    with pytest.raises(WorkspaceError, match=r"\.practice/kept/vae/kl/.* could not be written"):
        workspace.replace(KL, "second\n")
    assert workspace.file(KL).read_text() == "first\n"
