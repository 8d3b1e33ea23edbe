"""Tests of `practice watch`."""
