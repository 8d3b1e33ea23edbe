"""Renderers: pure functions from verdicts to output for a terminal, a program or a CI system."""
