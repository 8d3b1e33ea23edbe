"""Tests of the judge in a process of its own."""
