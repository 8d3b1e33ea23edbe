"""The checks of nll."""
