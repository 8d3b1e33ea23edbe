"""Known mistakes in noise."""
