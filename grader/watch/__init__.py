"""Grading on every save: what the learner saves, the keys they press, and what they see."""
