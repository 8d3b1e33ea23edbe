"""The pictures of docs/exactly.md are those of the exercises, as they are drawn today."""

from grader.authoring.figures import figures, stale_figures


def test_the_page_has_pictures_and_none_is_stale() -> None:
    assert len(figures()) >= 3
    assert not stale_figures(), "run `practice dev pictures`"
