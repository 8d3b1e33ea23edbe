"""Grading on every save: the learner's files, keys and screen."""
