"""The practice room: everything that the terminal can do, in a browser, on the same files."""
