"""The checks of noise."""
