"""Known mistakes in divergences."""
