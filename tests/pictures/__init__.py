"""Pictures show what was computed, and nothing else."""
