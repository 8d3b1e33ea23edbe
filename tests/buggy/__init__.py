"""Tests of finding bugs."""
