"""The command line: options, help and exit codes. Every body is a call; imports are inside.

Exit codes: 0 done, nothing to report; 1 found something; 2 could not run.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from sigtool import __version__
from sigtool.errors import SigtoolError

# Rich help would draw boxes into pipes, and read brackets in help texts as markup.
app = typer.Typer(
    name="sigtool",
    help="Keep the table of a community's special interest groups (SIGs) true.",
    epilog="The registry is the nearest sigs.yaml, from here upwards to the repository's root.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class TableFormat(StrEnum):
    """Forms of `list` and `leads`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    NAMES = "names"


class OneFormat(StrEnum):
    """Forms of `show`."""

    TEXT = "text"
    JSON = "json"


class ReportFormat(StrEnum):
    """Forms of `validate`."""

    TEXT = "text"
    JSON = "json"


class StatusOption(StrEnum):
    """Where a SIG is in its life; only active ones are shown in tables."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    DORMANT = "dormant"
    ARCHIVED = "archived"


def _sig_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of SIGs that begin as typed, for the shell's completion."""
    from sigtool import workspace

    try:
        registry = workspace.open_registry(_file_of(ctx)).registry
    except SigtoolError:
        return []
    start = incomplete.casefold()
    return [sig.name for sig in registry.sigs if sig.name.casefold().startswith(start)]


def _people_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The people of the registry that begin as typed, for the shell's completion."""
    from sigtool import workspace

    try:
        registry = workspace.open_registry(_file_of(ctx)).registry
    except SigtoolError:
        return []
    names = dict.fromkeys(str(person) for _, _, person in registry.persons())
    start = incomplete.casefold().lstrip("@")
    return [name for name in names if name.casefold().lstrip("@").startswith(start)]


def _file_of(ctx: typer.Context) -> Path | None:
    """The registry named before the command, after it, or in the environment."""
    found: Any = ctx.params.get("file") or (ctx.parent.params.get("file") if ctx.parent else None)
    found = found or os.environ.get("SIGTOOL_FILE")
    return Path(found) if found else None


def _or_given_before(ctx: typer.Context, value: Path | None) -> Path | None:
    """The registry of the option before the command, unless one after it says otherwise."""
    return value or (ctx.parent.params.get("file") if ctx.parent else None)


File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        "-f",
        metavar="PATH",
        help="The registry, instead of the nearest.",
        callback=_or_given_before,
    ),
]
SigName = Annotated[
    str, typer.Argument(metavar="SIG", help="A SIG's name.", autocompletion=_sig_names)
]
Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="@handle, a name, 'Name <mail>', a profile link, or a Markdown link.",
        autocompletion=_people_names,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the diff, write nothing.")]
