"""Practicing in a notebook: `%load_ext grader.notebook`, then `%%practice vae/kl` atop a cell."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: "InteractiveShell") -> None:
    """Add the magics; IPython calls this for `%load_ext grader.notebook`."""
    from grader.notebook.magics import PracticeMagics

    shell.register_magics(PracticeMagics)
