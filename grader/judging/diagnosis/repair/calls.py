"""Changes of calls: left out, of another function, along another dimension, or added."""

import ast
from collections.abc import Iterator, Sequence

from grader.judging.diagnosis.repair.sites import Change, Site, is_module, operator_of, shown

_OTHERS = (
    ("sum", "mean", "prod", "max", "min", "amax", "amin", "median", "nansum", "nanmean"),
    ("exp", "log", "expm1", "log1p", "log2", "log10", "sqrt", "square", "abs", "sigmoid", "tanh"),
    ("relu", "softplus", "exp", "sigmoid", "abs"),
    ("softmax", "log_softmax", "softmin"),
    ("logsigmoid", "sigmoid", "softplus"),
    ("hardsigmoid", "sigmoid"),
    ("var", "std", "nanvar", "nanstd"),
    ("argmax", "argmin", "argsort"),
    ("maximum", "minimum", "fmax", "fmin"),
    ("rand_like", "randn_like", "zeros_like", "ones_like"),
    ("rand", "randn", "zeros", "ones"),
    ("normal", "randn_like", "standard_normal"),
    ("floor", "ceil", "round", "trunc"),
    ("percentile", "quantile"),
    ("predict", "predict_proba", "score_samples", "score"),
    ("eval", "train"),
    ("all", "any"),
    ("flatten", "ravel", "t"),
)
_DIMENSIONAL = frozenset({"dim", "axis"})
_REDUCED = frozenset({"sum", "mean", "max", "min", "amax", "amin", "logsumexp", "median", "norm"})
_BOUNDED = frozenset({"clamp", "clip", "relu", "clamp_min", "maximum"})
_STEPS = ("exp", "log", "sqrt", "square", "abs", "sum", "mean", "double")
_NOT_LEFT_OUT = frozenset({"range", "len", "zip", "enumerate", "isinstance", "super", "blank"})


def left_out(site: Site) -> Iterator[Change]:
    """What a function or method is called on, without the call."""
    match site.node:
        case ast.Call(func=ast.Attribute(value=base, attr=name)) if not is_module(base):
            if not isinstance(base, ast.Name) or base.id != "self":
                yield Change(site.code(base), _superfluous(f"`.{name}()`", site))
        case ast.Call(func=function, args=[first, *_]):
            name = ast.unparse(function).rpartition(".")[2]
            if name not in _NOT_LEFT_OUT and not isinstance(first, ast.Starred):
                yield Change(site.code(first), _superfluous(f"`{name}`", site))
    match site.node:
        case ast.Call(func=function, args=[_, *others]) if others:
            for other in others:
                if not isinstance(other, ast.Starred | ast.Constant):
                    says = (
                        f"{site.place} does not belong there: with {shown(other)} alone every "
                        "answer is right."
                    )
                    yield Change(site.code(other), says)
        case ast.Attribute(value=base, attr="T" | "mT" | "data" | "real"):
            yield Change(site.code(base), _superfluous(f"`.{site.node.attr}`", site))
        case ast.Subscript(value=base):
            says = f"The index of {site.place} is too much: without it every answer is right."
            yield Change(site.code(base), says)


def keyword_left_out(site: Site) -> Iterator[Change]:
    """A call with one argument less: a keyword, or the last one."""
    match site.node:
        case ast.Call(func=function, args=args, keywords=keywords):
            for keyword in keywords:
                if keyword.arg is not None:
                    others = [*args, *(other for other in keywords if other is not keyword)]
                    says = (
                        f"`{keyword.arg}` does not belong in {site.place}: without it every answer "
                        "is right."
                    )
                    yield Change(_call(function, others), says)
            if args[1:] and not isinstance(args[-1], ast.Starred):
                says = (
                    f"{shown(args[-1])} does not belong in {site.place}: without it every answer "
                    "is right."
                )
                yield Change(_call(function, [*args[:-1], *keywords]), says)


def dimension(site: Site) -> Iterator[Change]:
    """Along another dimension, or with the reduced dimension kept."""
    match site.node:
        case ast.Call(func=ast.Attribute(attr=name) as function, args=args, keywords=keywords):
            for keyword in keywords:
                if keyword.arg in _DIMENSIONAL:
                    others = [*args, *(other for other in keywords if other is not keyword)]
                    says = (
                        f"{site.place} works along the wrong dimension: with another one every "
                        "answer is right."
                    )
                    for value in ("0", "1", "-1", "None"):
                        code = f"{_call(function, others)[:-1]}, {keyword.arg}={value})"
                        yield Change(code.replace("(, ", "("), says)
            if name in _REDUCED and (args or keywords):
                kept = "keepdims" if "np" in ast.unparse(function.value) else "keepdim"
                if not any(keyword.arg == kept for keyword in keywords):
                    says = (
                        f"{site.place} drops a dimension that is needed: with `{kept}=True` every "
                        "answer is right."
                    )
                    yield Change(f"{_call(function, [*args, *keywords])[:-1]}, {kept}=True)", says)
            if name in _REDUCED and not keywords and len(args) <= 1:
                says = (
                    f"{site.place} reduces too much: along one dimension alone every answer is "
                    "right."
                )
                comma = ", " if args else ""
                for value in ("-1", "0"):
                    yield Change(f"{_call(function, args)[:-1]}{comma}{value})", says)


