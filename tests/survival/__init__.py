"""A learner whose machine fails at the worst moments: what they had must be there afterwards."""
