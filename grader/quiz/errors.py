"""What can go wrong in a quiz. Each text is a sentence or two for the reader, with what to do."""


class QuizError(Exception):
    """A request that the quiz cannot meet: an unknown name, or answers that cannot be read."""


class AnswerError(QuizError):
    """An answer that is not of the question's kind, so that it can be asked for again."""


class QuestionError(Exception):
    """A question file that breaks its schema: a fault of the kit, not of the learner."""
