"""VS Code's tasks for a workspace: grading on every save, with the problems in its panel."""

import json
import os
from pathlib import Path
from typing import Any

from grader.learner.workspace import write, writing

PROBLEM = r"^(.+?):(\d+):(\d+): (error|warning): (.*)$"
"""A line of `grader.render.as_lines`: file, line, column, severity, message."""

_ADDRESS = "${fileDirnameBasename}/${fileBasenameNoExtension}"


def tasks(program: str) -> dict[str, Any]:
    """The tasks, as they are in tasks.json.

    Args:
        program: what runs `practice`. VS Code does not activate a virtual environment for a task,
            so this is a whole path.
    """
    matcher = {
        "owner": "practice",
        "source": "practice",
        "fileLocation": ["autoDetect", "${workspaceFolder}"],
        "pattern": {
            "regexp": PROBLEM,
            "file": 1,
            "line": 2,
            "column": 3,
            "severity": 4,
            "message": 5,
        },
    }
    background = {"beginsPattern": "^practice: begin ", "endsPattern": "^practice: end "}
    watch = _task("watch", program, "watch", "--format", "line")
    watch |= {"isBackground": True, "problemMatcher": matcher | {"background": background}}
    grade = _task("grade this file", program, "grade", _ADDRESS, "--format", "line")
    grade |= {"problemMatcher": matcher, "group": {"kind": "test", "isDefault": True}}
    hint = _task("hint for this file", program, "hint", _ADDRESS)
    hint |= {"problemMatcher": []}
    return {"version": "2.0.0", "tasks": [watch, grade, hint]}


def text(program: str) -> str:
    """The content of tasks.json."""
    return json.dumps(tasks(program), indent=2) + "\n"


def create_tasks(root: Path, program: str) -> bool:
    """Write .vscode/tasks.json, unless there is one.

    Returns:
        False if there is one already, which is not changed.

    Raises:
        WorkspaceError: it could not be written.
    """
    file = tasks_file(root)
    with writing(file):
        if os.path.lexists(file):
            return False
        write(file, text(program).encode())
    return True


def tasks_file(root: Path) -> Path:
    """Where VS Code looks for the tasks of a folder."""
    return root / ".vscode" / "tasks.json"


def _task(name: str, program: str, *arguments: str) -> dict[str, Any]:
    return {
        "label": f"practice: {name}",
        "type": "process",
        "command": program,
        "args": list(arguments),
        "options": {"cwd": "${workspaceFolder}"},
    }
