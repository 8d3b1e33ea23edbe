"""Formulas as MathML, which browsers set without a script."""

import re

from markupsafe import Markup, escape

from grader.room.formula.parser import (
    Applied,
    Binary,
    Group,
    Listing,
    Name,
    Negative,
    Node,
    NotAFormula,
    Number,
    parse,
)

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eps": "ε", "epsilon": "ε", "theta": "θ",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
}  # fmt: skip
SIGNS = {"-": "−", "<=": "≤", ">=": "≥", "!=": "≠"}
TIMES, INVISIBLE_TIMES, APPLY = "⋅", "\u2062", "\u2061"

_KEYWORD = re.compile(r"[A-Za-z]\w+=\S+")
"""An argument of a call, such as `dim=-1`, which is code."""


def mathml(text: str) -> Markup | None:
    """A formula for a line of text; None if the text is not one, or a lone name, number or call."""
    if _KEYWORD.fullmatch(text):
        return None
    try:
        node = parse(text)
    except NotAFormula:
        return None
    return _math(node, text) if _is_worth_it(node) else None


def mathml_block(text: str) -> Markup | None:
    """Formulas one below the other; None if a line is something else.

    A line that is further in than the first one continues the line before it.
    """
    lines: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        if line.startswith(" ") and lines:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    try:
        nodes = [parse(line) for line in lines]
    except NotAFormula:
        return None
    return Markup("\n").join(
        _math(node, line, "block") for node, line in zip(nodes, lines, strict=True)
    )


def _math(node: Node, source: str, display: str = "inline") -> Markup:
    """The element, with its source for those who copy it or listen to it."""
    return Markup(
        '<math display="{}"><semantics><mrow>{}</mrow>'
        '<annotation encoding="text/plain">{}</annotation></semantics></math>'
    ).format(display, _set(node), " ".join(source.split()))


def _is_worth_it(node: Node) -> bool:
    match node:
        case Binary() | Listing():
            return not isinstance(node, Listing) or any(_is_worth_it(one) for one in node.items)
        case Negative(of):
            return not isinstance(of, Number) and of != Name("inf")
        case Applied(function, _):
            return function in ("log", "exp", "sqrt", "abs") or function.startswith(("sum_", "E"))
        case Group(inside, opening):
            return opening == "|" or (len(inside) == 1 and _is_worth_it(inside[0]))
    return False


def _set(node: Node) -> Markup:
    match node:
        case Number(text):
            return _number(text)
        case Name(text):
            return _name(text)
        case Negative(of):
            return _row(_sign("-"), _set(of))
        case Binary("/", left, right):
            return _element("mfrac", _row(_set(_bare(left))), _row(_set(_bare(right))))
        case Binary("^", base, power):
            return _element("msup", _row(_set(base)), _row(_set(_bare(power))))
        case Binary("*", left, right):
            return _row(_set(left), *_times(left, right), _set(right))
        case Binary(sign, left, right):
            return _row(_set(left), _sign(sign), _set(right))
        case Group(inside, opening):
            closing = {"(": ")", "[": "]", "|": "|"}[opening]
            return _row(_fence(opening), _separated(inside), _fence(closing))
        case Applied(function, to):
            return _applied(function, to)
        case Listing(items):
            return _separated(items)


def _applied(function: str, to: Node) -> Markup:
    if function == "sqrt":
        return _element("msqrt", _set(_bare(to)))
    if function == "abs" and isinstance(to, Group) and len(to.inside) == 1:
        return _set(Group(to.inside, "|"))
    head, _, index = function.partition("_")
    if head == "sum":
        sign = _element("mo", Markup("∑"))
        applied = _element("msub", sign, _row(_name(index))) if index else sign
        return _row(applied, _set(to))
    return _row(_name(function), _element("mo", APPLY), _set(to))


def _times(left: Node, right: Node) -> list[Markup]:
    """A dot, or nothing where that reads better: `2σ` and `2 log σ`, but `2⋅3` and `lr⋅g`."""
    is_seen = isinstance(_first(right), Number) or _is_word(_last(left)) or _is_word(_first(right))
    times = _element("mo", TIMES if is_seen else INVISIBLE_TIMES)
    return [times, Markup('<mspace width="0.17em"/>')] if _is_function(right) else [times]


def _is_function(node: Node) -> bool:
    """Whether a name of several letters begins it, which a space should keep apart."""
    first = _first(node)
    return isinstance(first, Applied) and first.function not in ("abs", "sqrt")


def _first(node: Node) -> Node:
    while isinstance(node, Binary) and node.sign in ("*", "^"):
        node = node.left
    return node


def _last(node: Node) -> Node:
    while isinstance(node, Binary) and node.sign == "*":
        node = node.right
    return node


def _is_word(node: Node) -> bool:
    """Whether it is a name of several letters, which must not run into its neighbor."""
    if isinstance(node, Binary) and node.sign == "^":
        node = node.left
    head = node.text.partition("_")[0] if isinstance(node, Name) else ""
    return len(head) > 1 and head not in GREEK


def _bare(node: Node) -> Node:
    """Without brackets that the notation makes unnecessary."""
    is_round = isinstance(node, Group) and node.opening == "(" and len(node.inside) == 1
    return node.inside[0] if is_round and isinstance(node, Group) else node


def _name(text: str) -> Markup:
    """A name, with an index where it has a letter and something after it."""
    head, _, index = text.partition("_")
    letter = GREEK.get(head, head)
    if not index or len(letter) > 1:
        return _element("mi", escape(letter if not index else text))
    if index == "hat":
        return _element("mover", _element("mi", letter), _element("mo", "^"))
    below = GREEK.get(index, index)
    return _element("msub", _element("mi", letter), _element("mi", escape(below)))


def _number(text: str) -> Markup:
    digits, _, power = text.partition("e")
    if not power:
        return _element("mn", digits)
    ten = Binary("^", Number("10"), _signed(power))
    return _set(ten if digits == "1" else Binary("*", Number(digits), ten))


def _signed(text: str) -> Node:
    number = Number(text.lstrip("+-"))
    return Negative(number) if text.startswith("-") else number


def _separated(items: tuple[Node, ...]) -> Markup:
    return _element("mo", ",").join(_set(one) for one in items)


def _sign(sign: str) -> Markup:
    return _element("mo", escape(SIGNS.get(sign, sign)))


def _fence(sign: str) -> Markup:
    return Markup("<mo fence='true'>{}</mo>").format(sign)


def _row(*parts: Markup) -> Markup:
    joined = Markup("").join(parts)
    return _element("mrow", joined) if len(parts) > 1 else joined


def _element(tag: str, *parts: Markup | str) -> Markup:
    return Markup(f"<{tag}>{{}}</{tag}>").format(Markup("").join(parts))
