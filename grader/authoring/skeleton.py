"""The skeleton of a new exercise: all its files, ready to fill in."""

import json
from collections.abc import Sequence
from pathlib import Path

from grader.authoring.files import files_of, root
from grader.catalogue import Exercise, shipped, topics

SOLUTION = '''"""# {title}.

??? What the learner writes, in words and without the formula, exact enough to grade: the assumed
distribution, names, shapes, conventions, reduction, constants and edge cases.

{statements}

## Formula

```
{formulas}
```

## Hints

1. ??? Which distribution, and which terms.
2. ??? A sentence to go with the formula, which this hint starts with.
3. ??? Nearly the answer.

## In the interview

??? What to say: which distribution, which prior, why.

## Rubric

- ??? A point that an interviewer listens for.
- ??? A second one.
- ??? A third one.
- ??? A fourth one; up to six are allowed.

Red flags:

- ??? Something that would fail a candidate.
- ??? A second one.
"""

{imports}
'''

FUNCTION = '''

def {name}(x: {kind}) -> {kind}:
    """??? One line that does not give the answer away.

    Args:
        x: ??? its shape.

    Returns:
        ??? The shape of the result.
    """
    return {copy}  # blank: ??? what {name} asks here
'''

TORCH_CHECKS = '''"""The checks of {address}."""

from typing import Any

from grader.picture import Picture, picture
from grader.probe.drawing import grid, line, tensor
from grader.probe.formula import formula
from grader.probe.strategies import alike, reals, shapes
'''

TORCH_CHECK = """
{name} = formula(
    "{name}",
    "??? What it computes, in words.",
    alike(shapes(), x=reals(4, 10)),
)
"""

NUMPY_CHECKS = '''"""The checks of {address}."""

from typing import Any

from hypothesis import strategies as st

from grader.picture import Picture, picture, series
from grader.probe.drawing import grid
from grader.probe.formula import plain
from grader.probe.strategies import arrays, reals, shapes

drawn = shapes().flatmap(lambda shape: st.fixed_dictionaries({{"x": arrays(reals(), shape)}}))
'''

NUMPY_CHECK = """
{name} = plain("{name}", "??? What it computes, in words.", drawn)
"""

PICTURE = '''

def own_picture(impl: Any) -> Picture:
    """??? What a learner sees once it has passed: the point of the exercise, at a glance."""
    drawn = [{line}]
    return picture("{name}", "x", "result", drawn, "??? One sentence that says what to see.")
'''

TORCH_LINE = 'line("{name}", grid(-4, 4), lambda x: impl.{name}(tensor(x)))'
NUMPY_LINE = 'series("{name}", "line", grid(-4, 4), impl.{name}(grid(-4, 4)))'

MISTAKES = '''"""Known mistakes in {address}."""

{annotation}

from grader.probe.probe import known_mistake
'''

MISTAKE = '''

@known_mistake("{name}", hint=1)
def {name}_of_wrong_sign(x: {kind}) -> {kind}:
    """??? What the learner did, and why it is wrong."""
    return -x
'''

CORPUS = '''"""Answers to {address}."""

from tests.corpus import right, wrong
'''

ANSWERS = """

@right("{name}")
def {name}_in_my_style(x):
    raise NotImplementedError("??? a right answer, and at least three more")


@wrong("{name}", named="{slug}-of-wrong-sign")
def {name}_wrong_in_my_style(x):
    raise NotImplementedError("??? a known mistake in another style, and at least five more")
"""

HOST = '''"""??? A small task of the topic, with data, a model, a loss and an evaluation."""

{imports}
'''

HOST_FUNCTION = '''

def {name}(x: {kind}) -> {kind}:
    """??? As in the solution."""
    result = {copy}
    return result  # ??? step by step, so that bugs find a place
'''

HOST_END = '''

def main() -> None:
    """Print what was learned."""
    raise NotImplementedError("??? at least fifteen lines in all")
'''

BUGS = """[of-wrong-sign]
level = "value" # or statistics, gradient, numerics, edge: at least a third of ten bugs or more
in = "{name}"
right = '''result = {copy}'''
wrong = '''result = -{copy}'''
says = "??? What is wrong, in a sentence."
"""

QUESTION = """
[{slug}-asks-for]
kind = "choice"
exercise = "{address}"
prompt = "??? What an interviewer would ask; docs/quiz.md has the other kinds of question."
answer = "right"
explanation = "??? Why, in two or three sentences."
[{slug}-asks-for.options.right]
text = "??? The right answer."
[{slug}-asks-for.options.mistake]
text = "??? What people say instead."
why = "??? What is wrong with it."
[{slug}-asks-for.options.other]
text = "??? What others say."
why = "??? What is wrong with that."
"""


