"""Trusted: a file in, a verdict out."""
