"""Mutations of tensor code: reductions, axes, gradients, clamps, dtypes, shapes and noise.

Each takes a site and yields possible replacements, as source text.
"""

import ast
from collections.abc import Iterator

from grader.authoring.power.operators.arithmetic import written
from grader.authoring.power.sites import Site

_REDUCTIONS = {
    "torch": ("sum", "mean", "amax", "median", "prod"),
    "numpy": ("sum", "mean", "max", "prod"),
}
_SWAPS = {
    "exp": ("expm1", "log", "sigmoid", "square"),
    "expm1": ("exp",),
    "log": ("log1p", "exp", "log2", "abs"),
    "log1p": ("log", "expm1"),
    "square": ("abs", "sqrt"),
    "abs": ("square", "sign"),
    "sqrt": ("square", "abs"),
    "sign": ("abs", "square"),
    "sigmoid": ("tanh", "exp", "relu"),
    "softmax": ("log_softmax", "sigmoid"),
    "log_softmax": ("softmax",),
    "logsigmoid": ("sigmoid", "softplus"),
    "var": ("std",),
    "rand_like": ("randn_like", "zeros_like", "ones_like"),
    "randn_like": ("rand_like", "zeros_like", "ones_like"),
    "bincount": ("unique",),
    "solve_triangular": ("solve",),
    "cholesky": ("sqrtm", "inv"),
    "logsumexp": ("softmax",),
    "stack": ("concatenate",),
}
_ELEMENTWISE = frozenset(
    {"abs", "clamp", "exp", "expm1", "log", "log1p", "masked_fill", "sigmoid", "sign", "sqrt"}
    | {"square"}
)
_IN_PLACE = {ast.Add: "add_", ast.Sub: "sub_", ast.Mult: "mul_", ast.Div: "div_"}
_DIMENSION = ("dim", "axis")


def reductions(site: Site) -> Iterator[str]:
    """Another reduction, over another dimension, in two steps, or divided by the batch size."""
    library = site.scope.library
    match site.node:
        case ast.Call(func=ast.Attribute(value=base, attr=name), args=args, keywords=keywords):
            known = _REDUCTIONS[library]
            if name not in known:
                return
            called = isinstance(base, ast.Name) and base.id in ("torch", "np")
            inner = written(args[0] if called else base)
            rest = ", ".join(map(ast.unparse, [*(args[1:] if called else args), *keywords]))
            yield from (f"{inner}.{other}({rest})" for other in known if other != name)
            if rest:
                yield f"{inner}.{name}()"
                yield f"{inner}.{name}({rest}, keep{'dim' if library == 'torch' else 'dims'}=True)"
            else:
                yield from (f"{inner}.{name}({dimension})" for dimension in ("0", "-1", "1"))
                yield from (f"{inner}.sum(-1).mean()", f"{inner}.mean(-1).sum()")
                yield from (f"{inner}.sum() / len({inner})", f"{inner}.{name}().reshape(1)")


def dimensions(site: Site) -> Iterator[str]:
    """Another dimension for a function that works along one."""
    match site.node:
        case ast.keyword(arg="dim" | "axis"):
            return
        case ast.Call() as call:
            for keyword in call.keywords:
                if keyword.arg in _DIMENSION:
                    own = ast.unparse(keyword.value)
                    for other in ("0", "1", "-1", "None"):
                        if other != own:
                            yield _with_keyword(call, keyword, other)


def detached(site: Site) -> Iterator[str]:
    """No gradient through an expression."""
    if site.scope.library == "torch" and _is_value(site):
        yield f"{written(site.node)}.detach()"


def dtypes(site: Site) -> Iterator[str]:
    """A fixed precision."""
    if not _is_value(site):
        return
    if site.scope.library == "torch":
        yield from (f"{written(site.node)}.float()", f"{written(site.node)}.double()")
    else:
        yield f"{written(site.node)}.astype(np.float32)"


def devices(site: Site) -> Iterator[str]:
    """A tensor on the CPU, and in the default precision, wherever the inputs are."""
    if site.scope.library != "torch" or not site.scope.is_number(site.node):
        return
    if isinstance(site.parent, ast.BinOp):
        text = ast.unparse(site.node)
        yield f"torch.tensor([{text}])"
        if not isinstance(site.node, ast.Constant) and not text.endswith(".numel()"):
            yield f"torch.tensor({text})"  # 2, 0.5 and a count are exact in every precision


