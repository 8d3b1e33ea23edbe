"""`practice init`."""

import shlex
import shutil
import sys
from pathlib import Path

import click

from grader.catalogue import exercises, topics
from grader.cli.output import Misuse, examples, print_sentence, warn
from grader.cli.stubs import stub_of
from grader.learner.workspace import create


@click.command(
    epilog=examples(
        "practice init ~/practice",
        "cd ~/practice && practice next",
        "practice init . --vscode          add VS Code's tasks to this workspace",
        "practice init . --notebooks       add a notebook for each topic",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--vscode", is_flag=True, help="Also write .vscode/tasks.json: grade on every save, hints."
)
@click.option("--notebooks", is_flag=True, help="Also write a notebook for each topic.")
def command(folder: Path, vscode: bool, notebooks: bool) -> None:
    """Create a workspace: a folder with the stubs of all exercises.

    Existing files are not changed, so you can run it again, for example to get new exercises.
    """
    for place in (folder, folder / "exercises"):
        if place.exists() and not place.is_dir():
            raise Misuse(f"{place} is a file; name a new or an existing folder.")
    stubs = {exercise.file: stub_of(exercise, "guided") for exercise in exercises()}
    written = create(folder, stubs)
    if not written:
        print_sentence(f"{folder} already has every exercise.")
    else:
        left = len(stubs) - written
        also = f"; {left} existing file{'s' * (left > 1)} not changed" if left else ""
        new = f"{written} new stub{'s' * (written > 1)}"
        print_sentence(f"{folder / 'exercises'} has {new}{also}.")
    if vscode:
        _add_tasks(folder)
    if notebooks:
        _write_notebooks(folder)
    there = "" if folder.resolve() == Path.cwd() else f"`cd {shlex.quote(str(folder))}`, then "
    print_sentence(f"{there}`practice next` shows the first exercise.")


def _add_tasks(folder: Path) -> None:
    """Write VS Code's tasks; where there are some already, print ours for the learner to add."""
    from grader.learner.vscode import create_tasks, tasks_file, text

    program = shutil.which("practice", path=Path(sys.executable).parent) or "practice"
    file = tasks_file(folder)
    if create_tasks(folder, program):
        print_sentence(f"{file} has the tasks; `Terminal > Run Task` in VS Code starts them.")
    elif file.is_file() and file.read_bytes() == text(program).encode():
        print_sentence(f"{file} already has the tasks.")
    else:
        warn(f"{file} exists and is not changed; to add the tasks yourself, copy these into it:")
        click.echo(text(program), nl=False)


def _write_notebooks(folder: Path) -> None:
    from grader.judging.submission import Unusable
    from grader.notebook.files import topic_notebook

    try:
        texts = {Path(f"{topic.name}.ipynb"): topic_notebook(topic) for topic in topics()}
    except Unusable as problem:
        raise click.ClickException(str(problem)) from None
    written = create(folder, texts, "notebooks")
    count = f"{written} new notebook{'s' * (written != 1)}" if written else "every notebook already"
    print_sentence(f"{folder / 'notebooks'} has {count}; `jupyter lab` opens them.")
