"""The next steps of a learner in the room, as `grader.render.commands` has them for a terminal."""

from grader.render.commands import Commands


class RoomSteps(Commands):
    """Keys and tabs of the room, worded for a sentence."""

    in_full = "the list below"

    def grade(self, address: str) -> str:
        """Grade the learner's answer."""
        return "`Ctrl-Enter`"

    def hint(self, address: str) -> str:
        """Take the next hint."""
        return "`Alt-H`"

    def hints_again(self, address: str) -> str:
        """Show the hints taken so far."""
        return "the tab Hints"

    def solution(self, address: str) -> str:
        """Show a good answer."""
        return "the tab Solution"

    def statement(self, address: str) -> str:
        """Show what an exercise asks for."""
        return "the tab Task"

    def move_on(self, address: str) -> str:
        """Go to another exercise."""
        return "the button opens it"

    def fill_in(self, address: str, hint: str) -> str:
        """Fill in the blanks, with a sentence about the next hint."""
        return f"fill in the marked line; {hint}"


STEPS = RoomSteps()
