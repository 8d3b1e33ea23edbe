"""Mutation operators: each yields the ways to write one place wrongly."""
