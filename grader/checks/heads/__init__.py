"""The checks of heads."""
