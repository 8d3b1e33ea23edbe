"""Changes of a fit that let it run for longer: more steps, longer ones, a later end."""

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

from grader.judging.diagnosis.code.source import called
from grader.judging.diagnosis.repair.sites import Change, Site

_STEPS = re.compile(r"step|iter|epoch|rounds", re.IGNORECASE)
_RATES = re.compile(r"^lr$|rate|eta|step_size", re.IGNORECASE)
_TOLERANCES = re.compile(r"tol|eps|thresh", re.IGNORECASE)

_TIMES = 10
"""How many times as many steps, or as long ones, are tried."""

_LATE = {"max_iter": "10_000", "tolerance_grad": "1e-14", "tolerance_change": "1e-18"}
"""Options of `LBFGS` that end it late; by default it takes 20 steps."""

MOST = 10_000
"""How many steps are tried together with longer ones."""

_MINIMIZERS = {"minimize", "minimize_scalar"}
_EXACT = {"tol": "1e-15", "options": "{'maxiter': 10**5, 'maxfun': 10**6}"}
"""Options of SciPy's minimizers that end late."""

_SEARCHING = {"lr": "1", "line_search_fn": "'strong_wolfe'"}
"""Options of `LBFGS` with which it looks for the length of each step."""


def longer(site: Site) -> Iterator[Change]:
    """More steps of a loop or of an optimizer, longer ones, or a smaller change that ends them."""
    match site.node:
        case ast.Constant(value=int() | float() as value) as node if type(value) is not bool:
            name = _name_of(site.parent, node)
            if _is_count(name, value):
                yield from _more_steps(site, node, int(value))
            if _is_rate(name, value):
                yield from _longer_steps(site, value)
            if _is_end(site.parent, node):
                says = (
                    f"The fit stops too early, by {site.around}: with a smaller number every "
                    "answer is right."
                )
                yield Change(_smaller(node), says)
                yield from _more_and_later(site, node)
        case ast.Call() as node if called(node) == "LBFGS":
            yield from _later(site, node)
        case ast.Call() as node if called(node) in _MINIMIZERS:
            own = {str(word.arg): ast.unparse(word.value) for word in node.keywords}
            says = "ends too early with its tolerances: with smaller ones"
            yield _with_options(site, node, own | _EXACT, says)


def _more_steps(site: Site, node: ast.Constant, steps: int) -> Iterator[Change]:
    more = repr(_TIMES * steps)
    says = f"{steps} steps, in {site.around}, are too few: with more of them every answer is right."
    yield Change(more, says)
    for rate in _named(site, lambda around, node: _is_rate(_name_of(around, node), node.value)):
        says = (
            f"{steps} steps of {rate.value!r}, in {site.around}, do not arrive: with more and "
            "longer ones every answer is right."
        )
        for times, longer in ((_TIMES, _TIMES), (_TIMES**2, _TIMES), (_TIMES**2, _TIMES**2)):
            length: Any = rate.value  # a number by `_is_rate`
            if times * steps <= MOST and longer * length <= 10:
                places = (node, repr(times * steps)), (rate, repr(longer * length))
                yield Change("", says, places)


def _more_and_later(site: Site, end: ast.Constant) -> Iterator[Change]:
    for count in _named(site, lambda around, node: _is_count(_name_of(around, node), node.value)):
        says = (
            f"{count.value!r} steps at line {count.lineno} are too few, and {end.value!r}, in "
            f"{site.around}, ends them too early: with more of them and a smaller number every "
            "answer is right."
        )
        steps: Any = count.value  # a number by `_is_count`
        for times in (_TIMES, _TIMES**2):
            if times == _TIMES or times * steps <= MOST:
                yield Change("", says, ((count, repr(times * steps)), (end, _smaller(end))))


def _longer_steps(site: Site, rate: float) -> Iterator[Change]:
    says = (
        f"Steps of {rate:g}, in {site.around}, are too short to arrive: with longer ones every "
        "answer is right."
    )
    for times in (_TIMES, _TIMES**2):
        if rate * times <= 10:
            yield Change(repr(times * rate), says)


def _later(site: Site, node: ast.Call) -> Iterator[Change]:
    """An optimizer of the library that ends later than by default, or than it was told to."""
    own = {str(word.arg): ast.unparse(word.value) for word in node.keywords}
    late = {name: value for name, value in _LATE.items() if name not in own}
    few = "takes at most 20 steps by default, which are too few here: with more of them"
    soon = "ends by default where little changes, too early here: with smaller tolerances"
    if "line_search_fn" not in own:
        # First, because without one more steps may take for ever.
        says = "does not arrive: with a line search, steps of 1 and enough of them"
        if "max_iter" in late:
            says = "takes at most 20 steps by default: with more of them and a line search"
        yield _with_options(site, node, own | _LATE | _SEARCHING, says)
    tolerances = {name: value for name, value in late.items() if name != "max_iter"}
    if "max_iter" in late:
        yield _with_options(site, node, own | {"max_iter": _LATE["max_iter"]}, few)
    if tolerances:
        yield _with_options(site, node, own | tolerances, soon)
    if tolerances and "max_iter" in late:
        yield _with_options(site, node, own | late, f"{few}, and smaller tolerances")


def _with_options(site: Site, node: ast.Call, options: dict[str, str], says: str) -> Change:
    named = [f"{name}={value}" for name, value in options.items()]
    given = ", ".join([*map(ast.unparse, node.args), *named])
    return Change(
        f"{ast.unparse(node.func)}({given})", f"{site.place} {says} every answer is right."
    )


def _named(site: Site, is_one: Callable[[ast.AST, ast.Constant], bool]) -> Iterator[ast.Constant]:
    """The numbers of a kind in the definition."""
    for function in site.definition.functions:
        for around in ast.walk(function):
            for node in ast.iter_child_nodes(around):
                if isinstance(node, ast.Constant) and is_one(around, node):
                    yield node


def _is_count(name: str, value: object) -> bool:
    return bool(_STEPS.search(name)) and type(value) is int and value > 1


def _is_rate(name: str, value: object) -> bool:
    return bool(_RATES.search(name)) and isinstance(value, int | float) and 0 < value <= 1


def _is_end(around: ast.AST, node: ast.Constant) -> bool:
    """Whether a number is what something is compared with, or is called a tolerance."""
    if not isinstance(node.value, float) or not 0 < node.value < 0.1:
        return False
    return isinstance(around, ast.Compare) or bool(_TOLERANCES.search(_name_of(around, node)))


def _smaller(node: ast.Constant) -> str:
    return repr(node.value * 1e-5)  # type: ignore[operator]  # a number by `_is_end`


def _name_of(around: ast.AST, node: ast.AST) -> str:
    """What a number is called: by its variable or keyword, or as the end of a `range`."""
    match around:
        case ast.Call(func=ast.Name(id="range"), args=args) if args[-1] is node:
            return "steps"
        case ast.keyword(arg=str(name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return ""
