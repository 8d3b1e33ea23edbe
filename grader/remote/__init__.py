"""The judge in a process of its own, for whoever must not import it, and shares nothing with it."""
