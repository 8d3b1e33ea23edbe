"""Exercises for a coding assistant: it asks, the judge decides, and only the learner passes."""
