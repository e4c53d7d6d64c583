"""The options and arguments of the commands, each declared once."""

# ruff: noqa: FBT001 - options are booleans

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from sigtool.cli import completion
from sigtool.model import Status as StatusWord
from sigtool.report.forms import DiagnosticFormat, InitFormat, ListFormat, OneFormat, SyncFormat
from sigtool.version import __version__


class PreferredSide(StrEnum):
    """The side that counts where nobody knows which one is newer."""

    REGISTRY = "registry"
    TABLE = "table"


# What stands for the value of an option that names a file.
PATH: Final = "PATH"

_Completion = Callable[..., list[str]]


def _option(names: str, metavar: str, text: str, complete: _Completion | None = None) -> Any:
    """An option with a value; `names` has blanks between."""
    return typer.Option(*names.split(), metavar=metavar, help=text, autocompletion=complete)


def _path(names: str, text: str, **more: Any) -> Any:
    """An option that names a file. That one cannot be read is said where it is read."""
    more |= {"readable": False, "autocompletion": completion.paths}
    return typer.Option(*names.split(), metavar=PATH, help=text, **more)


def _flag(name: str, text: str, **more: Any) -> Any:
    return typer.Option(name, help=text, **more)


def _argument(metavar: str, text: str, complete: _Completion | None = None, **more: Any) -> Any:
    return typer.Argument(metavar=metavar, help=text, autocompletion=complete, **more)


def _or_given_before(ctx: typer.Context, value: Path | None) -> Path | None:
    """The registry that an option names, after the command or before it."""
    return value or completion.given_file(ctx)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sigtool {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, _flag("--version", "Print the version.", callback=_print_version, is_eager=True)
]

# The registry
CommonFile = Annotated[
    Path | None,
    _path("--file -f", "The registry, instead of the nearest sigs.yaml.", envvar="SIGTOOL_FILE"),
]
File = Annotated[
    Path | None,
    _path("--file -f", "The registry, instead of the nearest.", callback=_or_given_before),
]

# Who and what is meant
SigName = Annotated[str, _argument("SIG", "A SIG's name.", completion.sig_names)]
_WHO = "@handle, a name, 'Name <mail>', a profile link, or a Markdown link."
Who = Annotated[str, _argument("WHO", _WHO, completion.people_names)]
OldWho = Annotated[str, _argument("OLD", "Who it is.", completion.people_names)]
NewWho = Annotated[str, _argument("NEW", "The new handle, name or link.")]
OldName = Annotated[str, _argument("OLD", "The SIG's name.", completion.sig_names)]
NextName = Annotated[str, _argument("NEW", "Its new name.")]
OnlySig = Annotated[str | None, _option("--sig", "SIG", "Only there.", completion.sig_names)]

# The fields of a SIG
NewName = Annotated[str | None, _argument("NAME", "The new SIG's name.")]
OtherName = Annotated[str | None, _option("--name", "NAME", "Rename it.")]
Responsibilities = Annotated[
    str | None, _option("--responsibilities", "TEXT", "What the SIG does.")
]
_PAGE = "The page that its name links to."
Readme = Annotated[str | None, _option("--readme", "LINK", _PAGE, completion.paths)]
NewLeads = Annotated[
    list[str] | None, _option("--lead", "WHO", "A lead. Repeat.", completion.people_names)
]
Section = Annotated[
    str | None,
    _option("--section", "NAME", "The section that shows it.", completion.section_names),
]
Status = Annotated[StatusWord | None, _flag("--status", "Only active SIGs are shown in tables.")]
Settings = Annotated[
    list[str] | None,
    _option("--set", "FIELD=VALUE", "Any field, by name or header. Repeat.", completion.settings),
]
Unset = Annotated[
    list[str] | None,
    _option("--unset", "FIELD", "Take a field away. Repeat.", completion.field_names),
]
Language = Annotated[
    str | None, _option("--language", "CODE", "The language of the texts, as zh or en.")
]

PeopleField = Annotated[
    str | None,
    _option("--field", "FIELD", "A field of people other than leads.", completion.field_names),
]

