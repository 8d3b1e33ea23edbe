"""What a learner reads: a file is graded, and the sentence leads to its line or term."""

from pathlib import Path

import pytest

from grader.catalogue import exercises
from grader.judging.grade import grade
from grader.judging.options import Options

FUNCTIONS = {
    "laplace_nll": "    return (torch.log(2 * b) + (y - mu).abs() / b).mean()\n",
    "mae_loss": "    return (y - y_hat).abs().mean()\n",
}
ARGUMENTS = {"laplace_nll": "mu, b, y", "mae_loss": "y_hat, y"}


@pytest.mark.parametrize(
    ("function", "body", "sentence"),
    [
        ("mae_loss", "y_hat -= y\nreturn y_hat.abs().mean()",
         "`y_hat -= y` at line 9 changes the caller's `y_hat` in place."),
        ("mae_loss", "r = (y - y_hat).detach()\nreturn r.abs().mean()",
         "`(y - y_hat).detach()` at line 9 cuts the gradient to `y_hat`"),
        ("laplace_nll", "return (math.log(2 * b) + (y - mu).abs() / b).mean()",
         "`math.log(2 * b)` at line 6 takes one number"),
        ("mae_loss", "return (y - y_hat).abs().mean().item()", "at line 9 makes a Python number"),
        ("laplace_nll", "return (torch.log(2 * b) + 2 * (y - mu).abs() - y).mean() - 7",
         None),
        ("laplace_nll", "return (torch.log(2 * b) + (y - mu).abs() / b + mu**2 / 2).mean()",
         "one plus half the mean of `mu`^2"),
        ("mae_loss", "return (y - y_hat).abs().mean().clamp(max=3)", "is never above 3"),
        ("mae_loss",
         "return (y - y_hat).abs().mean() + (y.dtype == torch.float32)",
         "`y.dtype == torch.float32` does not belong"),
        ("mae_loss",
         "kept = vars(mae_loss).setdefault(id(y), (y, y_hat, y - y_hat))\n"
         "return kept[2].abs().mean()",
         "keeps something from one call to the next"),
    ],
)  # fmt: skip
def test_the_sentence_leads_to_the_mistake(
    function: str, body: str, sentence: str | None, tmp_path: Path
) -> None:
    """Or there is none."""
    indented = "".join(f"    {line}\n" for line in body.split("\n"))
    definitions = [
        f"def {name}({ARGUMENTS[name]}):\n{indented if name == function else right}"
        for name, right in FUNCTIONS.items()
    ]
    path = tmp_path / "laplace.py"
    path.write_text("\n".join(["import math", "import torch", "", "", *definitions]), "utf-8")
    [exercise] = [e for e in exercises() if e.address == "nll/laplace"]
    found = grade(exercise, path, Options(shrink=False)).misconception
    assert (found is None) if sentence is None else sentence in str(found)


@pytest.mark.extensive
def test_what_two_answers_alone_tell_is_confirmed_by_others(tmp_path: Path) -> None:
    """Between two players these are the scores after one step of Newton's method, and nowhere else.

    The fit fails on two players, so it was asked nothing more.
    """
    [exercise] = [e for e in exercises() if e.address == "preferences/reward"]
    path = tmp_path / "reward.py"
    path.write_text(
        exercise.solution.read_text("utf-8") + "\n\ndef fit_scores(wins):\n"
        "    p = wins.sum(dim=1) / (wins + wins.T).sum(dim=1)\n"
        "    return 2 * p - 2 * p.mean()\n",
        "utf-8",
    )
    assert "too early" not in str(grade(exercise, path, Options(shrink=False)).misconception)
