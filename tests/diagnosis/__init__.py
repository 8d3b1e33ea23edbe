"""Wrong answers are explained truly or not at all."""
