"""The commands and their help. Every body is a call; what it needs is imported inside."""

# ruff: noqa: FBT002 - options of a command are booleans

from typing import Any

import typer
from typer.core import TyperGroup

from sigtool.cli import completion
from sigtool.cli import options as o
from sigtool.errors import BadValue


class ReaderGone(Exception):
    """Whoever read the output has left."""


class Program(TyperGroup):
    """The program as a group of commands."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Raises what Typer would turn into an exit code before `main` sees it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error
        except KeyboardInterrupt as error:
            raise typer.Abort from error


# Rich help would draw boxes into pipes, and read brackets in help texts as markup.
app = typer.Typer(
    cls=Program,
    name="sigtool",
    help="Keep the table of a community's special interest groups (SIGs) true.",
    epilog="The registry is the nearest sigs.yaml, from here upwards to the repository's root.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(
    ctx: typer.Context,
    file: o.CommonFile = None,  # noqa: ARG001 - commands take it from the context
    version: o.Version = False,  # noqa: ARG001 - its callback prints it
) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)


@app.command(epilog="Example: sigtool init README.md --heading 'Current SIGs'")
def init(
    ctx: typer.Context,
    documents: o.Documents,
    table: o.TableNumber = None,
    heading: o.Heading = None,
    everything: o.AllTables = False,
    column: o.ColumnSettings = None,
    language: o.LanguageSettings = None,
    output: o.Output = None,
    force: o.Force = False,
    dry_run: o.InitDryRun = False,
    schema_modeline: o.SchemaModeline = None,
) -> None:
    """Make sigs.yaml from the tables that documents have. The documents are not touched.

    Translations (README.md README_en.md) become one registry in several languages, other documents
    and tables become its sections.
    """
    from sigtool.cli import advice
    from sigtool.cli import init as adopt

    _only_one(table=table is not None, heading=heading is not None, all=everything)
    choice = adopt.Choice(
        number=table,
        heading=heading,
        everything=everything,
        columns=tuple(adopt.parse_column(text) for text in column or []),
        languages=dict(adopt.parse_language(text) for text in language or []),
    )
    target = output or completion.given_file(ctx)
    adopt.init(
        documents,
        choice,
        output=target,
        force=force,
        dry_run=dry_run,
        schema=schema_modeline,
        sentence=advice.sentence,
    )


@app.command("list", epilog="Example: sigtool list --lead @ada --output-format names")
def list_sigs(
    lead: o.LedBy = None,
    section: o.Section = None,
    status: o.OfStatus = None,
    grep: o.Grep = None,
    language: o.Language = None,
    output_format: o.ListForm = o.TableFormat.TABLE,
    file: o.File = None,
) -> None:
    """List the SIGs. In a pipe: a line a SIG, tabs between name, responsibilities and leads."""
    from sigtool.edit import query
    from sigtool.outside import workspace
    from sigtool.report import sigs

    space = workspace.open_registry(file)
    found = query.find_sigs(space.registry, lead=lead, section=section, status=status, text=grep)
    found = query.in_language(space.registry, found, language)
    folder = space.path.parent
    sigs.show_sigs(space.registry, found, sigs.ListFormat(output_format), folder)


@app.command(epilog="Example: sigtool show FrontEnd")
def show(sig: o.SigName, output_format: o.OneForm = o.OneFormat.TEXT, file: o.File = None) -> None:
    """Show one SIG, whole."""
    from sigtool.edit import operations
    from sigtool.outside import workspace
    from sigtool.report import sigs

    registry = workspace.open_registry(file).registry
    found = operations.find_sig(registry, sig)
    sigs.show_sig(registry, found, as_json=output_format is o.OneFormat.JSON)


@app.command(epilog="Example: sigtool leads --output-format csv")
def leads(output_format: o.ListForm = o.TableFormat.TABLE, file: o.File = None) -> None:
    """List the people, and the SIGs that each leads."""
    from sigtool.outside import workspace
    from sigtool.report import sigs

    registry = workspace.open_registry(file).registry
    sigs.show_leads(registry, sigs.ListFormat(output_format))


def add_sig(
    name: o.NewName = None,
    responsibilities: o.Responsibilities = None,
    readme: o.Readme = None,
    lead: o.NewLeads = None,
    section: o.Section = None,
    status: o.Status = None,
    language: o.Language = None,
    after: o.After = None,
    before: o.Before = None,
    first: o.First = False,
    settings: o.Settings = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Add a SIG to the registry and the tables. On a terminal it asks for what is missing."""
    from sigtool.cli import edits, prompts
    from sigtool.edit.operations import Spot

    _only_one(after=after, before=before, first=first)
    values: dict[str, str | None] = {"readme": readme, "responsibilities": responsibilities}
    values |= {"section": section, "status": status}
    sig = prompts.completed(prompts.NewSig(name or "", values, lead or []), file)
    writing = edits.Writing(file, dry_run, not no_render)
    spot = Spot(after, before, first)
    new = edits.NewSig(sig.name, sig.values, sig.leads, settings or [], spot, language)
    _exit(edits.add_sig(writing, new))


