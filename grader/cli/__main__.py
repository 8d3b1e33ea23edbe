"""`python -m grader.cli` is `practice`, where scripts are not on the path."""

from grader.cli import main

main(prog_name="practice")
