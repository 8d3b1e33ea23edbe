"""`practice batch --feedback`: what each learner gets, and what none of them can reach."""

from pathlib import Path

import pytest

from grader.batch.feedback import PAGE, TEXT, folder_names
from tests.batch.school import BROKEN, RIGHT, WRONG, School
from tests.batch.test_hostile import NAMES, Page


def of(school: School, learner: str) -> tuple[str, str]:
    """The text and the page of a learner."""
    folder = school.folder / "feedback" / learner
    return (folder / TEXT).read_text("utf-8"), (folder / PAGE).read_text("utf-8")


def test_each_learner_gets_their_verdicts(quick: School) -> None:
    """As text and as a page, with what `practice grade` says."""
    quick.hands_in("ann", RIGHT)
    quick.hands_in("ben", WRONG)
    (quick.room / "cem").mkdir()
    said = quick.grades("--feedback", "feedback", "--only", "gmm").exits(0)
    said.says("feedback feedback, for 3 learners")
    text, html = of(quick, "ann")
    assert "gmm/threshold passes: 13 checks" in text
    assert "Not handed in: gmm/log_prob, gmm/detect." in text
    for found in of(quick, "ben"):
        assert "The smallest input that shows it" in found
        assert "flag_anomalies: " in found
        assert "practice hint gmm/threshold" in found
    assert all(len(line) <= 80 for line in of(quick, "ben")[0].splitlines())
    assert "Nothing was handed in" in of(quick, "cem")[1]
    assert Page(html).tags & {"script", "img", "iframe", "link"} == set()


def test_nobody_gets_anything_of_another(quick: School) -> None:
    """Neither a name nor an answer of anybody else is in it."""
    for learner in ("ann", "ben", "cem"):
        quick.hands_in(learner, f"{WRONG}\nraise ValueError('secret of {learner}')\n")
    quick.grades("--feedback", "feedback").exits(0)
    for learner in ("ann", "ben", "cem"):
        for found in of(quick, learner):
            assert f"secret of {learner}" in found
            others = {"ann", "ben", "cem"} - {learner}
            assert not any(f"{other}/" in found or f"of {other}" in found for other in others)


def test_a_changed_answer_gets_new_feedback(quick: School) -> None:
    """The last grade counts; a second run without changes writes the same."""
    quick.hands_in("ann", WRONG)
    quick.grades("--feedback", "feedback").exits(0)
    quick.hands_in("ann", RIGHT)
    quick.grades("--feedback", "feedback").exits(0)
    first = of(quick, "ann")
    assert "gmm/threshold passes" in first[0]
    quick.grades("--feedback", "feedback").exits(0).says("Nothing to grade")
    assert of(quick, "ann") == first


def test_no_name_gets_out_of_the_folder(quick: School) -> None:
    """Each hostile name has one folder of its own, under the folder, and harmless text in it."""
    for name in NAMES:
        quick.hands_in(name, BROKEN)
    before = sorted(path.name for path in quick.folder.iterdir())
    quick.grades("--feedback", "feedback").exits(0)
    made = sorted(path.name for path in quick.folder.iterdir())
    results = [f"class-results.{suffix}" for suffix in ("csv", "html", "jsonl", "jsonl.lock")]
    assert made == sorted([*before, "feedback", *results])
    folders = list((quick.folder / "feedback").iterdir())
    assert len(folders) == len(NAMES)
    for folder in folders:
        assert sorted(path.name for path in folder.iterdir()) == [PAGE, TEXT]
        page = Page((folder / PAGE).read_text("utf-8"))
        assert page.tags & {"script", "img", "iframe", "link"} == set()
        assert not any(name.startswith("on") for name in page.attributes)
        text = (folder / TEXT).read_text("utf-8")
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize(
    "names",
    [
        ["ann", "Ann", "ANN"],
        ["caf\u00e9", "cafe\u0301"],
        ["\ufb01n", "fin"],
        ["CON", "nul.txt", "com1"],
        ["a.", "a ", "a"],
        ["..\\up", "a:b", "a/b"],
    ],
)
def test_names_that_look_the_same_to_a_disk_are_kept_apart(names: list[str]) -> None:
    """Also on disks of other systems, and where somebody takes a name that was made up."""
    made = folder_names(names)
    again = folder_names([*names, *made.values()])
    for found in (made, again):
        assert len({name.casefold() for name in found.values()}) == len(found)
        for name in found.values():
            assert not set(name) & set('/\\:*?"<>|\n')
            assert name.rstrip(" .") == name
            assert name.lower().partition(".")[0] not in ("con", "nul", "com1")


@pytest.mark.parametrize("place", ["class", "class/ann", "class/new/deep", "."])
def test_feedback_among_answers_is_refused(quick: School, place: str) -> None:
    """Before anything is graded."""
    quick.hands_in("ann")
    quick.grades("--feedback", place).exits(2).complains("name a folder of its own")
    assert not (quick.folder / "class-results.jsonl").exists()


def test_links_in_the_folder_are_not_followed(quick: School, tmp_path: Path) -> None:
    """Whoever can write there cannot have another file overwritten."""
    quick.hands_in("ann")
    other = tmp_path / "other"
    other.mkdir()
    feedback = quick.folder / "feedback"
    feedback.mkdir()
    (feedback / "ann").symlink_to(other)
    said = quick.grades("--feedback", "feedback").exits(2)
    assert "is a link" in said.err
    assert list(other.iterdir()) == []
    (feedback / "ann").unlink()
    (feedback / "ann").mkdir()
    (feedback / "ann" / TEXT).symlink_to(other / "mine")
    assert "is a link" in quick.grades("--feedback", "feedback").exits(2).err
    assert not (other / "mine").exists()
