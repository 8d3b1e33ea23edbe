"""Known mistakes in heads."""