# Where a SIG is put
After = Annotated[str | None, _option("--after", "SIG", "Right after it.", completion.sig_names)]
Before = Annotated[str | None, _option("--before", "SIG", "Right before it.", completion.sig_names)]
First = Annotated[bool, _flag("--first", "Before all others.")]
Last = Annotated[bool, _flag("--last", "After all others.")]

# What becomes of the result
DryRun = Annotated[bool, _flag("--dry-run", "Print the diff, write nothing.")]
Yes = Annotated[bool, _flag("--yes", "Ask nothing.")]
NoRender = Annotated[bool, _flag("--no-render", "Leave the tables as they are.")]

# `init`
_DOCUMENTS = "The Markdown file with the table; several for translations or sections."
Documents = Annotated[
    list[Path] | None, _argument("[DOC]...", _DOCUMENTS, completion.paths, readable=False)
]
TableNumbers = Annotated[
    list[str] | None, _option("--table", "N", "The N-th table, from 1; several as 1,3-5. Repeat.")
]
Headings = Annotated[
    list[str] | None, _option("--heading", "TEXT", "The table under this heading. Repeat.")
]
AllTables = Annotated[bool, _flag("--all", "Every table that looks like one of SIGs, as sections.")]
ColumnSettings = Annotated[
    list[str] | None,
    _option("--column", "HEADER=FIELD[:KIND]", "What a header is bound to. Repeat."),
]
LanguageSettings = Annotated[
    list[str] | None, _option("--language", "CODE=DOC", "The language of a document. Repeat.")
]
Output = Annotated[Path | None, _path("--output -o", "Where to write, instead of sigs.yaml.")]
EmptyRegistry = Annotated[
    bool, _flag("--empty", "Start without SIGs; with --heading, write an empty table there.")
]
AddTables = Annotated[
    bool, _flag("--add", "Bring the tables into the registry that is there, which keeps all.")
]
Force = Annotated[bool, _flag("--force", "Write over a registry.")]
_MODELINE = "Begin with a line that tells editors where the schema is, as sigs.schema.json."
SchemaModeline = Annotated[str | None, _option("--schema-modeline", "SCHEMA", _MODELINE)]
InitDryRun = Annotated[bool, _flag("--dry-run", "Print the registry, write nothing.")]

# `list`, `leads` and `show`
LedBy = Annotated[str | None, _option("--lead", "WHO", "Led by WHO.", completion.people_names)]
OfStatus = Annotated[StatusWord | None, _flag("--status", "Of this status.")]
Grep = Annotated[str | None, _option("--grep", "TEXT", "With TEXT in any field.")]
InitForm = Annotated[InitFormat, typer.Option("--output-format")]
_COLUMNS = "Only these fields, in this order: names or headers, with commas between. Repeat."
ListColumns = Annotated[
    list[str] | None, _option("--columns", "FIELDS", _COLUMNS, completion.field_names)
]
SortField = Annotated[
    str | None, _option("--sort", "FIELD", "In the order of this field.", completion.field_names)
]
_RAW = "Markdown as it is written, on a terminal; in CSV, no ' before what looks like a formula."
Raw = Annotated[bool, _flag("--raw", _RAW)]
ListForm = Annotated[ListFormat, typer.Option("--output-format")]
OneForm = Annotated[OneFormat, typer.Option("--output-format")]

