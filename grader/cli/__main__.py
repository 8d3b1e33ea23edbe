"""`python -m grader.cli` runs `practice` where scripts are not on the PATH."""

from grader.cli import main

main(prog_name="practice")
