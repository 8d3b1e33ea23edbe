"""Interviews: how they are drawn, held, scored and survived."""
