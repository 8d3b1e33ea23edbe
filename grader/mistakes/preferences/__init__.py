"""Known mistakes in preferences."""
