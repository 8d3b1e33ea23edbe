"""The measurement of the grader's power: mutants, right versions, and what is said of them."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from grader.authoring.power import (
    Mutant,
    Plan,
    Power,
    Trial,
    measure,
    mutants,
    outcomes,
    plan,
    versions,
)
from grader.authoring.power.equivalents import FOLDER, Equivalent, equivalents, stale
from grader.authoring.power.grading import FAULT
from grader.authoring.power.operators import arithmetic, statements, tensors
from grader.authoring.power.plan import library
from grader.authoring.power.report import MARK, PAGE, rewritten, sentence
from grader.authoring.power.styles import STYLES
from grader.authoring.power.unseen import UnseenAnswer, judged, write_explanations
from grader.catalogue import Exercise, exercises, find_one
from tests.sampling import sampled

SOURCE = '''
def loss(mu: Tensor, sigma: Tensor, y: Tensor, scale: float) -> Tensor:
    """A loss."""
    {statement}
    return mu
'''


def made(statement: str, operator: Callable[..., Iterator[str]]) -> list[str]:
    """What one operator makes of a statement."""
    source = SOURCE.format(statement=statement)
    return [
        mutant.after
        for mutant in mutants(source, "torch")
        if mutant.operator == operator.__name__ and mutant.before == statement
    ]


@pytest.mark.parametrize(
    ("operator", "statement", "expected"),
    [
        (arithmetic.operators, "a = mu / y", ["mu + y", "mu - y", "mu * y", "y / mu"]),
        (arithmetic.brackets, "a = mu * (sigma - y)", ["mu * sigma - y"]),
        (arithmetic.signs, "a = -mu", ["mu"]),
        (arithmetic.signs, "a = scale", ["-scale"]),
        (arithmetic.dropped, "a = mu - y", ["mu", "-y"]),
        (arithmetic.dropped, "a = mu.clamp(0, 1)", ["mu"]),
        (arithmetic.dropped, "a = torch.exp(mu)", ["mu"]),
        (arithmetic.constants, "a = 2.0 * mu", ["0 * mu", "-2.0 * mu", "4.0 * mu", "1 * mu"]),
        (arithmetic.constants, "a = mu.var(correction=0)", ["mu.var(correction=1)"]),
        (arithmetic.constants, "a = math.log(math.pi)", ["math.log(3.14)"]),
        (arithmetic.comparisons, "a = mu < y", ["mu <= y", "mu >= y", "mu == y"]),
        (arithmetic.conditions, "a = mu if scale else y", ["mu if not scale else y"]),
        (arithmetic.protected, "a = mu.log()", ["(mu + 1e-12).log()"]),
        (arithmetic.protected, "a = mu / y", ["mu / (y + 1e-06)"]),
        (tensors.reductions, "a = mu.mean()", ["mu.sum()", "mu.mean(0)", "mu.sum() / len(mu)"]),
        (tensors.reductions, "a = mu.sum(dim=1)", ["mu.sum()", "mu.sum(dim=1, keepdim=True)"]),
        (tensors.dimensions, "a = mu.softmax(dim=-1)", ["mu.softmax(dim=0)"]),
        (tensors.detached, "a = mu * scale", ["mu.detach() * scale", "(mu * scale).detach()"]),
        (tensors.dtypes, "a = mu.exp()", ["mu.float().exp()", "mu.exp().double()"]),
        (tensors.devices, "a = scale * mu", ["torch.tensor(scale) * mu"]),
        (tensors.in_place, "a = mu.exp()", ["mu.exp_()"]),
        (tensors.in_place, "a = mu - y", ["mu.sub_(y)"]),
        (tensors.functions, "a = mu.square()", ["mu.abs()"]),
        (tensors.functions, "a = torch.randn_like(mu)", ["torch.rand_like(mu)"]),
        (tensors.unstable, "a = F.logsigmoid(mu)", ["torch.log(torch.sigmoid(mu))"]),
        (tensors.chains, "a = mu.clamp(0).exp()", ["mu.exp().clamp(0)"]),
        (tensors.shapes, "a = y", ["y.squeeze()", "y.T", "y[:1]"]),
        (tensors.noise, "a = torch.randn_like(mu)", ["torch.randn_like(mu[:1])"]),
        (statements.names, "a = mu + scale", ["sigma + scale", "y + scale"]),
        (statements.arguments, "a = f(mu, y, k=1)", ["f(y, mu, k=1)", "f(mu, y)"]),
        (statements.arguments, "a = (mu, y)", ["(y, mu)"]),
        (statements.arguments, "a = mu[:, 1:]", ["mu[1:, :]"]),
        (statements.loops, "a = [p for p in mu]", ["[p for p in list(mu)[1:]]"]),
        (statements.removed, "mu.clamp_(0)", ["pass"]),
        (statements.early, "a = mu + y", ["return mu + y"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_operator_writes_its_mistakes(
    operator: Callable[..., Iterator[str]], statement: str, expected: list[str]
) -> None:
    """Each mutation makes of a statement what its docstring says."""
    start = "" if statement.startswith("mu") else "a = "
    wanted = {text if text.startswith("return") else start + text for text in expected}
    assert wanted <= set(made(statement, operator))


def test_parameters_are_swapped() -> None:
    """Every two parameters of a function are swapped, its object excepted."""
    source = "class Model:\n    def loss(self, x, y, z):\n        return x"
    found = [m.after for m in mutants(source, "torch") if m.operator == "parameters"]
    assert found == [f"def loss(self, {names}):" for names in ("y, x, z", "z, y, x", "x, z, y")]


def test_numpy_code_gets_no_gradients() -> None:
    """What only tensors have is not tried on arrays."""
    source = "def score(x: NDArray[np.float64]):\n    return np.log(x).sum(axis=0)"
    found = " ".join(mutant.after for mutant in mutants(source, "numpy"))
    assert "astype" in found
    assert "detach" not in found


@pytest.mark.parametrize("address", ["nll/bernoulli", "priors/dropout", "gmm/log_prob"])
def test_mutants_are_python_and_all_different(address: str) -> None:
    """Every mutant parses, none is the reference, and none comes twice."""
    exercise = find_one(address)
    source = exercise.solution.read_text("utf-8")
    found = [ast.dump(ast.parse(m.text)) for m in mutants(source, library(exercise))]
    assert len(set(found)) == len(found) > 100
    assert ast.dump(ast.parse(source)) not in found


def test_mutants_come_in_the_same_order() -> None:
    """The same source gives the same mutants, so that a sample of them is always the same."""
    source = find_one("vae/kl").solution.read_text("utf-8")
    assert list(mutants(source, "torch")) == list(mutants(source, "torch"))


@pytest.mark.parametrize("first", ["", "mu, y = (mu / 3, y / 3)"], ids=["plain", "reassigned"])
def test_right_versions_mean_the_same(first: str) -> None:
    """Rewriting in every style changes the text of a function and not its value."""
    source = SOURCE.format(
        statement=f"{first}\n    z = (y - mu).square() / 2 + sigma.log()"
    ).replace("return mu", "return z.mean() * scale")
    source = f"from torch import Tensor\n{source}"
    inputs = (torch.randn(2, 3), torch.rand(2, 3) + 1, torch.randn(2, 3), 2.0)
    original: dict[str, Callable[..., torch.Tensor]] = {}
    exec(source, original)
    found = list(versions(source, "torch"))
    for version in found:
        rewritten_module: dict[str, Callable[..., torch.Tensor]] = {}
        exec(version.text, rewritten_module)
        torch.testing.assert_close(rewritten_module["loss"](*inputs), original["loss"](*inputs))
    assert {version.style for version in found} == {style.__name__ for style in STYLES}


@pytest.mark.parametrize(
    "exercise", sampled({exercise.address: (exercise,) for exercise in exercises()}, count=9)
)
def test_what_is_listed_as_equivalent_is_made(exercise: Exercise) -> None:
    """No entry of the list of equivalent mutants is left from a reference that has changed."""
    listed = equivalents(exercise.address)
    if listed:
        source = exercise.solution.read_text("utf-8")
        assert stale(listed, mutants(source, library(exercise))) == []


def test_equivalents_are_listed_for_exercises_that_exist() -> None:
    """Every table of the list belongs to an exercise."""
    import tomllib

    tables = {
        f"{path.stem}/{name}"
        for path in FOLDER.glob("*.toml")
        for name in tomllib.loads(path.read_text("utf-8"))
    }
    assert tables <= {exercise.address for exercise in exercises()}


def test_a_listed_mutant_that_is_never_made_is_reported() -> None:
    """A stale entry is named."""
    assert stale([Equivalent(("f",), "a", ("b",), "")], []) == ["f: a -> b"]


@pytest.mark.extensive
@pytest.mark.parametrize("address", ["vae/kl", "gmm/log_prob"])
def test_a_sample_of_mutants_is_killed(address: str) -> None:
    """Of twenty mutants, the checks reject all that are not listed as equivalent."""
    exercise = find_one(address)
    listed = equivalents(address)
    source = exercise.solution.read_text("utf-8")
    made = list(mutants(source, library(exercise)))
    sample = made[:: len(made) // 20]
    found = outcomes([Trial(address, mutant.text) for mutant in sample], processes=1)
    for mutant, outcome in zip(sample, found, strict=True):
        assert outcome.status != FAULT
        equivalent = any(entry.covers(mutant) for entry in listed)
        assert (outcome.status == "pass") == equivalent, str(mutant)


@pytest.mark.extensive
@pytest.mark.parametrize("address", ["vae/kl", "gmm/log_prob"])
def test_right_versions_pass(address: str) -> None:
    """What is rewritten in every style passes, on a draw of inputs that no one else grades on."""
    exercise = find_one(address)
    source = exercise.solution.read_text("utf-8")
    rewritten = list(versions(source, library(exercise)))[: len(STYLES)]
    found = outcomes([Trial(address, v.text, seed=7) for v in rewritten], processes=1)
    assert [outcome.message for outcome in found if outcome.status != "pass"] == []


def planned(**changes: object) -> Plan:
    """A plan for vae/kl that measures nothing but what is asked."""
    exercise = find_one("vae/kl")
    nothing: dict[str, object] = {
        "mutants": (),
        "catalogue": (),
        "restyled": (),
        "by_hand": (),
        "unseen": (),
        "right": (),
    }
    reference = exercise.solution.read_text("utf-8")
    return Plan(exercise=exercise, reference=reference, **{**nothing, **changes})  # type: ignore[arg-type]


def only(plan: Plan) -> Power:
    [power] = measure([plan], seeds=1, processes=1)
    return power


def test_a_survivor_is_a_problem() -> None:
    """A mutant that passes is reported with its diff."""
    reference = find_one("vae/kl").solution.read_text("utf-8")
    survivor = Mutant("f", "names", 5, "return a", "return b", "a", "b", reference)
    power = only(planned(mutants=(survivor,)))
    assert (power.mutants, power.killed) == (1, 0)
    assert "- return a\n+ return b" in power.problems[0]


WRONG = "def kl_divergence(mu, log_var):\n    return mu.sum()"


def test_a_refused_right_version_is_a_problem() -> None:
    """A right version that is rejected is reported with its style and the check."""
    power = only(planned(right=(("bare", WRONG),)))
    assert (power.right, power.accepted) == (1, 0)
    assert any(problem.startswith("Refused: bare") for problem in power.problems)


@pytest.mark.parametrize(("text", "status"), [(None, "pass"), (WRONG, "fail")])
def test_the_checks_alone_find_what_a_grade_finds(text: str | None, status: str) -> None:
    """Right versions are mostly judged so, for its speed."""
    text = text or find_one("vae/kl").solution.read_text("utf-8")
    trials = [Trial("vae/kl", text, 7, checks_alone=alone) for alone in (False, True)]
    graded, alone = outcomes(trials, processes=1)
    assert graded.status == alone.status == status
    assert set(graded.failed) <= set(alone.failed)


ORDER = ("vae/kl", "vae/loss", "gmm/detect")


def test_the_page_keeps_its_preface() -> None:
    """Writing the table leaves what is written by hand."""
    power = Power("vae/kl", seeds=3, mutants=7, killed=6, equivalent=1)
    page = rewritten(f"# By hand\n\n{MARK}\nstale", [power], ORDER)
    assert page.startswith(f"# By hand\n\n{MARK}\n")
    assert "stale" not in page
    assert "| vae/kl | 7 | 1 | 6 |" in page
    assert "7 mutants, 6 killed, 1 equivalent" in sentence(power)


def test_the_page_keeps_what_was_measured_before() -> None:
    """One exercise can be measured anew: the others keep their rows, and the sums are of all."""
    first = [
        Power("gmm/detect", seeds=3, mutants=5, killed=5, idle=["ends"]),
        Power("vae/kl", seeds=3, mutants=7, killed=6, idle=["shift"]),
    ]
    page = rewritten(f"{MARK}\n", first, ORDER)
    again = rewritten(page, [Power("vae/kl", seeds=3, mutants=9, killed=8)], ORDER)
    rows = [line for line in again.splitlines() if line.startswith("|")][2:]
    assert [row.split(" | ")[:4] for row in rows] == [
        ["| vae/kl", "9", "0", "8"],
        ["| gmm/detect", "5", "0", "5"],
        ["| all", "14", "0", "13"],
    ]
    assert "- `gmm/detect`: nothing: ends." in again
    assert "shift" not in again


def test_the_page_forgets_exercises_that_are_gone() -> None:
    """A row of an exercise that no longer exists is left out."""
    page = rewritten(f"{MARK}\n", [Power("vae/gone", seeds=1), Power("vae/kl", seeds=1)], ORDER)
    assert "vae/gone" not in page


def test_the_page_has_a_place_for_the_table() -> None:
    """The documentation has the mark after which the table is written."""
    assert MARK in (Path(__file__).parents[1] / PAGE).read_text("utf-8")


ANSWER = UnseenAnswer("building.mean", WRONG, "only the means are added up")


@pytest.fixture
def judgments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where judgments on vae/kl are kept: a folder without any."""
    monkeypatch.setattr("grader.authoring.power.unseen.shipped", lambda part: tmp_path / part)
    return tmp_path / "tests" / "unseen" / "judged" / "vae" / "kl.toml"


