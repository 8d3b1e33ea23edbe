"""What can go wrong in a quiz. Each message is a sentence or two, and says what to do."""


class QuizError(Exception):
    """A request that the quiz cannot serve: an unknown name, or answers that cannot be read."""


class AnswerError(QuizError):
    """An answer that does not fit its question; the question can be asked again."""


class QuestionError(Exception):
    """A question file that breaks its schema: a fault of the kit, not of the learner."""
