"""What authors write: a function's name is the slug, its docstring the sentence."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch

from grader.probe.case import Case, Finding, Tolerance
from grader.probe.drivers import calling, calling_for, computed, one_by_one
from grader.probe.judgements import unreached_by_gradients, value_in_any_dtype
from grader.probe.probe import Check, known_mistake
from grader.probe.strategies import torch_array


def test_the_docstring_of_a_known_mistake_is_its_sentence() -> None:
    """Lines are joined, so that an author may wrap them anywhere."""

    @known_mistake("square", hint=1)
    def sign_lost(x: float) -> float:
        """The sign is lost: a square
        has none, and x does.
        """  # noqa: D205 (as an author wraps it)
        return -x

    assert sign_lost.id == "sign-lost"
    assert sign_lost.sentence == "The sign is lost: a square has none, and x does."


def test_a_known_mistake_without_a_sentence_is_refused() -> None:
    """The error names the function and what it lacks."""
    with pytest.raises(ValueError, match="sign_lost needs a docstring"):

        @known_mistake("square")
        def sign_lost(x: float) -> float:
            return -x


def test_a_check_takes_its_name_and_sentence_from_its_judgement() -> None:
    """Neither is said twice."""

    @Check.of
    def no_gradient(case: Case) -> Finding | None:
        """The results carry no gradient."""

    assert (no_gradient.name, no_gradient.sentence) == (
        "no gradient",
        "The results carry no gradient.",
    )


def test_a_tolerance_can_be_another_in_float32() -> None:
    """A single tolerance of a probe can hold for both precisions."""
    tolerance = Tolerance(0.0, 1e-6, single=Tolerance(0.0, 1e-3))
    zero = np.zeros(1)
    assert tolerance.allowed(zero, 0.0, "float64") == 1e-6
    assert tolerance.allowed(zero, 0.0, "float32") == 1e-3


def weighted(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """A function of which `weight` should be a constant."""
    return (x * weight).sum()


IMPL = SimpleNamespace(weighted=weighted)
GIVEN = {"x": torch.tensor([1.0, 2.0]), "weight": torch.tensor([3.0, 4.0])}


def test_a_gradient_can_be_asked_for_some_inputs_alone() -> None:
    """The others are given as they are, and nothing is said about them."""
    seen = calling_for("x")("weighted", gradient=True)(IMPL, **GIVEN)
    assert seen["gradient"].keys() == {"x"}
    assert seen["gradient"]["x"].tolist() == [6.0, 8.0]  # twice the weight, as the value counts 2


@pytest.mark.parametrize(
    ("slope", "finds"), [(None, None), ([0.0, 0.0], None), ([0.0, 0.5], "gradient")]
)
def test_a_fixed_input_may_have_no_gradient_or_zeros(
    slope: list[float] | None, finds: str | None
) -> None:
    """Anything else is found, and the input is named."""
    reached = {"weight": None if slope is None else torch_array(slope)}
    for as_leaf, as_result in ((reached, {"weight": None}), ({"weight": None}, reached)):
        got = {"gradient": as_leaf, "computed": as_result}
        finding = unreached_by_gradients("weight")(Case({"x": torch_array([1.0, 2.0])}, got))
        assert (finding.kind if finding else None) == finds
        assert finding is None or "`weight`" in finding.message


def test_a_constant_is_also_passed_as_the_result_of_a_computation() -> None:
    """Code that detaches leaves alone lets a gradient flow to whatever computed it."""

    def halfway(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return weighted(x, weight.detach() if weight.is_leaf else weight)

    drive = computed("weight")("halfway", gradient=True)
    seen = drive(SimpleNamespace(halfway=halfway), **GIVEN)
    assert seen["gradient"]["weight"] is None
    assert seen["computed"]["weight"].tolist() == [2.0, 4.0]


def test_each_gradient_can_be_asked_where_no_other_is() -> None:
    """Code that looks at another input's `requires_grad` is found."""

    def dependent(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return weighted(x, weight if x.requires_grad else weight.detach())

    drive = one_by_one(calling)("dependent", gradient=True)
    slopes = drive(SimpleNamespace(dependent=dependent), **GIVEN)["gradient"]
    assert slopes["x"].tolist() == [6.0, 8.0]
    assert slopes["weight"] is None


def test_a_result_may_be_in_any_floating_dtype() -> None:
    """Where the contract says so, only the numbers are compared."""
    inputs, right = {"x": torch_array([1.0])}, {"value": (torch_array([0.5]), torch_array(2.0))}
    single = {"value": (torch_array([0.5], "float32"), torch_array(2.0, "float32"))}
    assert value_in_any_dtype(Case(inputs, single, right)) is None
    assert value_in_any_dtype(Case(inputs, {"value": torch_array([0.5])}, right)) is not None
