"""The next steps of a learner whose answer is in no file."""

from grader.render.commands import Commands


class SessionSteps(Commands):
    """After `grader.check`: commands to type in a terminal."""

    in_full = "the list above"

    def picture(self, address: str) -> str:
        """Nothing: the picture is part of the verdict."""
        return ""

    def fill_in(self, address: str, hint: str) -> str:
        """Fill in the blanks, with a sentence about the next hint."""
        return f"fill them in, and run it again; {hint}"


class NotebookSteps(SessionSteps):
    """After `%%practice`: magics."""

    def hint(self, address: str) -> str:
        """Take the next hint."""
        return f"`%practice hint {address}`"

    def hints_again(self, address: str) -> str:
        """Show the hints taken so far."""
        return f"`%practice hint {address} --all`"

    def about(self, address: str) -> str:
        """Draw what an exercise that has passed is about."""
        return f"`!practice picture {address} --answer`"

    def solution(self, address: str) -> str:
        """Show a good answer."""
        return f"`%practice solution {address}`"

    def statement(self, address: str) -> str:
        """Show what an exercise asks for."""
        return f"`%practice show {address}`"
