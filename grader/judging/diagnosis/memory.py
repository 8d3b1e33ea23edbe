"""Answers that depend on earlier calls: alone, each one is right."""

import ast
from collections.abc import Iterator, Sequence

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.code.source import Source, place
from grader.judging.diagnosis.evidence import Asked, Evidence
from grader.probe.formula import MEMORY
from grader.verdict import Misconception


def memory(evidence: Evidence) -> Misconception | None:
    """Every answer is right but those between other calls: what is kept is named, if it is seen."""
    amid = [(p, cases) for p, cases in evidence.relevant if p.checks[0].name == MEMORY]
    alone = [(p, cases) for p, cases in evidence.relevant if p.checks[0].name != MEMORY]
    if not _any_wrong(amid) or _any_wrong(alone):
        return None
    where = next(_kept(Source(evidence.text, evidence.failed)), None)
    does = f"{place(where)} keeps something" if where else "Your code keeps something"
    return Misconception(
        "memory",
        f"{does} from one call to the next, and another call needs its own. Compute it anew each "
        "time.",
    )


def _any_wrong(asked: Sequence[Asked]) -> bool:
    return any(not is_right(probe, case) for probe, cases in asked for case in cases)


def _kept(source: Source) -> Iterator[ast.AST]:
    """Where the code uses what outlives a call."""
    outside = {
        target.id
        for statement in source.module
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in ast.walk(statement)
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
    } | source.functions.keys()
    for function in source.used:
        for decorator in function.decorator_list:
            if "cache" in ast.unparse(decorator):
                yield decorator
        yield from (one for one in function.args.defaults if isinstance(one, ast.Dict | ast.List))
    for node in source.nodes():
        match node:
            case ast.Global():
                yield node
            case ast.Subscript(value=ast.Name(id=name)) if name in outside:
                yield node
            case ast.Attribute(value=ast.Name(id=name)) if name in outside:
                yield node
