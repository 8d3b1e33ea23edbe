"""Tests of what authors of exercises use."""
