"""The learner's files, history and status."""
