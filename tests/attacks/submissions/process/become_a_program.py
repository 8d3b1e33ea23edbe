"""Replaces itself by another program.

error: Importing your file raised PermissionError
"""

import os

os.execv("/bin/true", ["true"])