def in_place(site: Site) -> Iterator[str]:
    """An input that is overwritten."""
    if site.scope.library != "torch":
        return
    match site.node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) as call:
            if name in site.scope.given and method in _ELEMENTWISE:
                arguments = ", ".join(map(ast.unparse, [*call.args, *call.keywords]))
                yield f"{name}.{method}_({arguments})"
        case ast.BinOp(left=ast.Name(id=name), op=op, right=right) if type(op) in _IN_PLACE:
            if name in site.scope.given:
                yield f"{name}.{_IN_PLACE[type(op)]}({ast.unparse(right)})"


def functions(site: Site) -> Iterator[str]:
    """A related function."""
    match site.node:
        case ast.Call(func=ast.Attribute(value=base, attr=name) as callee) as call:
            for other in _SWAPS.get(name, ()):
                yield ast.unparse(call).replace(
                    ast.unparse(callee), f"{ast.unparse(base)}.{other}", 1
                )


def unstable(site: Site) -> Iterator[str]:
    """The textbook form of a function in place of its stable form."""
    match site.node:
        case ast.Call(func=ast.Attribute(attr=name), args=[first, *_]):
            x = written(first)
            exps = {"torch": f"torch.exp({x})", "numpy": f"np.exp({x})"}[site.scope.library]
            rows = {"torch": "sum(-1, keepdim=True)", "numpy": "sum(1, keepdims=True)"}
        case _:
            return
    match name:
        case "log_softmax":
            yield f"torch.log(torch.softmax({x}, -1))"
            yield f"torch.log({exps} / {exps}.{rows['torch']})"
        case "softmax":
            yield f"{exps} / {exps}.{rows[site.scope.library]}"
        case "logsigmoid":
            yield f"torch.log(torch.sigmoid({x}))"
            yield f"torch.log(1 / (1 + torch.exp(-{x})))"
            yield f"-torch.log1p(torch.exp(-{x}))"
        case "sigmoid":
            yield f"{exps} / (1 + {exps})"
        case "logsumexp":
            yield f"np.log({exps}.sum(axis=0))"


def chains(site: Site) -> Iterator[str]:
    """Two chained calls in the other order."""
    match site.node:
        case (
            ast.Call(
                func=ast.Attribute(
                    value=ast.Call(func=ast.Attribute(value=base, attr=first)) as inner, attr=second
                )
            ) as outer
        ) if site.scope.is_tensor(base):
            middle = ast.Call(ast.Attribute(base, second), outer.args, outer.keywords)
            yield ast.unparse(ast.Call(ast.Attribute(middle, first), inner.args, inner.keywords))


def shapes(site: Site) -> Iterator[str]:
    """An input with another shape, and a result with an extra dimension."""
    match site.node, site.parent:
        case ast.Name(id=name), _ if name in site.scope.inputs and not site.is_measured:
            yield from (f"{name}.squeeze()", f"{name}.reshape(-1)", f"{name}.T", f"{name}[:1]")
            if site.scope.library == "torch":
                yield f"{name}.unsqueeze(-1)"
        case node, ast.Return() if site.scope.is_tensor(node):
            yield from (f"{written(node)}.reshape(-1)", f"{written(node)}.item()")


def noise(site: Site) -> Iterator[str]:
    """One draw for all rows, or for all columns, or for everything."""
    match site.node:
        case ast.Call(
            func=ast.Attribute(attr="rand_like" | "randn_like" as name), args=[ast.Name(id=like)]
        ):
            yield f"torch.{name}({like}[:1])"
            yield f"torch.{name}({like}[..., :1])"
            yield f"torch.{name}({like}.sum())"
            yield f"torch.{name.removesuffix('_like')}({like}.shape)"


OPERATORS = (
    reductions,
    dimensions,
    detached,
    dtypes,
    devices,
    in_place,
    functions,
    unstable,
    chains,
    shapes,
    noise,
)


def _is_value(site: Site) -> bool:
    """Whether this is a tensor whose values matter."""
    return site.scope.is_tensor(site.node) and not site.is_measured


def _with_keyword(call: ast.Call, keyword: ast.keyword, value: str) -> str:
    own = f"{keyword.arg}={ast.unparse(keyword.value)}"
    return ast.unparse(call).replace(own, f"{keyword.arg}={value}", 1)
