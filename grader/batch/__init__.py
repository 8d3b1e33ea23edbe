"""Grading a folder of many learners' files, on this machine or on a cluster."""
