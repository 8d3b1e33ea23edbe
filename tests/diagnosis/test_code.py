"""The line that is at fault is named where the evidence and the text agree on it."""

import textwrap
from typing import Any

import numpy as np
import pytest

from grader.judging.diagnosis import diagnose
from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.form import form
from grader.judging.diagnosis.gradient_cut import gradient_cut
from grader.judging.diagnosis.input_changed import input_changed
from grader.judging.diagnosis.patterns import pattern
from grader.judging.diagnosis.raised import raised
from grader.probe.case import Finding
from grader.probe.compare import unreached
from grader.probe.values import Raised
from tests.diagnosis.synthetic import evidence, inputs

ARGUMENTS = inputs("mu", "sigma", "y", shapes=[(2, 3), (1, 2)])


def submission(body: str, head: str = "def gaussian_nll(mu, sigma, y):") -> str:
    """A function with this body, from line 2 on."""
    return f"{head}\n{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n"


def changed(
    body: str, name: str, head: str = "def gaussian_nll(mu, sigma, y):", trait: str = "numbers"
) -> str:
    """What is said of a submission that has changed one of its inputs."""
    known = evidence(
        ARGUMENTS,
        lambda *_: {"value": 0.0, "after": {}, "changed": {}},
        lambda *_: {"value": 1.0},
        text=submission(body, head),
    )
    for _, cases in known.asked:
        for case in cases:
            case.got["changed"][name] = ([trait],)
    found = input_changed(known)
    return found.message if found else ""


@pytest.mark.parametrize(
    ("body", "name", "place"),
    [
        ("y -= mu\nreturn y", "y", "`y -= mu` at line 2"),
        ("y.sub_(mu)\nreturn y", "y", "`y.sub_(mu)` at line 2"),
        ("r = y\nr[0] = 1\nreturn r", "y", "`r[0] = 1` at line 3"),
        ("r = y.detach().numpy()\nr.sort()\nreturn r", "y", "`r.sort()` at line 3"),
        ("F.relu(y, inplace=True)", "y", "`F.relu(y, inplace=True)` at line 2"),
        ("torch.exp(y, out=y)", "y", "`torch.exp(y, out=y)` at line 2"),
        ("if mu.dim():\n    sigma.data.clamp_(min=1)", "sigma", "at line 3"),
        ("for m in mu:\n    y += m", "y", "`y += m` at line 3"),
        ("for one in (mu, y):\n    one += 1", "y", "`one += 1` at line 3"),
    ],
)
def test_the_line_that_changes_an_input_is_named(body: str, name: str, place: str) -> None:
    """By whatever name it goes there."""
    message = changed(body, name)
    assert place in message
    assert f"the caller's `{name}` in place" in message


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("y = y - mu\ny /= sigma\nreturn y", "y"),
        ("y.sub_(mu)\nreturn y", "mu"),
        ("r = y.clone()\nr += 1\nreturn r", "y"),
        ("total = 0\nfor m in mu:\n    total += y", "y"),
        ("y.requires_grad_()", "y"),
        ("for one in (mu, sigma):\n    one += 1", "y"),
        ("return (", "y"),
    ],
)
def test_what_changes_no_input_is_not_accused(body: str, name: str) -> None:
    """A copy may be changed, and so may a tensor of one's own."""
    assert not changed(body, name)


@pytest.mark.parametrize("body", ["y.requires_grad_(False)", "y.requires_grad = True"])
def test_a_switch_of_an_input_is_named(body: str) -> None:
    """Whether it requires a gradient is the caller's."""
    assert "whether `y` requires a gradient" in changed(body, "y", trait="`requires_grad`")
    assert not changed(body, "y")


def test_an_argument_is_followed_by_its_place_and_into_helpers() -> None:
    """The learner's names are their own, the message has those of the contract."""
    text = "t = z\nreturn loss(t)"
    helper = "def loss(a):\n    a.exp_()\n    return a\n\ndef gaussian_nll(m, s, z):"
    assert "`a.exp_()` at line 2 changes the caller's `y`" in changed(text, "y", helper)


def cut(body: str, name: str, finding: Finding | None = None, value: float = 1.0) -> str:
    """What is said where no gradient reaches an input, or a wrong one."""
    known = evidence(
        ARGUMENTS,
        lambda *_: {"value": value},
        lambda *_: {"value": 1.0},
        text=submission(body),
        finding=finding or unreached(name),
    )
    found = gradient_cut(known)
    return found.message if found else ""


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("s = sigma.detach()\nreturn s.log()", "`sigma.detach()` at line 2"),
        ("with torch.no_grad():\n    return sigma.log()", "`with torch.no_grad()` at line 2"),
        ("v = sigma**2\nreturn torch.tensor(v.numpy())", "`torch.tensor(v.numpy())` at line 3"),
        ("return sum(math.log(s.item()) for s in sigma)", "at line 2"),
        ("return sigma.data.log()", "`sigma.data` at line 2"),
    ],
)
def test_the_line_that_cuts_a_gradient_is_named(body: str, place: str) -> None:
    """Whatever takes the numbers without their history."""
    assert f"{place} cuts the gradient to `sigma`" in cut(body, "sigma") or place == "at line 2"
    assert "at line" in cut(body, "sigma")


