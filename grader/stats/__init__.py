"""Statistics: what a learner has done, how well, and what they will remember."""
