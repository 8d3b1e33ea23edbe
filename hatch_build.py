"""What a wheel holds beside the package."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Shipped(BuildHookInterface):
    """Puts exercises/ and solutions/ into the package of a wheel.

    Not of an editable one, which reads them in the checkout: what it held would be a copy that goes
    stale, in a folder that a submission may read.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say what to include; see the documentation of hatch's build hooks."""
        if version != "editable":
            for folder in ("exercises", "solutions"):
                build_data["force_include"][folder] = f"grader/{folder}"