def test_what_cuts_another_gradient_is_not_accused() -> None:
    """Nor are shapes, which have none."""
    assert not cut("n = float(sigma.shape[0])\nreturn mu.detach() + sigma / n", "sigma")


def test_a_part_that_is_cut_off_is_named_only_where_the_value_is_right() -> None:
    """Else it is the value that is wrong, and one place only can be it."""
    body = "return sigma.log() + (y / sigma.detach())"
    finding = Finding("gradient", "The gradient for sigma is not right.", of="sigma")
    assert "`sigma.detach()` at line 2 keeps a part" in cut(body, "sigma", finding)
    assert not cut(body, "sigma", finding, value=2.0)
    assert not cut(f"a = sigma.detach() * 0\n{body}", "sigma", finding)


def explained(error: Raised, text: str, drawn: Any = ARGUMENTS) -> str:
    """What is said of an exception that is raised for the first of two inputs."""
    answers = iter([error, *[1.0] * len(drawn)])
    finding = Finding("raised", f"Your code raised {error.type}: {error.message}")
    known = evidence(drawn, lambda *_: next(answers), lambda *_: 1.0, text=text, finding=finding)
    found = raised(known)
    return found.message if found else ""


SIZES = "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1"


@pytest.mark.parametrize(
    ("error", "text", "body"),
    [
        ("RuntimeError", SIZES, "return y / y.sum(dim=-1)"),
        ("RuntimeError", SIZES, "return y - torch.logsumexp(y, 1)"),
        ("ValueError", "only one element tensors can be converted to Python scalars",
         "return math.log(2 * math.pi) + math.log(sigma)"),
        ("RuntimeError", "a Tensor with 6 elements cannot be converted to Scalar",
         "return y.item()"),
        ("RuntimeError", "Boolean value of Tensor with more than one value is ambiguous",
         "return y if y > 0 else mu"),
        ("TypeError", "log(): argument 'input' (position 1) must be Tensor, not float",
         "return torch.log(2 * math.pi) + y"),
        ("RuntimeError", "Can't call numpy() on Tensor that requires grad.", "return np.log(y)"),
        ("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)",
         "return y @ mu"),
        ("IndexError", "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
         "return y.sum(dim=1)"),
        ("RuntimeError", SIZES, "return F.one_hot(y) * mu"),
        ("RuntimeError", "shape '[-1, 784]' is invalid for input of size 6",
         "return y.view(-1, 784)"),
        ("ValueError", "not enough values to unpack (expected 2, got 1)", "n, d = y.shape"),
        ("RuntimeError", "1D tensors expected, but got 2D and 2D tensors",
         "return torch.dot(y, y)"),
        ("ZeroDivisionError", "division by zero", "return y / (len(y) - 2)"),
        ("TypeError", "unsupported operand type(s) for +: 'NoneType' and 'Tensor'", "y + mu"),
    ],
)  # fmt: skip
def test_an_exception_is_translated(error: str, text: str, body: str) -> None:
    """It says what the line does, and what to write instead."""
    message = explained(Raised(error, text, (2,)), submission(body))
    assert "at line 2" in message or message.startswith(("Line 2", "`gaussian_nll`"))


@pytest.mark.parametrize(
    ("error", "text", "body"),
    [
        ("RuntimeError", SIZES, "return y / mu"),
        ("RuntimeError", SIZES, "return y / y.sum(dim=-1, keepdim=True)"),
        ("RuntimeError", SIZES, "return y.sum(1) - mu.sum(0)"),
        ("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x4)",
         "return y @ mu"),
        ("KeyError", "'mu'", "return {}['mu']"),
    ],
)  # fmt: skip
def test_an_exception_whose_cause_is_open_is_not_translated(
    error: str, text: str, body: str
) -> None:
    """Its own text is shown anyway."""
    assert not explained(Raised(error, text, (2,)), submission(body))


def test_squeeze_is_named_where_only_a_dimension_of_size_1_raises() -> None:
    """It drops that of a batch of one too."""
    body = "return torch.softmax(y.squeeze(), dim=1)"
    error = Raised("IndexError", "Dimension out of range (expected [-1, 0], but got 1)", (2,))
    assert "`dim=1` at line 2" in explained(error, submission(body))


