"""What all tests share: one thread each, and one process from which all workers are forked."""

import os

from grader.catalogue import exercises, imports
from grader.forkserver import expect

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when torch is imported, as many tests do
for exercise in exercises():
    expect(imports(exercise.topic))
