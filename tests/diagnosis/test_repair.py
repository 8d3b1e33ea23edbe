"""The place of a mistake is found by changing the code until every answer is right."""

import ast
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.repair.definitions import definitions
from grader.judging.diagnosis.repair.edits import edits
from grader.judging.diagnosis.repair.fits import longer
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.verdict import Status, Verdict

HEAD = """import torch

def mae_loss(y_hat, y):
    return (y - y_hat).abs().mean()

"""


def laplace(body: str) -> str:
    """A submission to nll/laplace; `body` is indented by four spaces."""
    return f"{HEAD}def laplace_nll(mu, b, y):\n{body}\n"


def graded(tmp_path: Path, text: str, options: Options = Options()) -> Verdict:
    (tmp_path / "laplace.py").write_text(text)
    return grade(find_one("nll/laplace"), tmp_path / "laplace.py", options)


def said(verdict: Verdict) -> str:
    return verdict.misconception.message if verdict.misconception else ""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("x.clamp(0, 9)", "x"),
        ("torch.exp(x)", "x"),
        ("x.T", "x"),
        ("x.sum(dim=1, keepdim=True)", "x.sum(dim=1)"),
        ("x.sum(dim=1)", "x.sum(dim=0)"),
        ("x.max(dim=1)", "x.max(dim=1, keepdim=True)"),
        ("x.sum()", "x.sum(-1)"),
        ("x.mean()", "x.sum()"),
        ("x.clamp(min=0)", "x.abs()"),
        ("x.var()", "x.var(correction=0)"),
        ("len(x)", "x.numel()"),
        ("x - y", "x + y"),
        ("x - y", "y - x"),
        ("x / y", "x"),
        ("x | y", "x"),
        ("-x", "x"),
        ("x", "-x"),
        ("x", "y"),
        ("x", "x.exp()"),
        ("x", "2 * x"),
        ("x + 3", "x + 0"),
        ("x + 3", "x + 0.25"),
        ("(x + y) * z", "x + y * z"),
        ("x + y * z", "(x + y) * z"),
        ("x < y", "x <= y"),
        ("f(x, y)", "f(y, x)"),
        ("(x, y)", "(y, x)"),
        ("(x, y)", "x"),
        ("x if z else y", "x"),
        ("x and y", "x"),
        ("f(x, True)", "f(x, False)"),
        ("x[0]", "x"),
        ("min(x, y)", "max(x, y)"),
        ("f(x) * y", "f(x * y)"),
        ("f(x * y)", "f(x) * y"),
        ("f(x * y, 1)", "x * f(y, 1)"),
    ],
)
def test_a_small_change_is_among_those_that_are_tried(wrong: str, right: str) -> None:
    text = f"def f(x, y, z):\n    return {wrong}\n"
    [definition] = definitions(Source(text, "f"))
    tried = {_normal(edit.text) for edit in edits(definition, (0.25,))}
    assert _normal(f"def f(x, y, z):\n    return {right}\n") in tried


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("x = x.clamp(0)\n    return x", "pass\n    return x"),
        ("if x > 0:\n        x = 1\n    return x", "if not x > 0:\n        x = 1\n    return x"),
        ("if x > 0:\n        x = 1\n    return x", "pass\n    return x"),
        (
            "for i in x:\n        y += i\n        return y",
            "for i in x:\n        y += i\n    return y",
        ),
        ("return x * 7 + y * 7", "return x * 0.25 + y * 0.25"),
        ("x = 2 * x\n    return x - y / x", "y = 2 * y\n    return y - x / y"),
    ],
)
def test_statements_and_repeated_numbers_are_changed_too(wrong: str, right: str) -> None:
    text = f"def f(x, y, z):\n    {wrong}\n"
    [definition] = definitions(Source(text, "f"))
    tried = {_normal(edit.text) for edit in edits(definition, (0.25,))}
    assert _normal(f"def f(x, y, z):\n    {right}\n") in tried