def other_function(site: Site) -> Iterator[Change]:
    """Another function of the same kind."""
    match site.node:
        case ast.Call(func=ast.Attribute(value=base, attr=name), args=args, keywords=keywords):
            says = (
                f"`{name}` is the wrong function in {site.place}: with another one every answer is "
                "right."
            )
            found = (other for group in _OTHERS if name in group for other in group)
            for other in dict.fromkeys(found):
                if other != name:
                    function = ast.Attribute(base, other, ast.Load())
                    yield Change(_call(function, [*args, *keywords]), says)
            if name in _BOUNDED:
                called = is_module(base) and args
                yield Change(f"{site.code(args[0] if called else base)}.abs()", says)
        case ast.Call(func=ast.Name(id="max" | "min" as name), args=args, keywords=keywords):
            other = "min" if name == "max" else "max"
            says = f"`{name}` in {site.place} is wrong: with `{other}` every answer is right."
            yield Change(_call(ast.Name(other), [*args, *keywords]), says)


def counted(site: Site) -> Iterator[Change]:
    """Another number of elements: all, those of the first dimension, those of the last."""
    match site.node:
        case (
            ast.Call(func=ast.Name(id="len"), args=[base])
            | ast.Subscript(value=ast.Attribute(value=base, attr="shape"))
            | ast.Call(func=ast.Attribute(value=base, attr="numel" | "size"))
        ):
            tensor = site.code(base)
            says = f"{site.place} is the wrong number: with another count every answer is right."
            for count in ("numel()", "shape[0]", "shape[-1]", "size", "dim()"):
                yield Change(f"{tensor}.{count}", says)


def reach(site: Site) -> Iterator[Change]:
    """A call that takes one operand more, or one less."""
    match site.node:
        case ast.BinOp(left=ast.Call(args=[inner, *others]) as call, op=op, right=right):
            sides = f"{site.code(inner)} {operator_of(op)} {site.code(right)}"
            function = ast.unparse(call.func)
            rest = "".join(f", {ast.unparse(word)}" for word in (*others, *call.keywords))
            says = (
                f"A parenthesis of {site.place} closes too early: with {shown(right)} inside every "
                "answer is right."
            )
            yield Change(f"{function}({sides}{rest})", says)
        case ast.Call(func=function, args=[ast.BinOp(left=left, op=op, right=right), *others]):
            rest = "".join(f", {ast.unparse(word)}" for word in (*others, *site.node.keywords))
            says = (
                f"A parenthesis of {site.place} closes too late: with {{}} outside every answer is "
                "right."
            )
            name, sign = ast.unparse(function), operator_of(op)
            yield Change(
                f"({name}({site.code(left)}{rest}) {sign} {site.code(right)})",
                says.format(shown(right)),
            )
            yield Change(
                f"({site.code(left)} {sign} {name}({site.code(right)}{rest}))",
                says.format(shown(left)),
            )


def degrees_of_freedom(site: Site) -> Iterator[Change]:
    """A variance that divides by n, or by n - 1."""
    match site.node:
        case ast.Call(func=ast.Attribute(attr="var" | "std") as function) as call:
            others = ("correction", "unbiased", "ddof")
            kept = [*call.args, *(word for word in call.keywords if word.arg not in others)]
            says = (
                f"{site.place} divides by the wrong number: with the other of n and n - 1 every "
                "answer is right."
            )
            for word in ("correction=0", "correction=1", "ddof=0", "ddof=1"):
                comma = ", " if kept else ""
                yield Change(f"{_call(function, kept)[:-1]}{comma}{word})", says)


def step_missing(site: Site) -> Iterator[Change]:
    """One more function applied."""
    if not isinstance(site.node, ast.Name | ast.Call | ast.BinOp) or _is_called(site):
        return
    code = site.code(site.node)
    # Of what was reduced already, a sum only hides that its dimension was kept.
    kept = isinstance(site.node, ast.Call) and any(
        word.arg in ("keepdim", "keepdims") for word in site.node.keywords
    )
    for name in (step for step in _STEPS if not (kept and step in _REDUCED)):
        says = f"{site.place} lacks a step: with its `{name}` every answer is right."
        yield Change(f"{code}.{name}()", says)
    factor = f"{site.place} lacks a factor or a power: with it every answer is right."
    yield Change(f"(2 * {code})", factor)
    yield Change(f"({code} / 2)", factor)
    yield Change(f"(1 / {code})", f"{site.place} belongs in the denominator: there it is right.")
    if isinstance(site.parent, ast.BinOp):
        term = f"{site.place} differs by 1: with that every answer is right."
        yield Change(f"({code} + 1)", term)
        yield Change(f"({code} - 1)", term)
        yield Change(f"(1 - {code})", f"{site.place} should be taken from 1: then all is right.")


def _is_called(site: Site) -> bool:
    return isinstance(site.parent, ast.Call) and site.parent.func is site.node


def _superfluous(what: str, site: Site) -> str:
    return f"{what} in {site.place} does not belong there: without it every answer is right."


def _call(function: ast.expr, arguments: Sequence[ast.AST]) -> str:
    return f"{ast.unparse(function)}({', '.join(map(ast.unparse, arguments))})"
