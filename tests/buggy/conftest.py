"""A learner in a fresh workspace, as in the tests of the commands."""

from tests.cli.conftest import learner

__all__ = ["learner"]
