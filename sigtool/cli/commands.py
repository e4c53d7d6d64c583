"""The commands, with their help. A body is a call; what it needs is imported inside."""

# ruff: noqa: FBT002 - options of a command are booleans

from functools import partial

import typer

from sigtool.cli import completion
from sigtool.cli import options as o
from sigtool.cli.program import ADOPT, CHECK, EDIT, LEARN, LOOK, RENDER, command
from sigtool.errors import BadValue
from sigtool.report.forms import ListFormat, OneFormat, SyncFormat


@command(ADOPT, "sigtool init README.md --heading 'Current SIGs'")
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
        documents, choice, output=target, force=force, dry_run=dry_run, schema=schema_modeline
    )


@command(LOOK, "sigtool list --lead @ada --output-format names", "list")
def list_sigs(
    lead: o.LedBy = None,
    section: o.Section = None,
    status: o.OfStatus = None,
    grep: o.Grep = None,
    language: o.Language = None,
    output_format: o.ListForm = ListFormat.TABLE,
    file: o.File = None,
) -> None:
    """List the SIGs. In a pipe: a line a SIG, tabs between name, responsibilities and leads."""
    from sigtool.edit import query
    from sigtool.outside import workspace
    from sigtool.report import sigs

    space = workspace.open_registry(file)
    found = query.find_sigs(space.registry, lead=lead, section=section, status=status, text=grep)
    found = query.in_language(space.registry, found, language)
    sigs.show_sigs(space.registry, found, output_format, space.path.parent)


@command(LOOK, "sigtool show FrontEnd")
def show(sig: o.SigName, output_format: o.OneForm = OneFormat.TEXT, file: o.File = None) -> None:
    """Show one SIG, whole."""
    from sigtool.edit import operations
    from sigtool.outside import workspace
    from sigtool.report import sigs

    registry = workspace.open_registry(file).registry
    found = operations.find_sig(registry, sig)
    sigs.show_sig(registry, found, as_json=output_format is OneFormat.JSON)


@command(LOOK, "sigtool leads --output-format csv")
def leads(output_format: o.ListForm = ListFormat.TABLE, file: o.File = None) -> None:
    """List the people, and the SIGs that each leads."""
    from sigtool.outside import workspace
    from sigtool.report import sigs

    registry = workspace.open_registry(file).registry
    sigs.show_leads(registry, output_format)


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
    last: o.Last = False,
    settings: o.Settings = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Add a SIG to the registry and the tables. On a terminal it asks for what is missing.

    It goes last, or where a table that is sorted by name has it.
    """
    from sigtool.cli import edits, prompts
    from sigtool.cli.run import Writing, run
    from sigtool.edit.operations import Spot

    _only_one(after=after, before=before, first=first, last=last)
    values: dict[str, str | None] = {"readme": readme, "responsibilities": responsibilities}
    values |= {"section": section, "status": status}
    sig = prompts.completed(prompts.NewSig(name or "", values, lead or []), file)
    spot = Spot(after, before, first, last)
    new = edits.NewSig(sig.name, sig.values, sig.leads, settings or [], spot, language)
    run(Writing(file, dry_run, not no_render), partial(edits.add_sig, new=new))


_ADD_EXAMPLE = 'sigtool add-sig "Graph Learning" --lead @ada --after Compiler'
command(EDIT, _ADD_EXAMPLE, "add-sig")(add_sig)
command(EDIT, _ADD_EXAMPLE, "add", short="The same as add-sig.")(add_sig)


@command(EDIT, "sigtool edit-sig Compiler --status archived", "edit-sig")
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
    from sigtool.cli.run import Writing, run

    values: dict[str, str | None] = {
        "name": name,
        "readme": readme,
        "responsibilities": responsibilities,
        "section": section,
        "status": status,
    }
    changes = edits.Changes(values, settings or [], unset or [], language)
    run(Writing(file, dry_run, not no_render), partial(edits.edit_sig, name=sig, changes=changes))


@command(
    EDIT,
    "sigtool rename-sig Compiler 'Graph Compiler'",
    "rename-sig",
    short="Give a SIG a new name, and list what names it.",
)
def rename_sig(
    old: o.OldName,
    new: o.NextName,
    language: o.Language = None,
    yes: o.Yes = False,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Give a SIG a new name, in the registry, the tables, and the settings of its rules (per_sig).

    Texts and links that name it stay; they are listed first. On a terminal it asks before it
    changes more than the SIG.
    """
    from sigtool.cli import renaming
    from sigtool.cli.run import Writing

    writing = Writing(file, dry_run, not no_render)
    _exit(renaming.rename_sig(writing, old, new, language, asks=not yes))


