"""The measured power of the grader: wrong answers that it rejects, right ones that it accepts."""

from grader.authoring.power.grading import Outcome, Trial, outcomes
from grader.authoring.power.measure import Power, measure
from grader.authoring.power.mutants import Mutant, mutants
from grader.authoring.power.plan import Plan, plan
from grader.authoring.power.right_versions import Version, versions

__all__ = [
    "Mutant",
    "Outcome",
    "Plan",
    "Power",
    "Trial",
    "Version",
    "measure",
    "mutants",
    "outcomes",
    "plan",
    "versions",
]
