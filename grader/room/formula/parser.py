"""The language of the formulas: Python's arithmetic, but for `^`, which is a power.

    relation = sum (("=" | "<" | ...) sum)*            several, separated by commas
    sum      = ["-"] product (("+" | "-") product)*
    product  = factor (("*" | "/") factor)*
    factor   = "-" factor | primary ["^" factor]
    primary  = number | name | name "(" sums ")" | "(" sums ")" | "|" sum "|"
             | log, exp and others before a factor: `log p`
             | sum and mean, also with an index, before a product: `sum_k p_k*log(q_k)`
             | "E[" sum "]"

The order of what is written is kept. What does not fit, such as `q(z|x)`, is not a formula here.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias


class NotAFormula(ValueError):
    """A text that this language does not have."""


@dataclass(frozen=True)
class Number:
    """A number as it is written."""

    text: str


@dataclass(frozen=True)
class Name:
    """A variable."""

    text: str


@dataclass(frozen=True)
class Negative:
    """Something with a minus before it."""

    of: "Node"


@dataclass(frozen=True)
class Binary:
    """Two things and what is between them: + - * / ^ or a relation."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Group:
    """Several things in brackets: round, square after an expectation, or bars."""

    inside: tuple["Node", ...]
    opening: str = "("


@dataclass(frozen=True)
class Applied:
    """A function or operator, and what it is applied to."""

    function: str
    to: "Node"


@dataclass(frozen=True)
class Listing:
    """Several formulas, separated by commas."""

    items: tuple["Node", ...]


Node: TypeAlias = Number | Name | Negative | Binary | Group | Applied | Listing

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.]))|(?P<name>[A-Za-z]\w*)"
    r"|(?P<sign><=|>=|!=|\*(?!\*)|[-+/^=<>(),|\[\]]))"
)
_RELATIONS = ("=", "<", ">", "<=", ">=", "!=")
_CLOSING = {"(": ")", "[": "]", "|": "|"}
_BARE = ("log", "exp", "det", "sqrt")
_REDUCING = re.compile(r"(sum|mean)(_[a-z]{1,2})?")
_EXPECTATION = re.compile(r"E(_[a-z])?")
_LONGEST = 400


def parse(text: str) -> Node:
    """The formulas in a text.

    Raises:
        NotAFormula: it has none, or something else besides.
    """
    return _Parser(_tokens(text)).formulas()


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > _LONGEST:
        raise NotAFormula(text)
    tokens, place = [], 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if not found:
            raise NotAFormula(text)
        tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
        place = found.end()
    return tokens


class _Parser:
    """A recursive descent through the tokens; each method is a rule of the grammar."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = [*tokens, ("end", "")]
        self._at = 0
        self._open: list[str] = []  # brackets: inside bars, a bar closes

    def formulas(self) -> Node:
        items = [self._relation()]
        while self._takes(","):
            items.append(self._relation())
        if self._kind != "end":
            raise NotAFormula(self._text)
        return items[0] if len(items) == 1 else Listing(tuple(items))

    def _relation(self) -> Node:
        left = self._sum()
        while self._text in _RELATIONS:
            left = Binary(self._take(), left, self._sum())
        return left

    def _sum(self) -> Node:
        left = self._product()
        while self._text in ("+", "-"):
            left = Binary(self._take(), left, self._product())
        return left

    def _product(self) -> Node:
        left = self._factor()
        while self._text in ("*", "/"):
            left = Binary(self._take(), left, self._factor())
        return left

    def _factor(self) -> Node:
        if self._takes("-"):
            return Negative(self._factor())
        base = self._primary()
        return Binary("^", base, self._factor()) if self._takes("^") else base

    def _primary(self) -> Node:
        if self._kind == "number":
            return Number(self._take())
        if self._kind == "name":
            return self._named(self._take())
        if self._text == "(":
            return self._group()
        if self._text == "|" and "|" not in self._open:
            return self._group()
        raise NotAFormula(self._text)

    def _named(self, name: str) -> Node:
        if self._text == "(" or (self._text == "[" and _EXPECTATION.fullmatch(name)):
            return Applied(name, self._group())
        begins = self._kind in ("name", "number") or (self._text == "|" and "|" not in self._open)
        if begins and _REDUCING.fullmatch(name):
            return Applied(name, self._product())
        if begins and name in _BARE:
            return Applied(name, self._factor())
        if begins:
            raise NotAFormula(name)
        return Name(name)

    def _group(self) -> Group:
        opening = self._take()
        self._open.append(opening)
        inside = [self._sum()]
        while opening == "(" and self._takes(","):
            inside.append(self._sum())
        if not self._takes(_CLOSING[opening]):
            raise NotAFormula(self._text)
        self._open.pop()
        return Group(tuple(inside), opening)

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0]

    @property
    def _text(self) -> str:
        return self._tokens[self._at][1]

    def _take(self) -> str:
        text = self._text
        self._at += 1
        return text

    def _takes(self, sign: str) -> bool:
        if self._kind == "sign" and self._text == sign:
            self._at += 1
            return True
        return False