LATE = "max_iter=10000, tolerance_grad=1e-14, tolerance_change=1e-18"
SEARCHING = f"{LATE}, lr=1, line_search_fn='strong_wolfe'"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("for i in range(5):", ["for i in range(50):"]),
        ("steps = 100", ["steps = 1000"]),
        ("g(x, max_iter=20)", ["g(x, max_iter=200)"]),
        ("lr = 0.01", ["lr = 0.1", "lr = 1.0"]),
        (
            "lr = 0.5; steps = 100",
            [
                "lr = 5.0; steps = 100",
                "lr = 0.5; steps = 1000",
                "lr = 5.0; steps = 1000",
                "lr = 5.0; steps = 10000",
            ],
        ),
        ("while x > 1e-3:", ["while x > 1e-8:"]),
        ("tolerance = 1e-3", ["tolerance = 1e-8"]),
        (
            "LBFGS([x])",
            [
                f"LBFGS([x], {SEARCHING})",
                "LBFGS([x], max_iter=10000)",
                "LBFGS([x], tolerance_grad=1e-14, tolerance_change=1e-18)",
                f"LBFGS([x], {LATE})",
            ],
        ),
        (
            "LBFGS([x], max_iter=9, line_search_fn='strong_wolfe')",
            [
                "LBFGS([x], max_iter=9, line_search_fn='strong_wolfe', tolerance_grad=1e-14, "
                "tolerance_change=1e-18)",
                "LBFGS([x], max_iter=90, line_search_fn='strong_wolfe')",
            ],
        ),
        ("x = 100", []),
        ("lr = 5", []),
        ("x = 0.01", []),
    ],
)
def test_a_fit_is_tried_with_more_steps_longer_ones_and_a_later_end(
    wrong: str, right: list[str]
) -> None:
    rest = " pass\n" if wrong.endswith(":") else "\n"
    [definition] = definitions(Source(f"def f(x):\n    {wrong}{rest}", "f"))
    tried = [_normal(edit.text) for edit in edits(definition, (), [longer])]
    assert tried == [_normal(f"def f(x):\n    {one}{rest}") for one in right]


@pytest.mark.extensive
def test_a_fit_that_ends_too_early_is_told_where(tmp_path: Path) -> None:
    text = find_one("preferences/reward").solution.read_text("utf-8")
    start = text.index("def fit_scores")
    (tmp_path / "reward.py").write_text(
        f"""{text[:start]}
def fit_scores(wins):
    games = wins + wins.T
    strength = torch.ones(len(wins), dtype=wins.dtype)
    while True:
        pairs = strength[:, None] + strength
        new = wins.sum(dim=1) / (games / pairs).sum(dim=1)
        new = new / new.sum()
        moved = (new - strength).abs().max()
        strength = new
        if moved < 1e-4:
            break
    scores = strength.log()
    return scores - scores.mean()
"""
    )
    message = said(grade(find_one("preferences/reward"), tmp_path / "reward.py"))
    assert message.startswith("The fit stops too early, by `moved < 0.0001` at line ")


def test_a_minus_before_a_method_in_place_is_not_tried() -> None:
    """It would change a copy, and say that a sign is wrong."""
    [definition] = definitions(Source("def f(x):\n    x.clamp_(0)\n    return x\n", "f"))
    tried = [edit.text for edit in edits(definition, ())]
    assert not any("(-(x)).clamp_" in text for text in tried)


def test_no_minus_is_tried_where_only_a_decision_hangs_on_it() -> None:
    """It would only turn the decision, and say that a sign is wrong."""
    text = "def f(x):\n    if torch.equal(x, y) and len(x) and x > 0:\n        return x\n"
    [definition] = definitions(Source(text, "f"))
    signs = [edit.text for edit in edits(definition, ()) if "wrong sign" in edit.says]
    assert all("if torch.equal(x, y) and len(x) and x > 0:" in text for text in signs)


def test_helpers_and_constants_of_the_module_are_changed_and_nothing_else() -> None:
    text = "EPS = 1e-8\ndef helper(x):\n    return x\ndef f(x):\n    return helper(x) + EPS\n"
    text += "def unused(x):\n    return x\n"
    found = list(definitions(Source(text, "f")))
    assert [definition.code(definition.node)[:8] for definition in found] == [
        "EPS = 1e",
        "def help",
        "def f(x)",
    ]
    tried = [edit.text for definition in found for edit in edits(definition, ())]
    assert text.replace("1e-8", "(0)") in tried
    assert all("def unused(x):\n    return x\n" in changed for changed in tried)


