"""Notebooks, functions of a session, and the plugin of pytest."""
