"""Reviews: what comes back when, what a learner can change, and what nothing changes."""
