"""The learner's files and history: what they wrote, when it was graded, where they stand."""
