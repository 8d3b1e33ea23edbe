"""The library's own answer is seen in every form; what only looks like it is none."""

from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.judge import grade
from grader.verdict import Status

LAPLACE = find_one("nll/laplace")
TEXT = LAPLACE.solution.read_text("utf-8")

BORROWED = {
    "function": "return torch.nn.functional.l1_loss(y_hat, y)",
    "module": "return torch.nn.L1Loss()(y_hat, y)",
    "named at run time": "return getattr(torch.nn.functional, 'l1' + '_loss')(y_hat, y)",
    "builtin": "return torch._C._nn.l1_loss(y_hat, y, 1)",
    "builtin, applied": "return functools.partial(torch._C._nn.l1_loss, y_hat)(y, 1)",
    "builtin, mapped": "return next(map(torch._C._nn.l1_loss, [y_hat], [y], [1]))",
    "operator": "return torch.ops.aten.l1_loss(y_hat, y, 1)",
    "its reference": "return torch._refs.nn.functional.l1_loss(y_hat, y)",
    "scripted": "return torch.jit.script(torch.nn.L1Loss())(y_hat, y)",
    "traced": "return torch.jit.trace(torch.nn.functional.l1_loss, (y_hat, y))(y_hat, y)",
    "compiled": "return torch.compile(torch.nn.functional.l1_loss)(y_hat, y)",
    "of scikit-learn": (
        "from sklearn._loss import AbsoluteError; "
        "AbsoluteError()(y.detach().numpy().ravel(), y_hat.detach().numpy().ravel()); "
        "return (y - y_hat).abs().mean()"
    ),
    "tried first": "torch.nn.functional.l1_loss(y_hat, y); return (y - y_hat).abs().mean()",
}

MAE = "def mae_loss(y_hat, y):\n    return (y - y_hat).abs().mean()"
OWN = {
    "scripted": f"@torch.jit.script\n{MAE}",
    "compiled": f"@torch.compile\n{MAE}",
    "compiled with options": f"@torch.compile(dynamic=True)\n{MAE}",
    "of that name": "def l1_loss(a, b):\n    return (a - b).abs().mean()\n\nmae_loss = l1_loss",
    "beside its name": f"from torch.nn.functional import l1_loss  # not called\n{MAE}",
}  # fmt: skip


def verdict(code: str, folder: Path) -> Status:
    """Grade the solution with one function written in another way."""
    file = folder / "laplace.py"
    file.write_text(
        f"{TEXT}\nimport functools\nimport torch\nimport torch._refs\n{code}\n", "utf-8"
    )
    return grade(LAPLACE, file, shrink=False, diagnose=False).status


@pytest.mark.parametrize("body", BORROWED.values(), ids=BORROWED)
def test_the_librarys_answer_is_told(body: str, tmp_path: Path) -> None:
    """Right, but not from scratch."""
    code = f"def mae_loss(y_hat, y):\n    {body}"
    assert verdict(code, tmp_path) is Status.LIBRARY


@pytest.mark.parametrize("code", OWN.values(), ids=OWN)
def test_ones_own_answer_passes(code: str, tmp_path: Path) -> None:
    """Also where it would be compiled, or has the name of the library's."""
    assert verdict(code, tmp_path) is Status.PASS
