"""Whose calls are watched: whoever could come to a library's answer, by the text alone."""

import types
from collections.abc import Iterator

import pytest
import torch

from grader.catalogue import exercises, find_one
from grader.judging.answer_key import load_probes
from grader.judging.known_words import innocent
from grader.judging.library_use import may_call
from grader.probe.library import NAMES

ANSWERS = NAMES | {"log_softmax"}

REACHES = {
    "a function": "import torch\nf = torch.nn.functional.l1_loss",
    "a function of the exercise": "import torch\nf = torch.log_softmax",
    "a function, imported": "from torch.nn.functional import l1_loss",
    "all functions": "from torch.nn.functional import *",
    "a module of torch": "import torch\nf = torch.nn.L1Loss()",
    "an operator": "import torch\nf = torch.ops.aten.l1_loss",
    "another library": "from scipy.stats import norm",
    "another library, inside": "def f(x):\n    import scipy.stats\n    return x",
    "a name at run time": "import torch\nf = getattr(torch.nn.functional, 'l1' + '_loss')",
    "a name by an operator": "import operator\nf = operator.attrgetter('l1_loss')",
    "a lookup under a name that is bound elsewhere": (
        "import torch\n\ndef f(getattr):\n    return getattr\n\ng = getattr(torch, 'l1_loss')"
    ),
    "an annotation that is evaluated": "import typing\nf = typing.get_type_hints",
    "code at run time": "exec('import torch')",
    "an import at run time": "__import__('torch')",
    "what a module holds": "import torch\nf = vars(torch.nn.functional)['l1_loss']",
    "its dictionary": "import torch\nf = torch.nn.functional.__dict__['l1_loss']",
    "globals of a function": "import torch\nf = torch.einsum.__globals__",
    "a class pattern": "import torch\nmatch torch.nn:\n    case object(L1Loss=f):\n        pass",
    "a module under a name of one's own": (
        "from torch import nn\n\n"
        "class Own:\n    def __init__(self):\n        self.L1Loss = 1\n\n"
        "def f(self):\n    return self.L1Loss()\n\n"
        "f(nn)"
    ),
    "a module called self": (
        "from torch import nn as self\n\n"
        "class Own:\n    def __init__(self):\n        self.L1Loss = 1\n\n"
        "f = self.L1Loss()"
    ),
    "self, which is a module": (
        "import torch\n\n"
        "class Own:\n"
        "    def L1Loss(self):\n        ...\n\n"
        "    def apply(self):\n        return self.L1Loss()\n\n"
        "f = Own.apply(torch.nn.modules)"
    ),
    "a module of a class": (
        "class Own:\n"
        "    import torch\n\n"
        "    def distributions(self):\n        ...\n\n"
        "    def apply(self):\n"
        "        self = self.torch\n"
        "        self = self.distributions\n"
        "        return self"
    ),
    "the insides of a function": (
        "class Own:\n    def __globals__(self):\n        ...\n\n"
        "def f(self):\n    return self.__globals__['l1_loss']"
    ),
    "the builtins": "def f(__builtins__):\n    return 1\n\ng = __builtins__['eval']",
    "an object in a file": "import numpy as np\nf = np.load('answer', allow_pickle=True)",
    "names that become code": (
        "from dataclasses import dataclass\n\n@dataclass\nclass Own:\n"
        "    __annotations__ = {'x,H.append(torch.nn.functional.l1_loss)': int}"
    ),
    "a copy of attributes by name": "import functools\nf = functools.update_wrapper",
    "annotations that are evaluated": "import functools\nf = functools.singledispatch",
    "a forward reference": "class Own:\n    _evaluate = 0\n\ndef f(r):\n    return r._evaluate({})",
    "a decorated method of Python's": (
        "class Own:\n    @property\n    def __annotations__(self):\n        return {}"
    ),
    "memory": "class Own:\n    @property\n    def __array_interface__(self):\n        return {}",
    "an address": "import torch\nf = id(torch)",
    "what an error is about": (
        "class Own:\n    obj = 0\n\n"
        "try:\n    pass\nexcept AttributeError as error:\n    f = error.obj"
    ),
    "a capture": "match {}:\n    case __annotations__:\n        pass",
    "dropout in a layer": "import torch\nf = torch.rnn_relu",
    "a compiler": "import torch\n\n@torch.jit.script\ndef f(x):\n    return x",
    "nothing that can be read": "def f(",
}

IS_PLAIN = {
    "a formula": "import torch\n\ndef f(x, y):\n    return ((x - y) ** 2).mean()",
    "a function of that name": "def l1_loss(x, y):\n    return (x - y).abs().mean()",
    "its name in a string": "'as torch.nn.functional.l1_loss does'",
    "its name in a comment": "# torch.nn.functional.l1_loss",
    "a layer": (
        "from torch import Tensor, nn\n\n"
        "class Head(nn.Module):\n"
        "    def __init__(self, d: int) -> None:\n"
        "        super().__init__()\n"
        "        self.mean_head = nn.Linear(d, 1)\n\n"
        "    def forward(self, x: Tensor) -> Tensor:\n"
        "        return self.mean_head(x).squeeze(-1)"
    ),
    "a stub's first line": "from grader import blank\n\ndef f(x):\n    return x",
    "numbers by chance": "import numpy as np\nrng = np.random.default_rng(0)",
    "attributes that distributions have, too": (
        "class Vae:\n    def __init__(self, beta):\n        self.beta = beta\n        self.kl = 0.0"
    ),
    "constants of a class": (
        "class Head:\n    LOWEST = -5.0\n    highest: float = 5.0\n\n"
        "    def f(self):\n        return self.LOWEST, Head.highest"
    ),
    "a backward pass": (
        "import torch\n\n"
        "class Own(torch.autograd.Function):\n"
        "    @staticmethod\n"
        "    def forward(ctx, x):\n"
        "        ctx.save_for_backward(x)\n"
        "        return x.exp()\n\n"
        "    @staticmethod\n"
        "    def backward(ctx, grad):\n"
        "        (x,) = ctx.saved_tensors\n"
        "        return grad * x.exp()"
    ),
}


@pytest.mark.parametrize("text", REACHES.values(), ids=REACHES)
def test_what_could_come_to_an_answer_is_watched(text: str) -> None:
    assert may_call(text, ANSWERS)


@pytest.mark.parametrize("text", IS_PLAIN.values(), ids=IS_PLAIN)
def test_what_cannot_is_not(text: str) -> None:
    assert not may_call(text, ANSWERS)


def test_most_solutions_need_no_watch() -> None:
    texts = [exercise.solution.read_text("utf-8") for exercise in exercises()]

    plain = [text for text in texts if not may_call(text, NAMES)]

    assert len(plain) > len(texts) / 2


def test_a_solution_that_calls_an_allowed_answer_is_watched() -> None:
    assert may_call(find_one("gmm/detect").solution.read_text("utf-8"), NAMES)


def test_no_innocent_function_of_torch_calls_an_answer() -> None:
    answers = NAMES.union(*(p.library for e in exercises() for p in load_probes(e)))
    spaces = (torch, torch.nn.functional, torch.linalg, torch.special, torch.Tensor)

    for name in innocent() - answers:
        for space in (*spaces, torch.nn.Linear, torch.nn.Sequential, torch.autograd.Function):
            function = getattr(space, name, None)
            if isinstance(function, types.FunctionType):
                assert answers.isdisjoint(named(function.__code__)), name


def named(code: types.CodeType) -> Iterator[str]:
    """Every name that code uses."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from named(constant)
