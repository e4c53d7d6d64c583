"""The program: its commands in groups, its help, and the options before a command."""

# ruff: noqa: FBT002 - options of a command are booleans

from collections import Counter
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from sigtool.cli import options as o
from sigtool.cli.ending import ReaderGone
from sigtool.cli.values import plainly_read
from sigtool.errors import BadValue

# What the commands are for, in the order in which a community needs them.
ADOPT: Final = "Adopt a table"
LOOK: Final = "Look things up"
EDIT: Final = "Edit the registry and the tables"
CHECK: Final = "Check"
RENDER: Final = "Render"
LEARN: Final = "Learn more"
PURPOSES: Final = (ADOPT, LOOK, EDIT, CHECK, RENDER, LEARN)


# How Typer tells of more words than a command takes, and what they are in nearly all cases.
_EXTRA: Final = "unexpected extra argument"
_QUOTES: Final = "put a name of several words in quotes, as 'Ada Lovelace'"

_Body = TypeVar("_Body", bound=Callable[..., None])

# What Typer raises for a command line that it cannot read has no public name in all its versions.
UsageError = cast(type[typer.BadParameter], typer.BadParameter.__bases__[0])


def _refuse_lost(command: TyperCommand | TyperGroup, ctx: Any, args: list[str]) -> None:
    """Raises a usage error for an option of one value that is given twice, be it once before the
    command, as one would be lost; and for one of a file that is given no name."""
    values, _, order = command.make_parser(ctx).parse_args(args)
    for option, times in Counter(order).items():
        takes_one = isinstance(option, TyperOption) and not (option.is_flag or option.multiple)
        every = times + _is_given_before(ctx, option.name)
        if takes_one and every > 1:
            raise UsageError(f"{option.opts[0]} is given {every} times; give it once", ctx)
        if takes_one and option.metavar == o.PATH and not values[option.name]:
            raise UsageError(f"{option.opts[0]} needs the name of a file", ctx)


def _is_given_before(ctx: Any, name: str) -> bool:
    """Whether an option stands before the command, too."""
    source = ctx.parent.get_parameter_source(name) if ctx.parent else None
    return source is not None and source.name == "COMMANDLINE"


class Command(TyperCommand):
    """A command that loses no value it was given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters."""
        return plainly_read(super().get_params(ctx))

    @property
    def takes_names(self) -> bool:
        """Whether it takes words that are no options."""
        return any(each.param_type_name == "argument" for each in self.params)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is given. Raises a usage error for an option whose value would be lost."""
        given = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # its help is the one to read
            if _EXTRA in error.message and self.takes_names:
                error.message = f"{error.message}; {_QUOTES}"
            raise
        if not ctx.resilient_parsing:
            _refuse_lost(self, ctx, given)
        return rest


class Program(TyperGroup):
    """The program as a group of commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters."""
        return plainly_read(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is given before a command."""
        given = list(args)
        rest = super().parse_args(ctx, args)
        if not ctx.resilient_parsing:
            _refuse_lost(self, ctx, given)
        return rest

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Raises what Typer would turn into an exit code before `main` sees it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error
        except KeyboardInterrupt as error:
            raise typer.Abort from error

    def format_commands(self, _: Any, formatter: Any) -> None:
        """Write the overview: the commands under what they are for."""
        longest = max(map(len, self.commands))
        for purpose in PURPOSES:
            rows = [
                (name.ljust(longest), each.get_short_help_str(formatter.width - longest - 6))
                for name, each in self.commands.items()
                if getattr(each, "rich_help_panel", None) == purpose
            ]
            with formatter.section(purpose):
                formatter.write_dl(rows)


# Rich help would draw boxes into pipes, and read brackets in help texts as markup.
app = typer.Typer(
    cls=Program,
    name="sigtool",
    help="Keep the table of a community's special interest groups (SIGs) true.",
    epilog="The registry is the nearest sigs.yaml, from here upwards to the repository's root. "
    "Begin with: sigtool init README.md --dry-run",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(
    purpose: str, example: str, name: str | None = None, *, short: str | None = None
) -> Callable[[_Body], _Body]:
    """What makes a function a command; `short` is its line in the overview, unless its help is."""
    epilog = f"Example: {example}"
    return app.command(name, cls=Command, epilog=epilog, short_help=short, rich_help_panel=purpose)


@app.callback()
def _root(
    ctx: typer.Context,
    file: o.CommonFile = None,  # noqa: ARG001 - commands take it from the context
    version: o.Version = False,  # noqa: ARG001 - its callback prints it
) -> None:
    if ctx.invoked_subcommand is None:
        from sigtool.report import terminal

        terminal.warn(ctx.get_help())
        raise typer.Exit(2)


def leave(code: int) -> None:
    """End a command with an exit code that says more than done."""
    if code:
        raise typer.Exit(code)


def only_one(**options: str | bool | None) -> None:
    """Raises `BadValue` for options of which only one may be given."""
    given = [f"--{name.replace('_', '-')}" for name, value in options.items() if value]
    if len(given) > 1:
        raise BadValue(f"{' and '.join(given)} cannot go together; give one of them")