@pytest.mark.extensive
def test_an_explanation_counts_once_it_is_judged(judgments: Path) -> None:
    """What nobody judged is a problem; a judgment holds until the explanation changes."""
    exercise = find_one("vae/kl")
    fresh = only(planned(unseen=(ANSWER,)))
    assert (fresh.unseen, fresh.explained) == (1, 0)
    assert any("New explanations of unseen answers: 1;" in said for said in fresh.problems)
    write_explanations(exercise, [ANSWER], fresh.explanations)
    text = judgments.read_text("utf-8")
    judgments.write_text(text.replace('"?"', '"explained"'), "utf-8")
    known = only(planned(unseen=(ANSWER,)))
    assert known.explained == 1
    assert not any("unseen" in said for said in known.problems)
    judgments.write_text(judgments.read_text("utf-8").replace("says = ", 'says = "Other." # '))
    assert only(planned(unseen=(ANSWER,))).explained == 0


@pytest.mark.extensive
def test_writing_explanations_keeps_judgments(judgments: Path) -> None:
    """Also beside new ones, and whatever characters they hold."""
    exercise = find_one("vae/kl")
    said = {ANSWER.name: 'A "quoted" \\ line\nand ½.'}
    write_explanations(exercise, [ANSWER], said)
    judgments.write_text(judgments.read_text("utf-8").replace('"?"', '"vague"'), "utf-8")
    second = replace(ANSWER, name="held_out.mean")
    write_explanations(exercise, [ANSWER, second], {**said, second.name: "New."})
    assert judged(exercise, said) == {ANSWER.name: "vague"}
    assert judged(exercise, {second.name: "New."}) == {second.name: "?"}


@pytest.mark.extensive
def test_an_unseen_answer_that_passes_is_a_problem(judgments: Path) -> None:
    """With what is really wrong with it."""
    right = replace(ANSWER, text=find_one("vae/kl").solution.read_text("utf-8"))
    problems = only(planned(unseen=(right,))).problems
    assert "Passed: building.mean, though only the means are added up" in problems


def test_a_rewriting_keeps_the_dimension() -> None:
    """What is normalized over the batch stays so in every form: it is another mistake."""
    source = "def f(x: Tensor) -> Tensor:\n    return F.log_softmax(x, dim=0)"
    texts = [version.text for version in versions(source, "torch")]
    assert any("logsumexp(0, keepdim=True)" in text for text in texts)
    assert not any("logsumexp(-1" in text for text in texts)


@pytest.mark.extensive
def test_restyled_mistakes_are_python() -> None:
    """Also as a lambda, where the mistake has a constant to choose."""
    for wrong in plan(find_one("nll/categorical")).restyled:
        compile(wrong.text, wrong.label, "exec")
