"""What an assistant is told instead of an answer."""


class Declined(Exception):
    """A tool does not do what it was asked; the message is a sentence that says why."""
