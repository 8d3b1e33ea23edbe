"""A command group that imports each command only when it is run, to start fast."""

import importlib
import keyword
from collections.abc import Mapping

import click

from grader.uncollected import uncollected


class LazyGroup(click.Group):
    """A group whose commands are modules of a package, each with its `command`."""

    def __init__(
        self, *args: object, package: str, lazy: Mapping[str, str], **kwargs: object
    ) -> None:
        """Store the commands.

        Args:
            args: as for `click.Group`.
            package: where the modules are.
            lazy: the short help of each command, by its name, which is also its module's. In the
                module the command is called `command`, or has the module's name.
            kwargs: as for `click.Group`.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever click accepts
        self._package = package
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are useful."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in self._lazy:
            return None
        file = f"{name}_" if keyword.iskeyword(name) else name  # `import` cannot name a module
        with uncollected():
            module = importlib.import_module(f"{self._package}.{file}")
        command: click.Command = getattr(module, "command", None) or getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._lazy.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or suggest the nearest."""
        if args[0] not in self._lazy and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], self._lazy, n=1)
            hint = f" Did you mean `{ctx.command_path} {close[0]}`?" if close else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)
