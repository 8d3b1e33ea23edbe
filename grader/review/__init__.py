"""Reviews: exercises and quiz questions come back before they are forgotten."""
