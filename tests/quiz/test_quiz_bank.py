"""Question files that break the schema are refused with the file, the question and what to do."""

from pathlib import Path

import pytest

from grader.quiz import QuestionError, QuizError, load_questions, select

CHOICE = """
[which-loss]
kind = "choice"
exercise = "nll/gaussian"
prompt = "Which?"
answer = "this"
explanation = "Because."
[which-loss.options.this]
text = "This one"
[which-loss.options.that]
text = "That one"
why = "It is not."
[which-loss.options.other]
text = "Another"
why = "Nor is it."
"""
MATCHING = """
[who-with-whom]
kind = "matching"
exercise = "nll/gaussian"
prompt = "Who?"
explanation = "Because."
left = { left-one = "L1", left-two = "L2" }
right = { right-one = "R1", right-two = "R2", spare = "R3" }
pairs = { left-one = "right-two", left-two = "right-one" }
"""
NUMERIC = """
[how-much]
kind = "numeric"
exercise = "nll/gaussian"
prompt = "How much?"
value = 2.0
explanation = "Because."
[how-much.slips.double]
value = 4.0
why = "Twice."
"""


def load(folder: Path, text: str, name: str = "nll.toml") -> None:
    """Write a question file and load it."""
    (folder / name).write_text(text, encoding="utf-8")
    load_questions(folder)


@pytest.mark.parametrize("text", [CHOICE, MATCHING, NUMERIC])
def test_sound_question_loads(tmp_path: Path, text: str) -> None:
    """The samples that the other tests here break are sound."""
    load(tmp_path, text)


@pytest.mark.parametrize(
    ("sample", "sound", "broken", "complaint"),
    [
        (CHOICE, 'prompt = "Which?"', "", "missing required field `prompt`"),
        (CHOICE, 'prompt = "Which?"', 'prompt = " "', "`$.prompt`"),
        (CHOICE, "prompt", "promt", "`prom"),
        (CHOICE, '"choice"', '"riddle"', "'riddle'"),
        (CHOICE, '"nll/gaussian"', '"gaussian"', "`$.exercise`"),
        (CHOICE, '"nll/gaussian"', '"vae/kl"', "move it to that topic's file"),
        (CHOICE, 'answer = "this"', 'answer = "these"', "'these' is not the key of an option"),
        (CHOICE, 'why = "It is not."', "", "option 'that' is wrong, so its `why` must say"),
        (CHOICE, 'text = "This one"', 'text = "This"\nwhy = "So."', "delete its `why`"),
        (CHOICE, "options.that", "options.a", "length >= 2"),
        (CHOICE, "kind", 'id = "mine"\nkind', "has `id`; delete it"),
        (MATCHING, 'left-one = "right-two", ', "", "must have every key of `left`"),
        (MATCHING, '"right-two", left-two', '"nobody", left-two', "'nobody', which is not a key"),
        (MATCHING, '"right-two", left-two', '"right-one", left-two', "the same partner"),
        (NUMERIC, "value = 2.0", 'value = "2"', "`$.value`"),
        (NUMERIC, "value = 2.0", "value = 0.0", "set `abs_tol`"),
        (NUMERIC, "value = 4.0", "value = 2.01", "slip 'double' is too close to the answer"),
    ],
)
def test_broken_question_is_refused(
    tmp_path: Path, sample: str, sound: str, broken: str, complaint: str
) -> None:
    """The complaint names the file, the question and the fault."""
    assert sound in sample
    with pytest.raises(QuestionError) as caught:
        load(tmp_path, sample.replace(sound, broken, 1))
    name = sample.split("[")[1].split("]")[0]
    assert f"nll.toml: question '{name}'" in str(caught.value)
    assert complaint in str(caught.value)


def test_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    """The complaint names the file and the line."""
    with pytest.raises(QuestionError, match=r"nll\.toml cannot be read.*line 2"):
        load(tmp_path, "# a comment\nhalf = \n")


def test_text_outside_a_table_is_refused(tmp_path: Path) -> None:
    """The complaint says how a question begins."""
    with pytest.raises(QuestionError, match=r"start it with \[stray\]"):
        load(tmp_path, "stray = 1")


def test_id_in_two_files_is_refused(tmp_path: Path) -> None:
    """The complaint names both files."""
    load(tmp_path, CHOICE)
    with pytest.raises(
        QuestionError, match=r"vae\.toml: question 'which-loss' is also in nll\.toml"
    ):
        load(tmp_path, CHOICE.replace("nll/gaussian", "vae/kl"), "vae.toml")


def test_id_with_the_name_of_a_topic_is_refused(tmp_path: Path) -> None:
    """Otherwise the name would mean both."""
    with pytest.raises(QuestionError, match="has the name of a topic"):
        load(tmp_path, CHOICE.replace("which-loss", "nll"))


@pytest.mark.parametrize("name", ["kl-value", "quiz/kl-value"])
def test_question_is_found_by_id_and_address(name: str) -> None:
    """The bare id will do, as the bare name of an exercise does."""
    assert [question.id for question in select(load_questions(), [name])] == ["kl-value"]


def test_topic_and_exercise_select_their_questions() -> None:
    """A topic means all its questions, an exercise those that belong to it."""
    bank = load_questions()
    assert {question.topic for question in select(bank, ["vae"])} == {"vae"}
    assert {question.exercise for question in select(bank, ["vae/kl"])} == {"vae/kl"}


def test_several_names_select_each_question_once() -> None:
    """A question that two names mean is asked once."""
    bank = load_questions()
    assert select(bank, ["vae", "vae/kl", "kl-value"]) == select(bank, ["vae"])


def test_no_name_selects_everything() -> None:
    """The whole quiz is the default."""
    bank = load_questions()
    assert select(bank, []) == bank


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("vea", "Did you mean 'vae'?"),
        ("kl-valeu", "Did you mean 'kl-value'?"),
        ("%%", "topics are"),
    ],
)
def test_unknown_name_is_refused_with_a_suggestion(name: str, hint: str) -> None:
    """A typo gets the nearest name, anything else the topics."""
    with pytest.raises(QuizError) as caught:
        select(load_questions(), [name])
    assert hint in str(caught.value)
