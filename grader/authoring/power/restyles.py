"""Known mistakes as other people would write them: rewritten by the rules that keep a meaning."""

import ast
from collections.abc import Iterator

from grader.authoring.power.right_versions import COUNT, Version, rewritten
from grader.authoring.power.sites import functions, parsed
from grader.authoring.substitute import substitute
from grader.probe.probe import KnownMistake

EACH = 2
"""How many restyles of a mistake are made, where that many differ from it."""


def restyles(solution: str, mistake: KnownMistake, library: str, first: int) -> Iterator[Version]:
    """A known mistake in other styles, as whole submissions.

    Args:
        solution: the text of the solution.
        mistake: what is written wrongly in it.
        library: torch or numpy: what it computes with.
        first: the turn to begin with; mistakes that begin elsewhere show all styles together.
    """
    original = substitute(solution, mistake.of, mistake.write)
    seen = {ast.unparse(_annotated(original, mistake))}
    for turn in range(first, first + COUNT):
        module = _annotated(original, mistake)
        version = rewritten(module, library, turn % COUNT, mistake.write.__name__)
        if ast.unparse(module) not in seen:
            seen.add(ast.unparse(module))
            yield version
        if len(seen) > EACH:
            return


def _annotated(text: str, mistake: KnownMistake) -> ast.Module:
    """A submission whose wrong function has the annotations of the right one.

    They tell the rewriting what is a tensor; a known mistake is written without them.
    """
    module = parsed(text)
    known = {of: function for of, function, _ in functions(module)}
    wrong, right = known.get(mistake.write.__name__), known.get(mistake.of)
    if wrong and right:
        annotations = {argument.arg: argument.annotation for argument in right.args.args}
        for argument in wrong.args.args:
            argument.annotation = argument.annotation or annotations.get(argument.arg)
    return module
