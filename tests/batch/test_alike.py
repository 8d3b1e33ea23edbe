"""Which answers of a class are called alike, and which never are."""

import re
from itertools import combinations

import pytest

from grader.authoring.power.corpus import right_answers
from grader.batch.alike.compare import COMMON, LEAST, Known, alike, shared_lines
from grader.batch.alike.known import known
from grader.batch.alike.syntax import Unparsable, nodes
from grader.catalogue import Exercise, exercises, find_one
from grader.source import read_solution, stub

KL = find_one("vae/kl")
NOTHING = Known([])
OWN = """
def kl_divergence(mu, log_var):
    parts = []
    for m, s in zip(mu.flatten(), log_var.flatten()):
        variance = torch.exp(s) + 1e-9
        parts.append((m ** 2 + variance - torch.log(variance) - 1) / 2)
    total = torch.stack(parts).sum()
    if total < 0:
        return torch.zeros(())
    return total
"""
COPY = '''
"""My own work."""
def kl_divergence(mean, lv):
    # element by element
    terms: list = []
    for a, b in zip(mean.flatten(), lv.flatten()):
        v = torch.exp(b) + 1e-9
        terms.append(
            (a ** 2 + v - torch.log(v) - 1) / 2
        )
    answer = torch.stack(terms).sum()
    if answer < 0:
        return torch.zeros(())
    return answer
'''
OTHER = """
def kl_divergence(mu, log_var):
    std = (0.5 * log_var).exp()
    posterior = [mu, std]
    mean_part = posterior[0].square().mean() * mu.numel() * 0.5
    scale_part = 0.5 * (std * std).sum() - std.log().sum() - 0.5 * mu.numel()
    return torch.add(mean_part, scale_part)
"""


def test_new_names_and_comments_hide_no_copy() -> None:
    """Both are named, whole; another answer is not."""
    found = alike({"ann": OWN, "ben": OTHER, "cem": COPY}, NOTHING)
    assert [(one.left, one.right) for one in found.pairs] == [("ann", "cem")]
    assert found.pairs[0].share == 1.0


def test_what_everybody_was_given_is_nobodys_own() -> None:
    """Stubs, the reference, right versions: none of them is judged."""
    solution = read_solution(KL.solution)
    given = {"stub": stub(solution, "guided"), "a": solution.text, "b": f"{solution.text}# mine\n"}
    found = alike(given, known(KL))
    assert (found.pairs, found.judged, found.short) == ((), 0, 3)


def test_little_of_ones_own_is_never_judged() -> None:
    """Two equal answers of fewer nodes than the least are only counted."""
    short = "def f(a, b):\n    return a.exp() + b.log() * 3 - 2\n"
    assert len(nodes(short)) < LEAST
    found = alike({"ann": short, "ben": short}, NOTHING)
    assert (found.pairs, found.short) == ((), 2)


def test_what_most_of_the_class_wrote_says_nothing() -> None:
    """It was on the blackboard."""
    class_ = {str(number): OWN for number in range(COMMON + 1)}
    assert alike(class_, NOTHING).pairs == ()
    pairs = alike(dict(list(class_.items())[:COMMON]), NOTHING).pairs
    assert len(pairs) == len(list(combinations(range(COMMON), 2)))


def test_a_copied_part_is_found_and_marked() -> None:
    """A function that is copied into another file, at its lines alone."""
    whole = f"import torch\n\ndef helper(z):\n    return [w / 7 for w in z if w > 1]\n{COPY}"
    [pair] = alike({"ann": OWN, "ben": whole}, NOTHING).pairs
    assert pair.nodes >= LEAST
    left, right = shared_lines(OWN, whole, NOTHING)
    assert {5, 6, 7} <= left
    assert not {1, 2, 3, 4} & right


@pytest.mark.parametrize("text", ["def (", "a = 1\0", "-" * 100_000 + "1", "(" * 10_000])
def test_what_is_not_python_is_counted(text: str) -> None:
    """Whatever keeps it from being read."""
    with pytest.raises(Unparsable):
        nodes(text)
    assert alike({"ann": text, "ben": OWN}, NOTHING).unparsable == 1


@pytest.mark.extensive
@pytest.mark.parametrize("exercise", exercises()[::2], ids=lambda one: one.address)
def test_right_answers_written_apart_are_not_alike(exercise: Exercise) -> None:
    """Those of the tests, of which each has its own way; known is what every kit has."""
    solution = read_solution(exercise.solution)
    answers = dict(right_answers(exercise))
    given = Known([solution.text, stub(solution, "guided"), stub(solution, "interview")])
    assert alike(answers, given).pairs == ()
    assert alike(answers, known(exercise)).pairs == ()


def test_a_renamed_right_answer_is_not_its_authors_own() -> None:
    """Right versions that a kit knows are taken away, whatever they are renamed to."""
    for _, text in right_answers(KL):
        renamed = re.sub(r"\b(total|each|std|kl|half)\b", r"my_\1", text)
        assert alike({"a": text, "b": renamed}, known(KL)).pairs == ()
