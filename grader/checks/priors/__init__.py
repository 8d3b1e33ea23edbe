"""The checks of priors."""