NoRender = Annotated[bool, typer.Option("--no-render", help="Leave the tables as they are.")]
Responsibilities = Annotated[
    str | None, typer.Option("--responsibilities", metavar="TEXT", help="What the SIG does.")
]
Readme = Annotated[
    str | None, typer.Option("--readme", metavar="LINK", help="The page that its name links to.")
]
SectionName = Annotated[
    str | None, typer.Option("--section", metavar="NAME", help="The section that shows it.")
]
Status = Annotated[
    StatusOption | None, typer.Option("--status", help="Only active SIGs are shown in tables.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="Any field that a column binds. Repeat."),
]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="SIG", help="Right after it.", autocompletion=_sig_names),
]
Before = Annotated[
    str | None,
    typer.Option("--before", metavar="SIG", help="Right before it.", autocompletion=_sig_names),
]
First = Annotated[bool, typer.Option("--first", help="Before all others.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sigtool {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            "-f",
            metavar="PATH",
            envvar="SIGTOOL_FILE",
            help="The registry, instead of the nearest sigs.yaml.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: sigtool init README.md --heading 'Current SIGs'")
def init(
    documents: Annotated[
        list[Path], typer.Argument(metavar="DOC...", help="The Markdown file with the table.")
    ],
    table: Annotated[
        int | None, typer.Option("--table", metavar="N", help="The N-th table, from 1.")
    ] = None,
    heading: Annotated[
        str | None, typer.Option("--heading", metavar="H", help="The table under this heading.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to write, if not beside DOC."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a registry.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make sigs.yaml from the table that a document has. The document is not touched."""
    from sigtool import commands

    if len(documents) > 1:
        raise typer.BadParameter("one document at a time", param_hint="DOC")
    _exit(
        commands.init(
            documents[0],
            number=table,
            heading=heading,
            output=output,
            force=force,
            dry_run=dry_run,
        )
    )


@app.command("list", epilog="Example: sigtool list --lead @ada --output-format names")
def list_sigs(
    lead: Annotated[
        str | None,
        typer.Option("--lead", metavar="WHO", help="Led by WHO.", autocompletion=_people_names),
    ] = None,
    section: SectionName = None,
    status: Status = None,
    grep: Annotated[
        str | None, typer.Option("--grep", metavar="TEXT", help="With TEXT in any field.")
    ] = None,
    output_format: Annotated[TableFormat, typer.Option("--output-format")] = TableFormat.TABLE,
    file: File = None,
) -> None:
    """List the SIGs. In a pipe: a line a SIG, tabs between name, responsibilities and leads."""
    from sigtool import commands, workspace
    from sigtool.report import sigs

    space = workspace.open_registry(file)
    found = commands.find_sigs(space.registry, lead=lead, section=section, status=status, text=grep)
    folder = space.path.parent
    sigs.show_sigs(space.registry, found, sigs.ListFormat(output_format), folder)


@app.command(epilog="Example: sigtool show FrontEnd")
def show(
    sig: SigName,
    output_format: Annotated[OneFormat, typer.Option("--output-format")] = OneFormat.TEXT,
    file: File = None,
) -> None:
    """Show one SIG, whole."""
    from sigtool import edit, workspace
    from sigtool.report import sigs

    registry = workspace.open_registry(file).registry
    found = edit.find_sig(registry, sig)
    sigs.show_sig(registry, found, as_json=output_format is OneFormat.JSON)


@app.command(epilog="Example: sigtool leads --output-format csv")
def leads(
    output_format: Annotated[TableFormat, typer.Option("--output-format")] = TableFormat.TABLE,
    file: File = None,
) -> None:
    """List the people, and the SIGs that each leads."""
    from sigtool import workspace
    from sigtool.report import sigs

    registry = workspace.open_registry(file).registry
    sigs.show_leads(registry, sigs.ListFormat(output_format))


def add_sig(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The new SIG's name.")] = None,
    responsibilities: Responsibilities = None,
    readme: Readme = None,
    lead: Annotated[
        list[str] | None, typer.Option("--lead", metavar="WHO", help="A lead. Repeat.")
    ] = None,
    section: SectionName = None,
    status: Status = None,
    after: After = None,
    before: Before = None,
    first: First = False,
    settings: Settings = None,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Add a SIG to the registry and the tables. On a terminal it asks for what is missing."""
    from sigtool import commands
    from sigtool.edit import Spot

    _only_one(after=after, before=before, first=first)
    values: dict[str, str | None] = {
        "readme": readme,
        "responsibilities": responsibilities,
        "section": section,
        "status": status,
    }
    name, values, people = _asked(name, values, lead or [])
    _exit(
        commands.add_sig(
            commands.Writing(file, dry_run, not no_render),
            name,
            values,
            people,
            settings or [],
            Spot(after, before, first),
        )
    )


_ADD_EXAMPLE = 'Example: sigtool add-sig "Graph Learning" --lead @ada --after Compiler'
app.command("add-sig", epilog=_ADD_EXAMPLE)(add_sig)
app.command("add", epilog=_ADD_EXAMPLE, short_help="The same as add-sig.")(add_sig)


@app.command("edit-sig", epilog="Example: sigtool edit-sig Compiler --status archived")
def edit_sig(
    sig: SigName,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Rename it.")] = None,
    readme: Readme = None,
    responsibilities: Responsibilities = None,
    section: SectionName = None,
    status: Status = None,
    settings: Settings = None,
    unset: Annotated[
        list[str] | None,
        typer.Option("--unset", metavar="FIELD", help="Take a field away. Repeat."),
    ] = None,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Change fields of a SIG."""
    from sigtool import commands

    values: dict[str, str | None] = {
        "name": name,
        "readme": readme,
        "responsibilities": responsibilities,
        "section": section,
        "status": status,
    }
    for key, value in values.items():
        if value is not None and not value.strip():
            raise typer.BadParameter(f"is empty; take a field away with --unset {key}")
    writing = commands.Writing(file, dry_run, not no_render)
    _exit(commands.edit_sig(writing, sig, values, settings or [], unset or []))


@app.command("remove-sig", epilog="Example: sigtool remove-sig Compiler --dry-run")
def remove_sig(
    sig: SigName,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Take a SIG out of the registry and the tables."""
    from sigtool import commands

    _exit(commands.remove_sig(commands.Writing(file, dry_run, not no_render), sig))


@app.command("move-sig", epilog="Example: sigtool move-sig Compiler --after FrontEnd")
def move_sig(
    sig: SigName,
    after: After = None,
    before: Before = None,
    first: First = False,
    last: Annotated[bool, typer.Option("--last", help="After all others.")] = False,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Put a SIG at another place in the registry and the tables."""
    from sigtool import commands
    from sigtool.edit import Spot

    _only_one(after=after, before=before, first=first, last=last)
    if not (after or before or first or last):
        raise typer.BadParameter("say where: --after, --before, --first or --last")
    writing = commands.Writing(file, dry_run, not no_render)
    _exit(commands.move_sig(writing, sig, Spot(after, before, first)))


@app.command("add-lead", epilog="Example: sigtool add-lead Compiler @ada")
def add_lead(
    sig: SigName,
    who: Who,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Add a lead to a SIG."""
    from sigtool import commands

    _exit(commands.add_lead(commands.Writing(file, dry_run, not no_render), sig, who))


@app.command("remove-lead", epilog="Example: sigtool remove-lead Compiler @ada")
def remove_lead(
    sig: SigName,
    who: Who,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Take a lead from a SIG."""
    from sigtool import commands

    _exit(commands.remove_lead(commands.Writing(file, dry_run, not no_render), sig, who))


@app.command("rename-lead", epilog="Example: sigtool rename-lead @ada @lovelace")
def rename_lead(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="Who it is.", autocompletion=_people_names)
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new handle, name or link.")],
    sig: Annotated[
        str | None,
        typer.Option("--sig", metavar="SIG", help="Only there.", autocompletion=_sig_names),
    ] = None,
    dry_run: DryRun = False,
    no_render: NoRender = False,
    file: File = None,
) -> None:
    """Give a person a new handle, name or link, in every SIG and every people field.

    What NEW does not name is kept; a link made from the old handle follows the new one.
    """
    from sigtool import commands

    writing = commands.Writing(file, dry_run, not no_render)
    _exit(commands.rename_lead(writing, old, new, sig))


@app.command(epilog="Example: sigtool validate --ignore SIG404 --strict")
def validate(
    output_format: Annotated[ReportFormat, typer.Option("--output-format")] = ReportFormat.TEXT,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Only these: codes, prefixes, names."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="All but these.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes first.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail as errors do.")] = False,
    file: File = None,
) -> None:
    """Check the registry, the tables and the people by every rule. Exit 1 if there is an error."""
    from sigtool import checking
    from sigtool.report.diagnostics import DiagnosticFormat

    _exit(
        checking.validate(
            file,
            _listed(select),
            _listed(ignore),
            DiagnosticFormat(output_format),
            fix=fix,
            strict=strict,
        )
    )


@app.command(epilog="Example: sigtool render --check --diff")
def render(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if a table is out of date.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; print the diff.")] = False,
    file: File = None,
) -> None:
    """Write what the registry says into the tables."""
    from sigtool import commands

    _exit(commands.render_tables(file, check=check, diff=diff))


@app.command(epilog="Example: sigtool schema > sigs.schema.json")
def schema() -> None:
    """Print the JSON Schema of sigs.yaml, for editors and other tools."""
    from importlib.resources import files

    typer.echo(files("sigtool").joinpath("schema.json").read_bytes().decode("utf-8"), nl=False)


def main() -> NoReturn:
    """Run the command line; what a user can cause ends in one line on standard error."""
    try:
        app()
    except SigtoolError as error:
        _fail(str(error))
    except BrokenPipeError:
        # Whoever read our output has read enough. Python would complain again while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except UnicodeEncodeError as error:
        _fail(
            f"the terminal's encoding cannot show {error.object[error.start]!r}; set LC_ALL=C.UTF-8"
        )
    sys.exit(0)


def _fail(message: str) -> NoReturn:
    from sigtool.report import terminal

    terminal.warn(f"sigtool: {terminal.one_line(message)}")
    sys.exit(2)


def _exit(code: int) -> None:
    if code:
        raise typer.Exit(code)


def _listed(words: list[str] | None) -> list[str]:
    """The words of an option that may be repeated and may hold commas."""
    return [part.strip() for word in words or [] for part in word.split(",") if part.strip()]


def _only_one(**places: str | bool | None) -> None:
    given = [f"--{name}" for name, value in places.items() if value]
    if len(given) > 1:
        raise typer.BadParameter(f"{' and '.join(given)} cannot go together")


def _asked(
    name: str | None, values: dict[str, str | None], leads: list[str]
) -> tuple[str, dict[str, str | None], list[str]]:
    """What `add-sig` was given, and on a terminal the answers to what it was not."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if name is None:
            raise typer.BadParameter("name the SIG", param_hint="NAME")
        return name, values, leads
    if name is None:
        name = str(typer.prompt("Name"))
    for key, question in (("responsibilities", "Responsibilities"), ("readme", "Page (link)")):
        if values[key] is None:
            values[key] = typer.prompt(question, default="", show_default=False) or None
    if not leads:
        answer = typer.prompt("Leads (comma between)", default="", show_default=False)
        leads = [part.strip() for part in answer.split(",") if part.strip()]
    return name, values, leads
