"""Auto-graded interview practice for probabilistic machine learning."""

from typing import TYPE_CHECKING

from grader.blanks import Unfilled, blank

if TYPE_CHECKING:
    from grader.notebook.result import Refusal, Result

__all__ = ["Unfilled", "__version__", "blank"]
__version__ = "0.1.0"


def check(address: str, *answers: object) -> "Result | Refusal":
    """Grade functions or classes that are defined in this process, by their source.

        grader.check("vae/kl", kl_divergence)

    The source is judged in a confined process of its own, with the imports and helpers that it uses
    from the file, the notebook or the session that it is defined in. The result is true if the
    answer passes; a notebook shows it as HTML, and `print` as text.

    Args:
        address: the exercise.
        answers: what it asks for; what is not passed is looked for where the first is defined.
    """
    from importlib import import_module  # a submission imports this module, and nothing of these

    found: Result | Refusal = import_module("grader.notebook.check").check(address, *answers)
    return found