def test_every_changed_text_parses_whatever_stands_around_it() -> None:
    text = (
        "def f(x, *, k=1):\n"
        '    """Größe."""\n'
        '    s = f"{x + 1}"; y = [i ** 2 for i in x if i]\n'
        "    return (x\n        + y[0]) if k else -x  # ü\n"
    )
    [definition] = definitions(Source(text, "f"))
    tried = [edit.text for edit in edits(definition, ())]
    assert tried
    for changed in tried:
        compile(changed, "changed", "exec")


def test_the_one_change_that_makes_every_answer_right_is_said_with_its_line(
    tmp_path: Path,
) -> None:
    body = "    z = ((y - mu) / b).clamp(-3, 3)\n    return (torch.log(2 * b) + z.abs()).mean()"
    assert said(graded(tmp_path, laplace(body))) == (
        "`.clamp()` in `((y - mu) / b).clamp(-3, 3)` at line 7 does not belong there: without it "
        "every answer is right."
    )


def test_a_case_that_should_not_be_there_is_said_by_its_condition(tmp_path: Path) -> None:
    body = (
        "    if mu.shape[-1] == 2:\n"
        "        return (torch.log(2 * b) + (y - mu).abs().exp() * b.exp()).mean()\n"
        "    return (torch.log(2 * b) + (y - mu).abs() / b).mean()"
    )
    assert said(graded(tmp_path, laplace(body))) == (
        "What is done where `mu.shape[-1] == 2` holds, at line 7, does not belong there: without "
        "it every answer is right."
    )


@pytest.mark.extensive
def test_nothing_is_said_where_two_places_are_wrong(tmp_path: Path) -> None:
    body = "    z = ((y - mu.sort(-1)[0]) / b).clamp(-3, 3)\n    return (b.log1p() * z).mean()"
    verdict = graded(tmp_path, laplace(body))
    assert verdict.status is Status.FAIL
    assert "every answer is right" not in said(verdict)


def test_a_submission_that_turns_right_later_still_fails(tmp_path: Path) -> None:
    body = (
        "    right = (torch.log(2 * b) + (y - mu).abs() / b).mean()\n"
        "    calls.append(1)\n"
        "    return right if len(calls) > 40 else right * right.detach().clamp(1.5, 2)"
    )
    verdict = graded(tmp_path, f"{laplace(body)}\n\ncalls = globals().get('calls', [])\n")
    assert verdict.status is Status.FAIL


def test_a_change_that_never_ends_costs_no_verdict(tmp_path: Path) -> None:
    body = (
        "    n = 3\n"
        "    while n != 0:\n"
        "        n = n - 1\n"
        "    return (b.log1p() + (y - mu.sort(-1)[0]).abs()).mean()"
    )
    verdict = graded(tmp_path, laplace(body))
    assert verdict.status is Status.FAIL
    assert verdict.first_failure


def test_what_changed_code_prints_is_not_the_learners_output(tmp_path: Path) -> None:
    body = (
        "    print('called')\n"
        "    return (torch.log(2 * b) + ((y - mu) / b).clamp(-3, 3).abs()).mean()"
    )
    verdict = graded(tmp_path, laplace(body))
    examples = sum(check.examples for check in verdict.checks)
    assert "every answer is right" in said(verdict)
    assert 0 < verdict.output.count("called") <= 4 * examples


def test_without_confinement_no_changed_code_runs(tmp_path: Path) -> None:
    body = "    z = ((y - mu) / b).clamp(-3, 3)\n    return (torch.log(2 * b) + z.abs()).mean()"
    verdict = graded(tmp_path, laplace(body), Options(isolation="off"))
    assert "every answer is right" not in said(verdict)


def _normal(text: str) -> str:
    """A text without the parentheses that mean nothing."""
    return ast.unparse(ast.parse(text))
