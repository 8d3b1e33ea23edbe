"""What the catalogue says of each exercise besides its title."""

from grader.authoring.declarations import unlisted
from grader.catalogue import exercises, path, path_listed


def test_every_exercise_has_its_minutes_its_level_and_its_place() -> None:
    """In words that `practice dev check` accepts."""
    assert [problem for exercise in exercises() for problem in unlisted(exercise)] == []


def test_the_path_names_only_exercises() -> None:
    """One that left the catalogue leaves the path too."""
    assert sorted(path_listed()) == sorted(one.address for one in exercises())


def test_the_path_is_another_order_of_the_same_exercises() -> None:
    """It starts with one that any candidate may be asked."""
    assert set(path()) == set(exercises())
    assert path()[0].level == "junior"
