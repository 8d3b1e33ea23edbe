"""The checks of preferences."""
