"""Constants in known mistakes, of which people choose different ones."""

SMALL = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)
"""Added to a divisor or inside a logarithm, or the least that either may be."""

TINY = (1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-20)
"""The same, where all but the most confident predictions are hardly changed."""

BOUNDS = ((-20, 20), (-30, 20), (-20, 2), (-5, 5), (-5, 2), (-8, 8), (-6, 6), (-4, 4))
"""Between which a log-variance is clamped."""

LOGITS = (10.0, 15.0, 20.0, 30.0, 50.0, 80.0, 88.0, 500.0)
"""How large a logit may be where it is clamped."""