# `validate`, `rule` and `render`
ReportForm = Annotated[
    DiagnosticFormat | None,
    _flag("--output-format", "[default: text; in GitHub Actions: github]"),
]
Select = Annotated[
    list[str] | None, _option("--select", "RULE", "Only these: codes, prefixes, names.")
]
Ignore = Annotated[list[str] | None, _option("--ignore", "RULE", "All but these.")]
Fix = Annotated[bool, _flag("--fix", "Apply the safe fixes first.")]
_UNSAFE = "With --fix or --diff: those too that may change what is meant."
UnsafeFixes = Annotated[bool, _flag("--unsafe-fixes", _UNSAFE)]
FixDiff = Annotated[bool, _flag("--diff", "Print what --fix would change; write nothing.")]
CheckLinks = Annotated[
    bool, _flag("--check-links", "Ask every URL whether it answers, over the network.")
]
UseBaseline = Annotated[bool, _flag("--baseline", "Only what is new since --write-baseline.")]
WriteBaseline = Annotated[
    bool, _flag("--write-baseline", "Note what is found now, to be left out later.")
]
_BASELINE = "The baseline. [default: .sigtool-baseline.json beside the registry]"
BaselineFile = Annotated[Path | None, _path("--baseline-file", _BASELINE)]
Statistics = Annotated[bool, _flag("--statistics", "Count the findings of each rule at the end.")]
ExitZero = Annotated[bool, _flag("--exit-zero", "Exit 0 even if there are errors.")]
Strict = Annotated[bool, _flag("--strict", "Warnings fail as errors do.")]
Today = Annotated[
    str | None, _option("--today", "DATE", "The day that terms are compared with: 2026-01-31.")
]
RuleWord = Annotated[
    str | None, _argument("[RULE]", "A code (SIG404), or a name (handle-mismatch).")
]
AllRules = Annotated[bool, _flag("--all", "Print every rule, as Markdown.")]
Check = Annotated[bool, _flag("--check", "Write nothing; exit 1 if a table is out of date.")]
Diff = Annotated[bool, _flag("--diff", "Write nothing; print the diff.")]

Overwrite = Annotated[
    bool, _flag("--overwrite", "Replace also what somebody wrote into the tables by hand.")
]

# `sync`
SyncedSigs = Annotated[
    list[str] | None, _argument("[SIG]...", "Only these SIGs.", completion.sig_names)
]
Base = Annotated[str | None, _option("--base", "REV", "The commit where both last said the same.")]
Prefer = Annotated[
    PreferredSide | None,
    _flag("--prefer", "Which side counts where nobody knows which changed."),
]
SyncCheck = Annotated[bool, _flag("--check", "Write nothing; exit 1 if the two differ.")]
SyncDiff = Annotated[bool, _flag("--diff", "Write nothing; print the diff; exit as --check.")]
SyncDryRun = Annotated[bool, _flag("--dry-run", "The same as --diff.")]
AllOrNothing = Annotated[
    bool, _flag("--all-or-nothing", "Write nothing while something is left open.")
]
SyncForm = Annotated[SyncFormat | None, _flag("--output-format", "[default: text]")]

# `resolve`
ResolvedFiles = Annotated[
    list[Path] | None, _argument("[FILE]...", "Only these files.", completion.paths)
]
AddResolved = Annotated[
    bool, _flag("--add", "Tell git of files that are resolved (git add); never of others.")
]
ResolveDryRun = Annotated[bool, _flag("--dry-run", "Show what would change, and write nothing.")]
# `merge-driver`
MergedFiles = Annotated[
    list[str] | None, _argument("[BASE OURS THEIRS]", "Three versions of a file.")
]
Install = Annotated[bool, _flag("--install", "Set up git's attributes and this clone.")]
DriverStatus = Annotated[bool, _flag("--status", "Say what this clone has; exit 1 if not all.")]
Uninstall = Annotated[bool, _flag("--uninstall", "Take out what --install has set up.")]
DriverDryRun = Annotated[bool, _flag("--dry-run", "Print what would be done; do nothing.")]
MergedPath = Annotated[str | None, _path("--path", "What the file is called in the repository.")]
MarkerSize = Annotated[str | None, _option("--marker-size", "N", "Signs of a marker. [default: 7]")]
BaseLabel = Annotated[str | None, _option("--base-label", "TEXT", "Behind the marker of BASE.")]
OursLabel = Annotated[str | None, _option("--ours-label", "TEXT", "Behind the marker of OURS.")]
TheirsLabel = Annotated[
    str | None, _option("--theirs-label", "TEXT", "Behind the marker of THEIRS.")
]

# `schema` and `manual`
OfDiagnostics = Annotated[bool, _flag("--diagnostics", "That of the JSON of `validate` instead.")]
PageName = Annotated[
    str | None, _argument("[PAGE]", "A page of the manual.", completion.manual_pages)
]
