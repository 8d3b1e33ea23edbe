"""The checks of nll/bernoulli."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from grader.checks.nll.data import in_any_shape
from grader.picture import Axis, Picture, picture
from grader.probe.case import Case, Finding, Inputs, Tolerance
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.drivers import answered, differentiated
from grader.probe.formula import accuracy_beside, alone, edges, formula
from grader.probe.judgements import accuracy, purity
from grader.probe.probe import Check, Probe
from grader.probe.strategies import (
    MANY,
    alike,
    bits,
    cyclic,
    either_precision,
    filled,
    in_both_precisions,
    probabilities,
    reals,
    shapes,
    soft_targets,
    torch_array,
    vectors,
)

Drawn = st.SearchStrategy[Inputs]

FLOORED = Tolerance(rtol=5e-4, atol=1e-6)
"""Where a log is floored: `exp(-100)`, a floor under the probability, is -99.98 in float32."""

AT_THE_FLOOR = (1e-44, 1e-43, 1e-50, 1e-300, 1e-30)
"""Probabilities about `exp(-100)`, 3.7e-44. The first two are on either side in float32 as well."""

inner_targets = st.integers(1, 7).map(lambda n: n / 8)
"""Soft targets. At 0 and 1, forms that skip a term have a different gradient for the target."""

AGAINST = ((1, 0), (-1, 1))
"""The sign of a logit, and the target that it is against."""


def each(*some: dict[str, list[float]]) -> Drawn:
    """Vectors, each in both precisions."""
    return in_both_precisions(
        *({name: torch_array(values) for name, values in one.items()} for one in some)
    )


nonzero_logits = reals(6).filter(bool)
"""Where `abs` and `max`, which stable forms use, have one gradient."""

large_logits = st.builds(
    lambda size, sign: size * sign,
    st.sampled_from([1e4, 1e3, 1.0, 750.0]),
    st.sampled_from([1.0, -1.0]),
)

SURE = (7.0, 8.0, 10.0, 12.0, 15.0, 17.0, 20.0, 30.0, 50.0, 90.0, 104.0, 120.0)
"""Where a probability is close to 0 or 1, is rounded to it, and where its odds overflow."""


def predictions(*pairs: tuple[float, float]) -> Drawn:
    """A few of the pairs `(p, y)`, in either precision."""
    drawn = st.lists(st.sampled_from(pairs), min_size=1, max_size=3)
    return either_precision(
        drawn.map(
            lambda chosen: {
                "p": torch_array([p for p, _ in chosen]),
                "y": torch_array([y for _, y in chosen]),
            }
        )
    )


def at_any_target(
    function: str,
    name: str,
    says: str,
    inputs: Drawn,
    examples: int,
    judge: Callable[[Case], Finding | None] = accuracy,
) -> Probe:
    """A check of the value, and of the gradient for the prediction alone."""

    def drive(impl: Any, **inputs: Any) -> dict[str, Any]:
        call = getattr(impl, function)
        (prediction, x), (_, y) = inputs.items()
        seen = answered(call, inputs, gradient=False)
        return seen | differentiated(lambda x: call(x, y), {prediction: x})

    checks = (Check(name, says, lambda case: judge(case) or purity(case)),)
    return Probe(
        f"{function}-{name}", function, inputs, drive, checks, examples, forbid_library=True
    )


nll = formula(
    "bernoulli_nll",
    "The mean of -(y*log p + (1-y)*log(1-p)) over every element, soft targets included.",
    alike(shapes(), p=probabilities(), y=inner_targets),
    examples=12,
)
any_shape = edges(
    "bernoulli_nll",
    "any shape",
    "Right for a single element, a single row or column, and four dimensions.",
    in_any_shape(p=(0.25, 0.5, 0.875), y=(0.5, 0.125, 0.75, 0.25)),
    gradient=True,
    examples=5,
)
labels = at_any_target(
    "bernoulli_nll",
    "hard targets",
    "Value and gradient for targets of exactly 0 and 1.",
    alike(shapes(), p=probabilities(), y=bits()),
    4,
)
mistakes = edges(
    "bernoulli_nll",
    "certain mistakes",
    "A p of exactly 0 or 1 that is wrong costs 100; with a soft target, its share of 100.",
    predictions((0, 1), (1, 0), (0, 0.25), (1, 0.25), (0.5, 1)),
    examples=5,
    tolerance=FLOORED,
)
floor = edges(
    "bernoulli_nll",
    "the floor",
    "Every log below -100 is floored, not only log(0); a log above -100 is exact.",
    each(
        *({"p": [p], "y": [1.0]} for p in AT_THE_FLOOR),
        {"p": [1e-300, 1e-44, 0.5], "y": [0.25, 0.75, 1.0]},
    ),
    examples=2 * len(AT_THE_FLOOR) + 2,
    tolerance=FLOORED,
)
hits = edges(
    "bernoulli_nll",
    "certain hits",
    "A p of exactly 0 or 1 that is right costs nothing.",
    predictions((0, 0), (1, 1), (0.5, 1)),
    examples=4,
    tolerance=FLOORED,
)
unsure = at_any_target(
    "bernoulli_nll",
    "nearly certain",
    "Value and gradient where p is close to 0 or 1, and wrong.",
    each({"p": [1e-6, 1e-3], "y": [1, 1]}, {"p": [1 - 2**-10, 1 - 2**-20], "y": [0, 0]}),
    4,
)
confident = at_any_target(
    "bernoulli_nll",
    "confident predictions",
    "Exact where p is close to 0 or 1 (1e-12 from it), including the gradient.",
    # Below 1e-12 torch's own loss bounds its gradient; only the value is checked there, above.
    predictions((1e-11, 1), (1e-12, 1), (1 - 1e-7, 0), (1e-11, 0.25), (1e-7, 0), (0.5, 1)),
    5,
)
many = edges(
    "bernoulli_nll",
    "many elements",
    "Right for hundreds of elements.",
    in_both_precisions(
        filled(p=((300,), 2.0**-5), y=((300,), 0.875)),
        cyclic(p=((MANY,), (0.25, 0.5, 0.875)), y=((MANY,), (0.5, 0.125, 0.75, 0.25, 0.375))),
    ),
    gradient=True,
    examples=4,
)
nll_alone = alone("bernoulli_nll", alike(shapes(), p=probabilities(), y=inner_targets))
logit_nll = formula(
    "bernoulli_nll_with_logits",
    "The mean of -(y*log p + (1-y)*log(1-p)) with p = sigmoid(logits), over every element.",
    alike(shapes(), logits=nonzero_logits, y=inner_targets),
    examples=12,
)
logits_of_any_shape = edges(
    "bernoulli_nll_with_logits",
    "any shape",
    "Right for a single element, a single row or column, and four dimensions.",
    in_any_shape(logits=(1.0, -2.0, 0.5), y=(0.5, 0.125, 0.75, 0.25)),
    gradient=True,
    examples=5,
)
undecided = at_any_target(
    "bernoulli_nll_with_logits",
    "a logit of 0",
    "A logit of exactly 0 is a probability of one half, and its gradient is not nan.",
    alike(vectors(3), logits=st.sampled_from([0.0, 1.0, -1.0]), y=soft_targets()),
    3,
    accuracy_beside(lambda case: {"logits": case.inputs["logits"].data == 0}),
)
sure = at_any_target(
    "bernoulli_nll_with_logits",
    "confident logits",
    "Value and gradient are accurate where the probability is almost 0 or 1.",
    each(
        *(
            {"logits": [sign * x for x in few], "y": [float(y)] * len(few)}
            for few in (
                SURE[start::4] for start in range(4)
            )  # in the mean of many, a single one does not show
            for sign, y in AGAINST
        )
    ),
    16,
)
huge = at_any_target(
    "bernoulli_nll_with_logits",
    "huge logits",
    "Finite and accurate for logits as large as 1e30.",
    each(*({"logits": [1e30 * sign] * 3, "y": [0, 0.25, 1]} for sign in (1, -1))),
    4,
)
extreme = at_any_target(
    "bernoulli_nll_with_logits",
    "extreme logits",
    "Value and gradient are accurate for any finite logit, including large ones of either sign.",
    either_precision(alike(vectors(4), logits=large_logits, y=soft_targets())),
    12,
)
many_logits = edges(
    "bernoulli_nll_with_logits",
    "many elements",
    "Right for a thousand elements.",
    in_both_precisions(
        filled(logits=((1200,), 0.5), y=((1200,), 0.25)),
        cyclic(logits=((MANY,), (1.0, -2.0, 0.5)), y=((MANY,), (0.5, 0.125, 0.75, 0.25, 0.375))),
    ),
    gradient=True,
    examples=4,
)
logit_nll_alone = alone(
    "bernoulli_nll_with_logits", alike(shapes(), logits=nonzero_logits, y=inner_targets)
)


def own_picture(impl: Any) -> Picture:
    """The loss by the predicted probability, for both outcomes and a soft target."""
    drawn = tensor_lines(
        "y = {:g}",
        (0.0, 1.0, 0.3),
        grid(0.005, 0.995, 100),
        lambda p, y: impl.bernoulli_nll(p, tensor(y)),
    )
    said = (
        "Right and sure costs nothing, wrong and sure has no limit; a target of 0.3 is cheapest at "
        "p = 0.3, yet never free."
    )
    return picture("bernoulli_nll of one target", "p", Axis("NLL", "nats"), drawn, said)
