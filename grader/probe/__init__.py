"""The vocabulary that checks are written in."""
