"""What everybody may have of an exercise: its stubs, its reference, and right versions of that.

Nothing here runs: texts are read, and the answers of the tests taken from them by their marks.
"""

import ast
from collections.abc import Iterator
from functools import cache

from grader.authoring.power.right_versions import versions
from grader.batch.alike.compare import Known
from grader.catalogue import Exercise, shipped, topics
from grader.source import SCAFFOLDS, read_solution, stub


@cache
def known(exercise: Exercise) -> Known:
    """What is nobody's own in the answers to an exercise."""
    solution = read_solution(exercise.solution)
    stubs = [stub(solution, scaffold) for scaffold in SCAFFOLDS]
    rewritten = [version.text for version in versions(solution.text, _library(exercise))]
    return Known([solution.text, *stubs, *rewritten, *corpus(exercise)])


def corpus(exercise: Exercise) -> Iterator[str]:
    """The right answers of the tests, together and each alone; none without a checkout."""
    file = shipped("solutions").parent / "tests" / "corpus" / exercise.file
    if not file.is_file():
        return
    module = ast.parse(file.read_text("utf-8"))
    module.body = [node for node in module.body if not _is_wrong(node)]
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.decorator_list.clear()
            yield ast.unparse(node)
    yield ast.unparse(module)  # in which the names of their helpers are the file's own


def _is_wrong(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "wrong"
        for mark in node.decorator_list
    )


def _library(exercise: Exercise) -> str:
    [imports] = [topic.imports for topic in topics() if topic.name == exercise.topic]
    return "torch" if "torch" in imports else "numpy"
