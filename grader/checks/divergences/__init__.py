"""The checks of divergences."""
