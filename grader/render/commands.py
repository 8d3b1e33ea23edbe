"""The next steps of a learner, as commands to type, worded for a sentence.

`grader.watch.keys.Keys` has the same steps as keys to press.
"""


class Commands:
    """The commands of `practice`.

    Attributes:
        in_full: the command that shows everything about a verdict.
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

    def picture(self, address: str) -> str:
        """Draw the failure; empty if it is drawn without being asked."""
        return f"`practice picture {address}`"

    def about(self, address: str) -> str:
        """Draw what an exercise that has passed is about."""
        return f"`practice picture {address} --answer`"

    def solution(self, address: str) -> str:
        """Show a good answer."""
        return f"`practice solution {address}`"

    def statement(self, address: str) -> str:
        """Show what an exercise asks for."""
        return f"`practice show {address}`"

    def move_on(self, address: str) -> str:
        """Go to another exercise; this may include a verb."""
        return f"`practice open {address}`"

    def fill_in(self, address: str, hint: str) -> str:
        """Fill in the blanks, with a sentence about the next hint."""
        return f"`practice open {address}`; {hint}"


COMMANDS = Commands()
