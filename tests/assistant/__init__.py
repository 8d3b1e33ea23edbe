"""Tests of what an assistant may do."""
