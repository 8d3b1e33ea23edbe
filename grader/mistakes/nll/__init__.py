"""Known mistakes in nll."""
