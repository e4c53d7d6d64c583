"""The options and arguments of the commands, each declared once."""

# ruff: noqa: FBT001 - options are booleans

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sigtool.cli import completion
from sigtool.version import __version__

# These mirror the words of `model`, `report.sigs` and `report.diagnostics`, which cost more to
# import than a start may; a test compares them.


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
    GITHUB = "github"
    SARIF = "sarif"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


class StatusWord(StrEnum):
    """Where a SIG is in its life."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    DORMANT = "dormant"
    ARCHIVED = "archived"


def _or_given_before(ctx: typer.Context, value: Path | None) -> Path | None:
    """The registry of the option before the command, unless one after it says otherwise."""
    return value or completion.given_file(ctx)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sigtool {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True),
]

# The registry
CommonFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        "-f",
        metavar="PATH",
        envvar="SIGTOOL_FILE",
        help="The registry, instead of the nearest sigs.yaml.",
        autocompletion=completion.paths,
    ),
]
File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        "-f",
        metavar="PATH",
        help="The registry, instead of the nearest.",
        callback=_or_given_before,
        autocompletion=completion.paths,
    ),
]

# Who and what is meant
SigName = Annotated[
    str,
    typer.Argument(metavar="SIG", help="A SIG's name.", autocompletion=completion.sig_names),
]
Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="@handle, a name, 'Name <mail>', a profile link, or a Markdown link.",
        autocompletion=completion.people_names,
    ),
]
OldWho = Annotated[
    str,
    typer.Argument(metavar="OLD", help="Who it is.", autocompletion=completion.people_names),
]
NewWho = Annotated[str, typer.Argument(metavar="NEW", help="The new handle, name or link.")]
OnlySig = Annotated[
    str | None,
    typer.Option("--sig", metavar="SIG", help="Only there.", autocompletion=completion.sig_names),
]

# The fields of a SIG
NewName = Annotated[str | None, typer.Argument(metavar="NAME", help="The new SIG's name.")]
OtherName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="Rename it.")]
Responsibilities = Annotated[
    str | None, typer.Option("--responsibilities", metavar="TEXT", help="What the SIG does.")
]
Readme = Annotated[
    str | None,
    typer.Option(
        "--readme",
        metavar="LINK",
        help="The page that its name links to.",
        autocompletion=completion.paths,
    ),
]
NewLeads = Annotated[
    list[str] | None,
    typer.Option(
        "--lead", metavar="WHO", help="A lead. Repeat.", autocompletion=completion.people_names
    ),
]
Section = Annotated[
    str | None,
    typer.Option(
        "--section",
        metavar="NAME",
        help="The section that shows it.",
        autocompletion=completion.section_names,
    ),
]
Status = Annotated[
    StatusWord | None, typer.Option("--status", help="Only active SIGs are shown in tables.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="Any field that a column binds. Repeat.",
        autocompletion=completion.settings,
    ),
]
Unset = Annotated[
    list[str] | None,
    typer.Option(
        "--unset",
        metavar="FIELD",
        help="Take a field away. Repeat.",
        autocompletion=completion.field_names,
    ),
]

# Where a SIG is put
After = Annotated[
    str | None,
    typer.Option(
        "--after", metavar="SIG", help="Right after it.", autocompletion=completion.sig_names
    ),
]
Before = Annotated[
    str | None,
    typer.Option(
        "--before", metavar="SIG", help="Right before it.", autocompletion=completion.sig_names
    ),
]
First = Annotated[bool, typer.Option("--first", help="Before all others.")]
Last = Annotated[bool, typer.Option("--last", help="After all others.")]

# What becomes of the result
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the diff, write nothing.")]
NoRender = Annotated[bool, typer.Option("--no-render", help="Leave the tables as they are.")]

# `init`
Documents = Annotated[
    list[Path],
    typer.Argument(
        metavar="DOC...",
        help="The Markdown file with the table; several for translations or sections.",
        autocompletion=completion.paths,
    ),
]
TableNumber = Annotated[
    int | None, typer.Option("--table", metavar="N", help="The N-th table, from 1.")
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="The language of the texts, as zh or en."),
]
AllTables = Annotated[
    bool, typer.Option("--all", help="Every table that looks like one of SIGs, as sections.")
]
ColumnSettings = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="HEADER=FIELD[:KIND]", help="What a header is bound to. Repeat."
    ),
]
LanguageSettings = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE=DOC", help="The language of a document. Repeat."),
]
Heading = Annotated[
    str | None, typer.Option("--heading", metavar="H", help="The table under this heading.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Where to write, instead of sigs.yaml.",
        autocompletion=completion.paths,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a registry.")]
SchemaModeline = Annotated[
    str | None,
    typer.Option(
        "--schema-modeline",
        metavar="SCHEMA",
        help="Begin with a line that tells editors where the schema is, as sigs.schema.json.",
    ),
]
InitDryRun = Annotated[bool, typer.Option("--dry-run", help="Print the registry, write nothing.")]

# `list`, `leads` and `show`
LedBy = Annotated[
    str | None,
    typer.Option(
        "--lead", metavar="WHO", help="Led by WHO.", autocompletion=completion.people_names
    ),
]
OfStatus = Annotated[StatusWord | None, typer.Option("--status", help="Of this status.")]
Grep = Annotated[str | None, typer.Option("--grep", metavar="TEXT", help="With TEXT in any field.")]
ListForm = Annotated[TableFormat, typer.Option("--output-format")]
OneForm = Annotated[OneFormat, typer.Option("--output-format")]

# `validate` and `render`
ReportForm = Annotated[
    ReportFormat | None,
    typer.Option("--output-format", help="[default: text; in GitHub Actions: github]"),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Only these: codes, prefixes, names."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", help="All but these.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Apply the safe fixes first.")]
UnsafeFixes = Annotated[
    bool,
    typer.Option(
        "--unsafe-fixes", help="With --fix or --diff: those too that may change what is meant."
    ),
]
FixDiff = Annotated[
    bool, typer.Option("--diff", help="Print what --fix would change; write nothing.")
]
CheckLinks = Annotated[
    bool, typer.Option("--check-links", help="Ask every URL whether it answers, over the network.")
]
UseBaseline = Annotated[
    bool, typer.Option("--baseline", help="Only what is new since --write-baseline.")
]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Note what is found now, to be left out later.")
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline-file",
        metavar="PATH",
        help="The baseline. [default: .sigtool-baseline.json beside the registry]",
    ),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Count the findings of each rule at the end.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 even if there are errors.")]
RuleWord = Annotated[
    str | None,
    typer.Argument(metavar="[RULE]", help="A code (SIG404), or a name (handle-mismatch)."),
]
AllRules = Annotated[bool, typer.Option("--all", help="Print every rule, as Markdown.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail as errors do.")]
Check = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 if a table is out of date.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; print the diff.")]

# `schema`
OfDiagnostics = Annotated[
    bool,
    typer.Option("--diagnostics", help="That of `validate --output-format json` instead."),
]
