"""The next steps of a learner, as an assistant can take them."""

from grader.render.commands import Commands


class ToolSteps(Commands):
    """Tools of the assistant, worded for a sentence."""

    def hint(self, address: str) -> str:
        """Take the next hint."""
        return "`hint`"

    def picture(self, address: str) -> str:
        """Draw the failure."""
        return "`picture`"

    def fill_in(self, address: str, hint: str) -> str:
        """Fill in the blanks, with a sentence about the next hint."""
        return f"the learner fills in the first blank; {hint}"


TOOLS = ToolSteps()
