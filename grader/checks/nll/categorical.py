"""The checks of nll/categorical."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs
from grader.probe.drawing import grid, lines
from grader.probe.drivers import answered, differentiated
from grader.probe.formula import alone, edges, formula
from grader.probe.judgements import accuracy, purity
from grader.probe.probe import Check, Probe
from grader.probe.strategies import (
    MANY,
    as_float32,
    composite,
    cyclic,
    either_precision,
    in_both_precisions,
    labels,
    reals,
    tensors,
    torch_array,
)

Row = tuple[list[float], list[float]]
"""Probabilities and targets of one observation."""


@composite
def distribution(draw: st.DrawFn, support: list[bool]) -> list[float]:
    """Sixteenths that sum to exactly 1, positive on the support and 0 elsewhere."""
    size = sum(support) - 1
    cuts = draw(st.lists(st.integers(1, 15), min_size=size, max_size=size, unique=True))
    parts = iter(np.diff([0, *sorted(cuts), 16]) / 16)
    return [float(next(parts)) if inside else 0.0 for inside in support]


def positive(k: int) -> st.SearchStrategy[Row]:
    """No zeros anywhere."""
    return st.tuples(distribution([True] * k), distribution([True] * k))


def one_hot(k: int) -> st.SearchStrategy[Row]:
    """Every class possible, one observed."""
    observed = st.integers(0, k - 1).map(lambda label: [float(c == label) for c in range(k)])
    return st.tuples(distribution([True] * k), observed)


@composite
def sparse(draw: st.DrawFn, k: int) -> Row:
    """At least one class without target and probability, and at least one with both."""
    seen = draw(st.integers(0, k - 1))
    excluded = (seen + draw(st.integers(1, k - 1))) % k
    kinds = draw(st.lists(st.sampled_from(["excluded", "unseen", "seen"]), min_size=k, max_size=k))
    kinds[seen], kinds[excluded] = "seen", "excluded"
    probs = draw(distribution([kind != "excluded" for kind in kinds]))
    return probs, draw(distribution([kind == "seen" for kind in kinds]))


@composite
def surprising(draw: st.DrawFn, k: int) -> Row:
    """A class that is observed, fully or in part, although it is almost impossible."""
    rare = draw(st.integers(0, k - 1))
    probs = draw(distribution([c != rare for c in range(k)]))
    probs[rare] = draw(st.sampled_from([1e-30, 1e-12, 1e-7]))
    hard = [float(c == rare) for c in range(k)]
    return probs, draw(st.one_of(st.just(hard), distribution([True] * k)))


@composite
def batches(
    draw: st.DrawFn, rows: Callable[[int], st.SearchStrategy[Row]], min_classes: int = 2
) -> Inputs:
    """`probs` and `y` of shape (n, k)."""
    n, k = draw(st.integers(1, 4)), draw(st.integers(min_classes, 4))
    drawn = [draw(rows(k)) for _ in range(n)]
    return {
        "probs": torch_array([probs for probs, _ in drawn]),
        "y": torch_array([y for _, y in drawn]),
    }


@composite
def classified(
    draw: st.DrawFn,
    logits: st.SearchStrategy[float],
    shifts: st.SearchStrategy[float] | None = None,
) -> Inputs:
    """`logits` of shape (n, k), each row perhaps shifted as a whole, and labels of shape (n,)."""
    n, k = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    drawn = draw(tensors(logits, (n, k)))
    if shifts is not None:
        drawn = torch_array(drawn.data + draw(tensors(shifts, (n, 1))).data)
    return {"logits": drawn, "target": draw(labels(k, n))}


BEHIND: list[Inputs] = [
    {
        "logits": torch_array([[0.0, 0.0, -far], [1.0 - far, 1.0, -far]]),
        "target": torch_array([2, 0], "int64"),
    }
    for far in (7.0, 10.0, 15.0, 17.0, 20.0, 30.0, 50.0, 100.0, 120.0, 750.0)
]
"""Two rows of logits, the target of each this far behind the largest."""


def where_observed(name: str, says: str, inputs: st.SearchStrategy[Inputs]) -> Probe:
    """A check of the value, and of the gradient for the probabilities of observed classes."""

    def drive(impl: Any, probs: Tensor, y: Tensor) -> dict[str, Any]:
        call = impl.categorical_nll
        seen = answered(call, {"probs": probs, "y": y}, gradient=False)
        seen |= differentiated(lambda p: call(p, y), {"probs": probs})
        gradient = seen["gradient"].get("probs") if isinstance(seen["gradient"], dict) else None
        if gradient is not None:
            seen["gradient"] = {"probs": torch.where((y > 0) & (probs < 1), gradient, 0)}
        return seen

    checks = (Check(name, says, lambda case: accuracy(case) or purity(case)),)
    of = "categorical_nll"
    return Probe(f"{of}-{name}", of, inputs, drive, checks, examples=6, forbid_library=True)


nll = formula(
    "categorical_nll",
    "The mean over the rows of -sum_k y_k*log p_k.",
    batches(positive),
    examples=12,
)
hard = where_observed(
    "one-hot targets", "Value and gradient for one-hot rows.", batches(one_hot, min_classes=1)
)
zeros = where_observed(
    "classes of target 0",
    "A class with y_k = 0 contributes exactly 0, even if p_k = 0.",
    either_precision(batches(sparse)),
)
many = edges(
    "categorical_nll",
    "many rows",
    "Right for over a thousand rows.",
    in_both_precisions(
        cyclic(
            probs=((MANY, 2), (0.25, 0.75, 0.5, 0.5, 0.125, 0.875)),
            y=((MANY, 2), (0.5, 0.5, 0.25, 0.75)),
        )
    ),
    gradient=True,
    examples=2,
)
nll_alone = alone("categorical_nll", batches(positive))
tiny = edges(
    "categorical_nll",
    "probabilities without a floor",
    "Exact for the smallest probabilities of float64: no logarithm is floored.",
    st.just(
        {
            "probs": torch_array([[1e-60, 1.0 - 1e-60], [0.5, 0.5], [1.0, 1e-200]]),
            "y": torch_array([[1.0, 0.0], [0.25, 0.75], [0.5, 0.5]]),
        }
    ),
    examples=1,
)
surprise = edges(
    "categorical_nll",
    "next to impossible classes",
    "Exact for an observed class whose probability is as small as 1e-30.",
    either_precision(batches(surprising)),
    examples=5,
)
logit_nll = formula(
    "categorical_nll_with_logits",
    "The mean over the rows of -log p_target with p = softmax(logits).",
    classified(reals(6)),
    examples=12,
)
many_labels = edges(
    "categorical_nll_with_logits",
    "many rows and classes",
    "Right for over a thousand rows, and for hundreds of classes.",
    in_both_precisions(
        {
            **cyclic(logits=((MANY, 3), (1.0, -2.0, 0.5, 0.25))),
            "target": torch_array(np.resize([0, 1, 2, 0, 2], MANY), "int64"),
        },
        {
            **cyclic(logits=((5, 300), (1.0, -2.0, 0.5, 0.25, 3.0, 0.0, 1.5))),
            "target": torch_array([0, 299, 128, 256, 44], "int64"),
        },
    ),
    gradient=True,
    examples=4,
)
shifted = edges(
    "categorical_nll_with_logits",
    "shifted rows",
    "A constant added to a whole row changes nothing, however large it is.",
    either_precision(classified(reals(3), st.sampled_from([1e4, -1e4, 1e3, 0.0]))),
    gradient=True,
    examples=6,
)
extreme = edges(
    "categorical_nll_with_logits",
    "extreme logits",
    "Value and gradient are accurate for any finite logits.",
    either_precision(classified(st.sampled_from([1e4, 0.0, -1e4, 1.0, 1e3, -1e3, 750.0]))),
    gradient=True,
    examples=10,
)
behind = edges(
    "categorical_nll_with_logits",
    "far behind",
    "Value and gradient are accurate where the target is far behind one class, or two equal ones.",
    st.sampled_from(BEHIND + [as_float32(some) for some in BEHIND]),
    gradient=True,
    examples=2 * len(BEHIND),
)
huge = edges(
    "categorical_nll_with_logits",
    "huge logits",
    "Finite and accurate for logits as large as 1e30.",
    either_precision(classified(st.sampled_from([1e30, 0.0, -1e30]))),
    gradient=True,
    examples=6,
)


def own_picture(impl: Any) -> Picture:
    """The loss of each class by the logit of one of them."""

    def nll(logit: float, label: int) -> Any:
        return impl.categorical_nll_with_logits(
            torch.tensor([[logit, 0.0, -1.0]]), torch.tensor([label])
        )

    drawn = lines("label {:g}", (2, 1, 0), grid(-6, 6), lambda logit, label: nll(logit, label))
    said = "Each step up of class 0's logit costs the other labels as much as it can save label 0."
    return picture("Loss of logits [x, 0, -1]", "x", Axis("NLL", "nats"), drawn, said)
