"""A wrong number is drawn beside the right one, along the number of the input that matters most."""

from pathlib import Path

import pytest
import torch

from grader.catalogue import find_one
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.picture import Picture, Series
from grader.verdict import Status, Verdict

LAPLACE = """
import torch

def mae_loss(y_hat, y):
    return (y - y_hat).abs().mean()

def laplace_nll(mu, b, y):
    {body}
"""


def graded(tmp_path: Path, body: str) -> Verdict:
    path = tmp_path / "laplace.py"
    path.write_text(LAPLACE.format(body=body), "utf-8")
    return grade(find_one("nll/laplace"), path, Options(draw=True, diagnose=False))


def picture(verdict: Verdict) -> Picture:
    assert verdict.picture is not None
    return verdict.picture


def named(found: Picture, name: str) -> Series:
    return next(one for one in found.series if one.name == name)


def test_both_curves_are_those_of_the_functions_through_the_smallest_input(tmp_path: Path) -> None:
    verdict = graded(tmp_path, "return (torch.log(b) + (y - mu).abs() / b).mean()")
    found = picture(verdict)
    assert found.title == f"laplace_nll: result along {found.x.name}"
    assert verdict.first_failure
    assert verdict.first_failure.counterexample
    scope = {"torch": torch, "laplace_nll": lambda mu, b, y: (mu, b, y)}
    *lines, call = [
        line for line in verdict.first_failure.counterexample.code.split("\n") if line.strip()
    ]
    exec("\n".join(lines), scope)
    given = dict(zip(("mu", "b", "y"), eval(call, scope), strict=True))
    varied = found.x.name.partition("[")[0]
    yours, right = named(found, "yours"), named(found, "right")
    for number, mine, its in zip(right.x, yours.y, right.y, strict=True):
        changed = {**given, varied: given[varied].clone()}
        changed[varied].view(-1)[0] = number
        mu, b, y = changed.values()
        nll = (torch.log(2 * b) + (y - mu).abs() / b).mean()
        wrong = (torch.log(b) + (y - mu).abs() / b).mean()
        assert its == pytest.approx(float(nll), rel=1e-4, abs=1e-5)
        assert mine == pytest.approx(float(wrong), rel=1e-4, abs=1e-5)
    [at] = named(found, "yours at the smallest input").x
    assert at == pytest.approx(float(given[varied].view(-1)[0]))


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        ("return (torch.log(2 * b) + (y - mu).abs() / b).mean() + 1", "1 above the right one"),
        ("return 3 * (torch.log(2 * b) + (y - mu).abs() / b).mean()", "3 times the right one"),
        ("return (0 * mu * b * y).mean()", "Yours stays flat"),
    ],
)
def test_the_caption_says_what_to_see(body: str, caption: str, tmp_path: Path) -> None:
    assert caption in picture(graded(tmp_path, body)).caption


@pytest.mark.parametrize(
    "body",
    [
        "return (torch.log(2 * b) + (y - mu).abs() / b).mean() * torch.rand(())",
        "return 'text'",
        "raise ValueError",
        "import os; os._exit(0)",
    ],
)
def test_what_cannot_be_drawn_keeps_its_verdict(body: str, tmp_path: Path) -> None:
    verdict = graded(tmp_path, body)
    assert verdict.status in (Status.FAIL, Status.ERROR)
    assert verdict.picture is None or verdict.picture.series


def test_a_submission_that_ends_while_it_is_drawn_keeps_its_verdict(tmp_path: Path) -> None:
    body = "calls.append(1); ended = len(calls) > 400 and __import__('os')._exit(0)\n"
    body += "    return (torch.log(b) + (y - mu).abs() / b).mean()\n\ncalls = []"
    verdict = graded(tmp_path, body)
    assert verdict.status is Status.FAIL


def test_no_picture_is_made_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "laplace.py"
    path.write_text(LAPLACE.format(body="return (y - mu).abs().mean()"), "utf-8")
    assert grade(find_one("nll/laplace"), path).picture is None
