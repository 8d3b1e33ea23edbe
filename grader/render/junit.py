"""Verdicts as JUnit XML, which CI systems show as tests."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from grader.render.markdown import sanitise
from grader.verdict import CheckResult, Status, Verdict

_ELEMENTS = {Status.ERROR: "error", Status.TIMEOUT: "error", Status.SKIPPED: "skipped"}


def junit_text(verdicts: Sequence[Verdict]) -> str:
    """A test suite for each exercise and a test case for each check.

    An exercise whose checks were not run has one case, with the name of the exercise.
    """
    root = ET.Element("testsuites", name="practice")
    for verdict in verdicts:
        root.append(_suite(verdict))
    ET.indent(root)
    # In ASCII, like JSON: right whatever encoding it is written in.
    written: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=False)
    return written.decode("ascii")


def _suite(verdict: Verdict) -> ET.Element:
    checks = verdict.checks
    if verdict.first_failure is None and verdict.status is not Status.PASS:
        alone = CheckResult(verdict.exercise, verdict.status, "", verdict.message)
        checks = (*checks, alone)
    suite = ET.Element("testsuite", name=verdict.exercise, time=f"{verdict.seconds:.3f}")
    cases = [_case(check, verdict) for check in checks]
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for plural, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(plural, str(sum(case.find(tag) is not None for case in cases)))
    if verdict.output:
        ET.SubElement(suite, "system-out").text = sanitise(verdict.output)
    return suite


def _case(check: CheckResult, verdict: Verdict) -> ET.Element:
    case = ET.Element(
        "testcase", classname=verdict.exercise, name=check.name, time=f"{check.seconds:.3f}"
    )
    if check.status is not Status.PASS:
        tag = _ELEMENTS.get(check.status, "failure")
        found = ET.SubElement(case, tag, message=sanitise(check.message))
        if tag != "skipped":
            found.set("type", str(check.status))
            found.text = sanitise(_details(check, verdict))
    return case


def _details(check: CheckResult, verdict: Verdict) -> str:
    """The feedback as plain text."""
    example = check.counterexample
    parts = [check.expected, check.message, check.traceback]
    if example:
        parts.append(example.code)
        parts += [
            f"{label}: {value}"
            for label, value in (("yours", example.got), ("right", example.expected))
            if value is not None
        ]
        parts.append(example.difference)
    if verdict.misconception and check is verdict.first_failure:
        parts.append(verdict.misconception.message)
    return "\n".join(part for part in parts if part)
