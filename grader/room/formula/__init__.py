"""Formulas of the kit, which are written as code that reads well in a terminal, as mathematics."""

from grader.room.formula.mathml import mathml, mathml_block

__all__ = ["mathml", "mathml_block"]