def entered(catalogue: str, exercise: Exercise) -> str:
    """The text of the catalogue with the exercise added to its topic, which may be new."""
    title = json.dumps(exercise.title, ensure_ascii=False)  # JSON strings are TOML strings
    about = f'par = {exercise.par}, level = "{exercise.level}", title = {title}'
    line = f"{exercise.name} = {{ {about} }}"
    header = f"[{exercise.topic}.exercises]"
    catalogue = _on_the_path(catalogue, exercise.address)
    before, found, after = catalogue.partition(f"{header}\n")
    if not found:
        topic = f'[{exercise.topic}]\ntitle = "{exercise.topic}"\nimports = ["torch"]'
        return f"{catalogue.rstrip()}\n\n{topic}\n\n{header}\n{line}\n"
    entries, gap, rest = after.partition("\n\n")
    return f"{before}{found}{entries.rstrip()}\n{line}{gap or chr(10)}{rest}"


def _on_the_path(catalogue: str, address: str) -> str:
    """The text with the address at the end of the path, where its author moves it from."""
    before, found, after = catalogue.partition("\n]\n")
    return f'{before}\n    "{address}",{found}{after}' if found else catalogue


def write_skeleton(exercise: Exercise, functions: Sequence[str]) -> list[tuple[Path, str]]:
    """Write every file of a new exercise, and add it to the catalogue.

    Args:
        exercise: the exercise.
        functions: the names of the functions that the learner writes.

    Returns:
        The files that were written, each with what belongs in it.

    Raises:
        FileExistsError: one of the files exists already; nothing is written.
    """
    files, texts = files_of(exercise), _texts(exercise, functions)
    for path in texts:
        if path.exists():
            raise FileExistsError(path)
    for path, text in texts.items():
        _package(path.parent, exercise.topic)
        path.write_text(text, "utf-8")
    _append(files.questions, QUESTION.format(**_words(exercise, exercise.name)))
    catalogue = shipped("solutions") / "catalogue.toml"
    catalogue.write_text(entered(catalogue.read_text("utf-8"), exercise), "utf-8")
    return [
        (files.solution, "the statement, the hints, the interview answer and the reference"),
        (files.checks, "the checks, their inputs, and the picture shown after a pass"),
        (files.mistakes, "the mistakes that people make"),
        (files.corpus, "right and wrong answers in other people's styles"),
        (files.host, "working code to find bugs in"),
        (files.bugs, "at least ten bugs"),
        (files.questions, "a quiz question, at the end"),
        (catalogue, "a line for the exercise, and its place at the end of the path"),
    ]


def _texts(exercise: Exercise, functions: Sequence[str]) -> dict[Path, str]:
    files = files_of(exercise)
    torch = not any(t.name == exercise.topic and "torch" not in t.imports for t in topics())
    first, each = (TORCH_CHECKS, TORCH_CHECK) if torch else (NUMPY_CHECKS, NUMPY_CHECK)
    words = _words(exercise, exercise.name) | {
        "statements": "\n".join(f"- `{name}(x)`: ???" for name in functions),
        "formulas": "\n".join(f"{name} = ???" for name in functions),
        "annotation": _annotation(torch),
        "imports": f"import torch\n{_annotation(torch)}" if torch else _annotation(torch),
        "kind": "Tensor" if torch else "NDArray[np.float64]",
        "copy": "torch.clone(x)" if torch else "np.copy(x)",
    }
    line = (TORCH_LINE if torch else NUMPY_LINE).format(name=functions[0])
    ends = {files.checks: PICTURE.format(name=functions[0], line=line), files.host: HOST_END}
    parts = {
        files.solution: (SOLUTION, FUNCTION),
        files.checks: (first, each),
        files.mistakes: (MISTAKES, MISTAKE),
        files.corpus: (CORPUS, ANSWERS),
        files.host: (HOST, HOST_FUNCTION),
    }
    texts = {
        path: start.format(**words)
        + "".join(part.format(**words | _words(exercise, name)) for name in functions)
        + ends.get(path, "")
        for path, (start, part) in parts.items()
    }
    return texts | {files.bugs: BUGS.format(**words | _words(exercise, functions[0]))}


def _annotation(torch: bool) -> str:
    if torch:
        return "from torch import Tensor"
    return "import numpy as np\nfrom numpy.typing import NDArray"


def _words(exercise: Exercise, name: str) -> dict[str, str]:
    slug = name.replace("_", "-").lower()
    return {"title": exercise.title, "address": exercise.address, "name": name, "slug": slug}


def _package(folder: Path, topic: str) -> None:
    """Create a folder, as a package if its neighbors are packages."""
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "__init__.py"
    says = {"checks": "The checks of", "mistakes": "Known mistakes in"}
    if folder.parent.name in says and not package.exists():
        package.write_text(f'"""{says[folder.parent.name]} {topic}."""\n', "utf-8")
    elif folder.is_relative_to(root() / "tests") and not package.exists():
        package.write_text("", "utf-8")


def _append(path: Path, text: str) -> None:
    before = path.read_text("utf-8").rstrip() if path.exists() else ""
    path.write_text(f"{before}\n{text}" if before else text.lstrip(), "utf-8")
