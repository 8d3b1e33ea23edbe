"""Tests of the untrusted process, from the judge's end."""
