"""The library's own answer is seen in every form; what only looks like it is none."""

import importlib
import sys
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.verdict import Status
from grader.worker.library_calls import recording
from grader.worker.main import drivers
from tests.sampling import sampled

MIXTURE = find_one("gmm/log_prob")
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
        "AbsoluteError()(*(x.detach().cpu().numpy().ravel() for x in (y, y_hat))); "
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
    "in a thread": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def mae_loss(y_hat, y):\n"
        "    with ThreadPoolExecutor(1) as pool:\n"
        "        return pool.submit(lambda: (y - y_hat).abs().mean()).result()"
    ),
    "traced by a debugger or coverage": (
        "import sys\n"
        "def mae_loss(y_hat, y):\n"
        "    sys.settrace(lambda *event: None)\n"
        "    try:\n"
        "        return (y - y_hat).abs().mean()\n"
        "    finally:\n"
        "        sys.settrace(None)"
    ),
    "with warnings caught": (
        "import warnings\n"
        "def mae_loss(y_hat, y):\n"
        "    with warnings.catch_warnings(record=True):\n"
        "        warnings.warn('mean of sizes')\n"
        "        return (y - y_hat).abs().mean()"
    ),
    "with a checkpoint": (
        "from torch.utils.checkpoint import checkpoint\n"
        "def mae_loss(y_hat, y):\n"
        "    return checkpoint(lambda r: r.abs().mean(), y - y_hat, use_reentrant=False)"
    ),
    "beside its name": f"from torch.nn.functional import l1_loss  # not called\n{MAE}",
}  # fmt: skip


def verdict(code: str, folder: Path) -> Status:
    """Grade the solution with one function written in another way."""
    file = folder / "laplace.py"
    file.write_text(
        f"{TEXT}\nimport functools\nimport torch\nimport torch._refs\n{code}\n", "utf-8"
    )
    return grade(LAPLACE, file, Options(shrink=False, diagnose=False)).status


@pytest.mark.parametrize("body", sampled(BORROWED, extensive=5))
def test_the_librarys_answer_is_told(body: str, tmp_path: Path) -> None:
    """Right, but not from scratch."""
    code = f"def mae_loss(y_hat, y):\n    {body}"
    assert verdict(code, tmp_path) is Status.LIBRARY


@pytest.mark.parametrize("code", sampled(OWN, extensive=4))
def test_ones_own_answer_passes(code: str, tmp_path: Path) -> None:
    """Also where it would be compiled, or has the name of the library's."""
    assert verdict(code, tmp_path) is Status.PASS


@pytest.mark.parametrize("call", ["triplet_margin_loss", "pixel_shuffle"])
def test_an_answer_of_one_exercise_is_recorded_there_only(call: str) -> None:
    """A function in Python, and a compiled one."""
    torch = pytest.importorskip("torch")
    arguments = (
        [torch.ones(4, 1, 1)] * 3 if call == "triplet_margin_loss" else [torch.ones(4, 1, 1), 2]
    )
    for names in (frozenset({call}), frozenset[str]()):
        with recording(names) as used:
            getattr(torch.nn.functional, call)(*arguments)
        assert used == names


def test_a_module_can_be_an_answer_within_a_package_that_is_allowed() -> None:
    """A mixture is named by itself, its parts by their package."""
    import torch
    from torch.distributions import Categorical, MixtureSameFamily, Normal

    parts = Normal(torch.zeros(2), torch.ones(2))
    mixture = MixtureSameFamily(Categorical(torch.ones(2)), parts)
    names = frozenset({"torch/distributions/mixture_same_family.py"})
    for law, found in ((parts, set()), (mixture, {"torch.distributions.mixture_same_family"})):
        with recording(names) as used:
            law.log_prob(torch.zeros(1))
        assert used == found | {"torch.distributions"}


def test_what_one_probe_calls_an_answer_is_one_for_all_of_the_exercise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An input of another probe must not be the way around it."""
    name = "grader.checks.nll.gaussian"
    importlib.import_module(name)
    monkeypatch.delitem(sys.modules, name)  # a worker takes the judgements out of its own copy
    probes = drivers(name)
    assert {probe.library for probe in probes.values()} == {
        frozenset({"gaussian_nll_loss", "mse_loss"})
    }


@pytest.mark.extensive
def test_a_recorder_that_threads_start_without_is_an_error(tmp_path: Path) -> None:
    """Though it is put back, and whatever the thread does."""
    code = (
        "import threading\n"
        "def mae_loss(y_hat, y):\n"
        "    recorder = threading.getprofile()\n"
        "    threading.setprofile(None)\n"
        "    threading.setprofile(recorder)\n"
        "    return (y - y_hat).abs().mean()"
    )
    assert verdict(code, tmp_path) is Status.ERROR


def test_a_density_of_another_estimator_is_told(tmp_path: Path) -> None:
    """scikit-learn has that of a Gaussian under more names than one."""
    file = tmp_path / "log_prob.py"
    text = MIXTURE.solution.read_text("utf-8")
    borrowed = (
        "from sklearn.covariance import log_likelihood\n"
        "own = responsibilities\n"
        "def responsibilities(X, weights, means, covariances):\n"
        "    log_likelihood(covariances[0], np.linalg.inv(covariances[0]))\n"
        "    return own(X, weights, means, covariances)\n"
    )
    file.write_text(f"{text}\n{borrowed}", "utf-8")
    verdict = grade(MIXTURE, file, Options(shrink=False, diagnose=False))
    assert verdict.status is Status.LIBRARY
    assert "`sklearn.covariance`" in verdict.message