@command(EDIT, "sigtool remove-sig Compiler --dry-run", "remove-sig")
def remove_sig(
    sig: o.SigName,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Take a SIG out of the registry and the tables."""
    from sigtool.cli import edits
    from sigtool.cli.run import Writing, run

    run(Writing(file, dry_run, not no_render), partial(edits.remove_sig, name=sig))


@command(EDIT, "sigtool move-sig Compiler --after FrontEnd", "move-sig")
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
    from sigtool.cli.run import Writing, run
    from sigtool.edit.operations import Spot

    _only_one(after=after, before=before, first=first, last=last)
    if not (after or before or first or last or section):
        raise BadValue("say where: --after SIG, --before SIG, --first, --last or --section NAME")
    spot = Spot(after, before, first, last)
    operation = partial(edits.move_sig, name=sig, spot=spot, section=section)
    run(Writing(file, dry_run, not no_render), operation)


@command(EDIT, "sigtool add-lead Compiler @ada", "add-lead")
def add_lead(
    sig: o.SigName,
    who: o.Who,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Add a lead to a SIG."""
    from sigtool.cli import edits
    from sigtool.cli.run import Writing, run

    run(Writing(file, dry_run, not no_render), partial(edits.add_lead, name=sig, who=who))


@command(EDIT, "sigtool remove-lead Compiler @ada", "remove-lead")
def remove_lead(
    sig: o.SigName,
    who: o.Who,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Take a lead from a SIG."""
    from sigtool.cli import edits
    from sigtool.cli.run import Writing, run

    run(Writing(file, dry_run, not no_render), partial(edits.remove_lead, name=sig, who=who))


@command(
    EDIT,
    "sigtool rename-lead @ada @lovelace",
    "rename-lead",
    short="Give a person a new handle, name or link.",
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
    from sigtool.cli.run import Writing, run

    operation = partial(edits.rename_lead, old=old, new=new, only=sig, language=language)
    run(Writing(file, dry_run, not no_render), operation)


@command(CHECK, "sigtool validate --fix --ignore SIG404 --strict")
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

    _only_one(fix=fix, diff=diff)
    _only_one(baseline=baseline, write_baseline=write_baseline)
    _only_one(diff=diff, write_baseline=write_baseline)
    _only_one(diff=diff, output_format=output_format)
    _only_one(diff=diff, statistics=statistics)
    if unsafe_fixes and not (fix or diff):
        raise BadValue("--unsafe-fixes goes with --fix, or with --diff to see them first")
    wanted = checking.Checking(
        select=_listed(select),
        ignore=_listed(ignore),
        output_format=output_format,
        statistics=statistics,
        fix=fix,
        diff=diff,
        fixes=checking.Fixes.ALL if unsafe_fixes else checking.Fixes.SAFE,
        with_baseline=baseline or baseline_file is not None,
        write_baseline=write_baseline,
        baseline_file=baseline_file,
        with_links=check_links,
        strict=strict,
        exit_zero=exit_zero,
    )
    _exit(checking.validate(file, wanted))


@command(CHECK, "sigtool rule handle-mismatch", short="Explain a rule, or list them all.")
def rule(word: o.RuleWord = None, everything: o.AllRules = False) -> None:
    """Explain a rule: what it checks, why, a bad example and a good one. Alone, list the rules."""
    from sigtool.cli import reading

    if word and everything:
        raise BadValue("--all prints every rule; leave out the one named")
    reading.show_rules(word, everything=everything)


@command(
    RENDER,
    "sigtool sync --check",
    short="Bring the registry and the tables together.",
)
def sync(
    sigs: o.SyncedSigs = None,
    base: o.Base = None,
    prefer: o.Prefer = None,
    check: o.SyncCheck = False,
    diff: o.SyncDiff = False,
    dry_run: o.SyncDryRun = False,
    all_or_nothing: o.AllOrNothing = False,
    output_format: o.SyncForm = SyncFormat.TEXT,
    file: o.File = None,
) -> None:
    """Bring the registry and the tables together, whichever of them was edited.

    What one side changed since the last commit in which both said the same goes to the other. What
    both changed is left as it is and printed: exit 1.
    """
    from sigtool.cli import syncing
    from sigtool.community.fact import Verdict

    sides = {"registry": Verdict.TO_TABLE, "table": Verdict.TO_REGISTRY}
    wanted = syncing.Wanted(
        sigs=sigs or [],
        base=base,
        prefer=sides[prefer] if prefer else None,
        check=check,
        diff=diff or dry_run,
        all_or_nothing=all_or_nothing,
        output_format=output_format,
    )
    _exit(syncing.sync(file, wanted))


@command(RENDER, "sigtool render --check --diff")
def render(
    check: o.Check = False,
    diff: o.Diff = False,
    overwrite: o.Overwrite = False,
    file: o.File = None,
) -> None:
    """Write what the registry says into the tables."""
    from sigtool.cli import rendering

    if check or diff:
        _exit(rendering.compare(file, check=check, diff=diff))
    else:
        _exit(rendering.render(file, overwrite=overwrite))


@command(LEARN, "sigtool schema > sigs.schema.json", short="Print the JSON Schema of sigs.yaml.")
def schema(diagnostics: o.OfDiagnostics = False) -> None:
    """Print the JSON Schema of sigs.yaml, for editors and other tools."""
    from importlib.resources import files

    name = "diagnostics.schema.json" if diagnostics else "schema.json"
    typer.echo(files("sigtool").joinpath(name).read_bytes().decode("utf-8"), nl=False)


@command(LEARN, "sigtool manual registry", short="Print a page of the manual, or list its pages.")
def manual(page: o.PageName = None) -> None:
    """Print a page of the manual. Alone, list the pages."""
    from sigtool.cli import reading

    reading.show_manual(page)


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
