"""Tests of the command line, through its public face."""
