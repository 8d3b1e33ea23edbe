"""How a learner asks for the next step, worded for a sentence: the commands that they type.

`grader.watch.controls.Keys` words the same steps as keys to press.
"""


class Commands:
    """The commands of `practice`.

    Attributes:
        in_full: shows everything about a verdict.
    """

    in_full = "`grade -v`"

    def grade(self, address: str) -> str:
        """Grade the learner's answer."""
        return f"`practice grade {address}`"

    def hint(self, address: str) -> str:
        """Take the next hint."""
        return f"`practice hint {address}`"

    def hints_again(self, address: str) -> str:
        """Show the hints taken so far."""
        return f"`practice hint {address} --all`"

    def solution(self, address: str) -> str:
        """Show a good answer."""
        return f"`practice solution {address}`"

    def statement(self, address: str) -> str:
        """Show what an exercise asks for."""
        return f"`practice show {address}`"

    def move_on(self, address: str) -> str:
        """Turn to another exercise: a verb may be part of it."""
        return f"`practice open {address}`"

    def fill_in(self, address: str, hint: str) -> str:
        """Fill in the blanks, with a sentence about the next hint."""
        return f"`practice open {address}`; {hint}"


COMMANDS = Commands()
