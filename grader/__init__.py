"""Auto-graded interview practice for probabilistic machine learning."""

from grader.blanks import Unfilled, blank

__all__ = ["Unfilled", "__version__", "blank"]
__version__ = "0.1.0"
