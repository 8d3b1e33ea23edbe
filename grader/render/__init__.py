"""Renderers: pure functions of the records for a terminal, a program, a CI system."""