@pytest.mark.parametrize(
    ("finding", "body", "sentence"),
    [
        (("type", "The result is the Python number 2; a Tensor of shape () is expected."),
         "return y.mean().item()", "`y.mean().item()` at line 2 makes a Python number"),
        (("type", "The result is None; a Tensor of shape () is expected."),
         "y.mean()", "`gaussian_nll` has no `return` with a value"),
        (("type", "The result is a NumPy array; a Tensor of shape () is expected."),
         "return y.numpy().mean()", "`y.numpy()` at line 2 leaves torch"),
        (("dtype", "The result is float32; float64 is expected."),
         "return y.float().mean()", "`y.float()` at line 2 leads to float32"),
        (("dtype", "The result is float64; float32 is expected."),
         "return y.double().mean()", "`y.double()` at line 2 makes float64"),
    ],
)  # fmt: skip
def test_what_made_another_type_is_named(
    finding: tuple[str, str], body: str, sentence: str
) -> None:
    """The finding says which type it is, the text where it comes from."""
    text = submission(body)
    found = form(
        evidence(ARGUMENTS, lambda *_: 1.0, lambda *_: 1.0, text=text, finding=Finding(*finding))
    )
    assert sentence in str(found)


@pytest.mark.parametrize(
    ("got", "right", "sentence"),
    [
        (lambda *a: a[2] ** 2, lambda *a: np.mean(a[2] ** 2), "whose mean is the right one"),
        (lambda *a: a[2].sum(1), lambda *a: np.sum(a[2]), "whose sum is the right one"),
        (lambda *a: np.sum(a[2]), lambda *a: a[2], "is the sum of the right numbers"),
        (lambda *a: a[2].T, lambda *a: a[2], "is transposed"),
        (lambda *a: np.stack([-a[2], a[2]], -1), lambda *a: a[2], "in its last column alone"),
        (lambda *a: a[2].ravel(), lambda *a: a[2], "in another shape"),
        (lambda *a: np.mean(a[2], keepdims=True), lambda *a: np.mean(a[2]), "too many"),
        (lambda *a: a[2][:, :1] - a[2][:, 0], lambda *a: a[2][:, 0], "(n, 1) and (n,)"),
        (lambda *a: a[2] * 7, lambda *a: np.mean(a[2]), "None"),
    ],
)
def test_what_another_shape_holds_is_said(got: Any, right: Any, sentence: str) -> None:
    """All answers of another shape are explained by one sentence."""
    finding = Finding("shape", "The result has shape (2, 3); () is expected.")
    drawn = inputs("mu", "sigma", "y", shapes=[(2, 3), (4, 3)])
    assert sentence in str(form(evidence(drawn, got, right, finding=finding)))


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (lambda *a: (a[2] ** 2, a[2]), "Part 1 of what you return is the right answer"),
        (lambda *a: [float(x) for x in a[2]], "as a list: make a tensor"),
        (lambda *a: (a[0], a[1]), "None"),
    ],
)
def test_what_a_tuple_or_list_holds_is_said(got: Any, sentence: str) -> None:
    """A tensor alone is asked for."""
    finding = Finding("type", "The result is a tuple of 2; a Tensor of shape (3,) is expected.")
    drawn = inputs("mu", "sigma", "y", shapes=[(3,), (4,)])
    assert sentence in str(form(evidence(drawn, got, lambda *a: a[2], finding=finding)))


def test_a_layer_is_followed_into_what_the_module_answers() -> None:
    """`self(x)` comes from every layer, and its parts do."""
    body = "mu, sigma = self(x)\nreturn (mu.detach() - y) / sigma"
    method = textwrap.indent(submission(body, "def nll_loss(self, x, y):"), "    ")
    known = evidence(
        ARGUMENTS,
        lambda *_: {"value": 1.0},
        lambda *_: {"value": 1.0},
        "GaussianHead.nll_loss",
        "heads/gaussian",
        text=f"class GaussianHead:\n{method}",
        finding=unreached("mean_head.weight"),
    )
    assert "`mu.detach()` at line 4 cuts the gradient" in str(gradient_cut(known))


def test_a_model_that_is_changed_is_told_before_what_it_gives() -> None:
    """The penalty of changed parameters is not the penalty of those that were given."""
    known = evidence(
        ARGUMENTS,
        lambda mu, *_: {"value": 1.0, "after": {"parameters": mu / 2}},
        lambda mu, *_: {"value": 2.0, "after": {"parameters": mu}},
    )
    assert "changes the model's parameters" in str(input_changed(known))


def test_a_tensor_on_the_wrong_device_says_itself_what_is_wrong() -> None:
    """Twice the right answer is no reason for it to be there."""
    finding = Finding("device", "The result is on cpu; the inputs are on cuda.")
    drawn = inputs("mu", "sigma", "y")
    known = evidence(drawn, lambda *a: 2 * a[0], lambda *a: a[0], finding=finding)
    assert pattern(known) is not None
    assert diagnose(known) is None


def test_what_a_function_uses_includes_the_methods_of_a_class_of_its_own() -> None:
    text = (
        "class Helper:\n"
        "    def __init__(self, x):\n"
        "        self.x = self.root(x)\n"
        "    def root(self, x):\n"
        "        return x.sqrt()\n"
        "class Unused:\n"
        "    def other(self):\n"
        "        pass\n"
        "def f(x):\n"
        "    return Helper(x).x\n"
    )
    assert {one.name for one in Source(text, "f").used} == {"f", "__init__", "root"}
