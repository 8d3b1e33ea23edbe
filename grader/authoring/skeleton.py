"""The beginnings of a new exercise: its solution, checks and known mistakes, to be filled in."""

from pathlib import Path

from grader.catalogue import Exercise

SOLUTION = '''"""# {title}.

What the learner is to write, in words and without the formula, exactly enough to be graded: the
distribution that is assumed, names, shapes, conventions, reduction, constants and edge cases.

- `{name}(x)`: ...

## Formula

- `{name}`: `the formula, as code`

## Hints

1. Which distribution, and which terms.
2. A sentence to go with the formula, which this hint begins with.
3. Nearly the answer.

## In the interview

What to say: which distribution, which prior, why.

## Rubric

- A point that an interviewer listens for.
- A second one.
- A third one.
- A fourth one; there may be six.

Red flags:

- What would sink a candidate.
- And what else would.
"""

import torch
from torch import Tensor


def {name}(x: Tensor) -> Tensor:
    """One line that does not give the answer away.

    Args:
        x: any shape.

    Returns:
        The same shape.
    """
    return torch.clone(x)  # blank: what is asked here?
'''

CHECKS = '''"""What is checked about {address}."""

from grader.probe.formula import formula
from grader.probe.strategies import alike, reals, shapes

{name} = formula("{name}", "What it computes, in words.", alike(shapes(), x=reals()))
'''

MISTAKES = '''"""Known mistakes in {address}."""

from torch import Tensor

from grader.probe.probe import known_mistake


@known_mistake("{name}", hint=1)
def sign_lost(x: Tensor) -> Tensor:
    """What was done, and why it is wrong."""
    return -x
'''


def entered(catalogue: str, exercise: Exercise) -> str:
    """The text of the catalogue with the exercise at the end of its topic, which may be new."""
    line = f'{exercise.name} = "{exercise.title}"'
    header = f"[{exercise.topic}.exercises]"
    before, found, after = catalogue.partition(f"{header}\n")
    if not found:
        topic = f'[{exercise.topic}]\ntitle = "{exercise.topic}"\nimports = ["torch"]'
        return f"{catalogue.rstrip()}\n\n{topic}\n\n{header}\n{line}\n"
    entries, gap, rest = after.partition("\n\n")
    return f"{before}{found}{entries.rstrip()}\n{line}{gap or chr(10)}{rest}"


def write_skeleton(exercise: Exercise, solution: Path, checks: Path, mistakes: Path) -> None:
    """Write the three files of a new exercise.

    Raises:
        FileExistsError: one of them is there already; nothing is written.
    """
    texts = {solution: SOLUTION, checks: CHECKS, mistakes: MISTAKES}
    for path in texts:
        if path.exists():
            raise FileExistsError(path)
    words = {"title": exercise.title, "name": exercise.name, "address": exercise.address}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**words), "utf-8")
    packages = {checks.parent: "What is checked about", mistakes.parent: "Known mistakes in"}
    for folder, says in packages.items():
        if not (package := folder / "__init__.py").exists():
            package.write_text(f'"""{says} {exercise.topic}."""\n', "utf-8")