_ADD_EXAMPLE = 'Example: sigtool add-sig "Graph Learning" --lead @ada --after Compiler'
app.command("add-sig", epilog=_ADD_EXAMPLE)(add_sig)
app.command("add", epilog=_ADD_EXAMPLE, short_help="The same as add-sig.")(add_sig)


@app.command("edit-sig", epilog="Example: sigtool edit-sig Compiler --status archived")
def edit_sig(
    sig: o.SigName,
    name: o.OtherName = None,
    readme: o.Readme = None,
    responsibilities: o.Responsibilities = None,
    section: o.Section = None,
    status: o.Status = None,
    language: o.Language = None,
    settings: o.Settings = None,
    unset: o.Unset = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Change fields of a SIG."""
    from sigtool.cli import edits

    values: dict[str, str | None] = {
        "name": name,
        "readme": readme,
        "responsibilities": responsibilities,
        "section": section,
        "status": status,
    }
    writing = edits.Writing(file, dry_run, not no_render)
    _exit(edits.edit_sig(writing, sig, values, settings or [], unset or [], language))


@app.command("remove-sig", epilog="Example: sigtool remove-sig Compiler --dry-run")
def remove_sig(
    sig: o.SigName,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Take a SIG out of the registry and the tables."""
    from sigtool.cli import edits

    _exit(edits.remove_sig(edits.Writing(file, dry_run, not no_render), sig))


@app.command("move-sig", epilog="Example: sigtool move-sig Compiler --after FrontEnd")
def move_sig(
    sig: o.SigName,
    after: o.After = None,
    before: o.Before = None,
    first: o.First = False,
    last: o.Last = False,
    section: o.Section = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Put a SIG at another place in the registry and the tables."""
    from sigtool.cli import edits
    from sigtool.edit.operations import Spot

    _only_one(after=after, before=before, first=first, last=last)
    if not (after or before or first or last or section):
        raise BadValue("say where: --after SIG, --before SIG, --first, --last or --section NAME")
    writing = edits.Writing(file, dry_run, not no_render)
    _exit(edits.move_sig(writing, sig, Spot(after, before, first), section))


@app.command("add-lead", epilog="Example: sigtool add-lead Compiler @ada")
def add_lead(
    sig: o.SigName,
    who: o.Who,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Add a lead to a SIG."""
    from sigtool.cli import edits

    _exit(edits.add_lead(edits.Writing(file, dry_run, not no_render), sig, who))


@app.command("remove-lead", epilog="Example: sigtool remove-lead Compiler @ada")
def remove_lead(
    sig: o.SigName,
    who: o.Who,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Take a lead from a SIG."""
    from sigtool.cli import edits

    _exit(edits.remove_lead(edits.Writing(file, dry_run, not no_render), sig, who))


@app.command(
    "rename-lead",
    short_help="Give a person a new handle, name or link.",
    epilog="Example: sigtool rename-lead @ada @lovelace",
)
def rename_lead(
    old: o.OldWho,
    new: o.NewWho,
    sig: o.OnlySig = None,
    language: o.Language = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Give a person a new handle, name or link, in every SIG and every people field.

    What NEW does not name is kept; a link made from the old handle follows the new one.
    """
    from sigtool.cli import edits

    writing = edits.Writing(file, dry_run, not no_render)
    _exit(edits.rename_lead(writing, old, new, sig, language))


@app.command(epilog="Example: sigtool validate --fix --ignore SIG404 --strict")
def validate(
    output_format: o.ReportForm = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    fix: o.Fix = False,
    unsafe_fixes: o.UnsafeFixes = False,
    diff: o.FixDiff = False,
    check_links: o.CheckLinks = False,
    baseline: o.UseBaseline = False,
    write_baseline: o.WriteBaseline = False,
    baseline_file: o.BaselineFile = None,
    statistics: o.Statistics = False,
    strict: o.Strict = False,
    exit_zero: o.ExitZero = False,
    file: o.File = None,
) -> None:
    """Check the registry, the tables and the people by every rule. Exit 1 if there is an error.

    `sigtool rule SIG404` explains a rule. With many old findings, note them once with
    --write-baseline, and from then on use --baseline.
    """
    from sigtool.cli import checking
    from sigtool.report.diagnostics import DiagnosticFormat

    _only_one(fix=fix, diff=diff)
    _only_one(baseline=baseline, write_baseline=write_baseline)
    _only_one(diff=diff, write_baseline=write_baseline)
    _only_one(diff=diff, output_format=output_format)
    _only_one(diff=diff, statistics=statistics)
    if unsafe_fixes and not (fix or diff):
        raise BadValue("--unsafe-fixes goes with --fix, or with --diff to see them first")
    mending = checking.Mending.WRITE if fix else checking.Mending.NONE
    use = checking.Baseline.USE if baseline or baseline_file else checking.Baseline.NONE
    wanted = checking.Checking(
        select=_listed(select),
        ignore=_listed(ignore),
        output_format=DiagnosticFormat(output_format) if output_format else None,
        statistics=statistics,
        mending=checking.Mending.DIFF if diff else mending,
        fixes=checking.Fixes.ALL if unsafe_fixes else checking.Fixes.SAFE,
        baseline=checking.Baseline.WRITE if write_baseline else use,
        baseline_file=baseline_file,
        with_links=check_links,
        strict=strict,
        exit_zero=exit_zero,
    )
    _exit(checking.validate(file, wanted))


@app.command(
    short_help="Explain a rule, or list them all.", epilog="Example: sigtool rule handle-mismatch"
)
def rule(word: o.RuleWord = None, everything: o.AllRules = False) -> None:
    """Explain a rule: what it checks, why, a bad example and a good one. Alone, list the rules."""
    from sigtool.cli import checking

    if word and everything:
        raise BadValue("--all prints every rule; leave out the one named")
    checking.explain(word, everything=everything)


@app.command(epilog="Example: sigtool render --check --diff")
def render(check: o.Check = False, diff: o.Diff = False, file: o.File = None) -> None:
    """Write what the registry says into the tables."""
    from sigtool.cli import edits

    _exit(edits.render_tables(file, check=check, diff=diff))


@app.command(
    short_help="Print the JSON Schema of sigs.yaml.",
    epilog="Example: sigtool schema > sigs.schema.json",
)
def schema(diagnostics: o.OfDiagnostics = False) -> None:
    """Print the JSON Schema of sigs.yaml, for editors and other tools."""
    from importlib.resources import files

    name = "diagnostics.schema.json" if diagnostics else "schema.json"
    typer.echo(files("sigtool").joinpath(name).read_bytes().decode("utf-8"), nl=False)


def _exit(code: int) -> None:
    if code:
        raise typer.Exit(code)


def _listed(words: list[str] | None) -> list[str]:
    """The words of an option that may be repeated and may hold commas."""
    return [part.strip() for word in words or [] for part in word.split(",") if part.strip()]


def _only_one(**options: str | bool | None) -> None:
    given = [f"--{name.replace('_', '-')}" for name, value in options.items() if value]
    if len(given) > 1:
        raise BadValue(f"{' and '.join(given)} cannot go together; give one of them")
