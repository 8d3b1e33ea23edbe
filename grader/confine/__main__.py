"""Confine this process like a worker, and print the isolation in force as JSON."""

import json
from dataclasses import asdict

from grader.confine import confine, python_installation

if __name__ == "__main__":
    print(json.dumps(asdict(confine(installation=python_installation()))))
