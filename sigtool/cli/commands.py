"""The commands, with their help. A body is a call; what it needs is imported inside."""

# ruff: noqa: FBT002 - options of a command are booleans

import typer

from sigtool.cli import completion
from sigtool.cli import options as o
from sigtool.cli.program import (
    ADOPT,
    CHECK,
    LEARN,
    LOOK,
    RENDER,
    UsageError,
    command,
    leave,
    only_one,
)
from sigtool.errors import BadValue
from sigtool.report.forms import InitFormat, ListFormat, OneFormat, SyncFormat


@command(ADOPT, "sigtool init README.md --heading 'Current SIGs'")
def init(
    ctx: typer.Context,
    documents: o.Documents = None,
    table: o.TableNumbers = None,
    heading: o.Headings = None,
    everything: o.AllTables = False,
    column: o.ColumnSettings = None,
    language: o.LanguageSettings = None,
    output: o.Output = None,
    empty: o.EmptyRegistry = False,
    add: o.AddTables = False,
    force: o.Force = False,
    dry_run: o.InitDryRun = False,
    schema_modeline: o.SchemaModeline = None,
    output_format: o.InitForm = InitFormat.TEXT,
) -> None:
    """Make sigs.yaml from the tables that documents have. The documents are not touched.

    Translations (README.md README_en.md) become one registry in several languages, other documents
    and tables become its sections.
    """
    from sigtool.cli import adoption
    from sigtool.cli import init as adopt

    numbers, headings = adopt.parse_tables(table or []), heading or []
    only_one(table=bool(numbers), heading=bool(headings), all=everything)
    columns = tuple(map(adopt.parse_column, column or []))
    languages = dict(map(adopt.parse_language, language or []))
    choice = adoption.Choice(numbers, headings, everything, columns, languages)
    target = output or completion.given_file(ctx)
    in_json = output_format is not InitFormat.TEXT
    if empty:
        from sigtool.cli import starting

        only_one(empty=True, table=bool(numbers), all=everything, add=add, force=force)
        only_one(empty=True, output_format=in_json, language=bool(language))
        only_one(empty=True, schema_modeline=schema_modeline)
        starting.start_empty(
            documents or (), headings, choice.columns, output=target, dry_run=dry_run
        )
        return
    known = None
    if not documents:
        from sigtool.cli import looking

        if add:
            raise UsageError("Missing argument 'DOC...': sigtool init lists what there is", ctx)
        known, choice = looking.looked_for(
            choice, target, force=force or dry_run, form=output_format
        )
        documents = list(known)
    if add:
        from sigtool.cli import adding

        only_one(add=True, output=output is not None, force=force, schema_modeline=schema_modeline)
        only_one(add=True, output_format=in_json)
        leave(adding.add(documents, choice, target, dry_run=dry_run))
        return
    writing = adopt.Writing(target, force, dry_run, schema_modeline, output_format)
    adopt.init(documents, choice, writing, known)


@command(LOOK, "sigtool list --lead @ada --output-format names", "list")
def list_sigs(
    lead: o.LedBy = None,
    section: o.Section = None,
    status: o.OfStatus = None,
    grep: o.Grep = None,
    language: o.Language = None,
    columns: o.ListColumns = None,
    sort: o.SortField = None,
    output_format: o.ListForm = ListFormat.TABLE,
    raw: o.Raw = False,
    file: o.File = None,
) -> None:
    """List the SIGs. In a pipe: a line a SIG, tabs between name, responsibilities and leads."""
    from sigtool.cli import listing

    only = listing.Wanted(
        lead, section, status, grep, language, columns or (), sort, output_format, raw
    )
    listing.show(file, only)


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
def leads(
    output_format: o.ListForm = ListFormat.TABLE, raw: o.Raw = False, file: o.File = None
) -> None:
    """List the people, and the SIGs that each leads."""
    from sigtool.outside import workspace
    from sigtool.report.leads import show_leads

    show_leads(workspace.open_registry(file).registry, output_format, raw=raw)


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
    today: o.Today = None,
    file: o.File = None,
) -> None:
    """Check the registry, the tables and the people by every rule. Exit 1 if there is an error.

    `sigtool rule SIG404` explains a rule. With many old findings, note them once with
    --write-baseline, and from then on use --baseline.
    """
    from sigtool.cli import checking

    only_one(fix=fix, diff=diff)
    only_one(baseline=baseline, write_baseline=write_baseline)
    only_one(diff=diff, write_baseline=write_baseline)
    only_one(diff=diff, output_format=output_format)
    only_one(diff=diff, statistics=statistics)
    if unsafe_fixes and not (fix or diff):
        raise BadValue("--unsafe-fixes goes with --fix, or with --diff to see them first")
    wanted = checking.Checking(
        select=checking.listed(select),
        ignore=checking.listed(ignore),
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
        today=checking.day(today),
    )
    leave(checking.validate(file, wanted))


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
    output_format: o.SyncForm = None,
    file: o.File = None,
) -> None:
    """Bring the registry and the tables together, whichever of them was edited.

    What one side changed since the last commit in which both said the same goes to the other. What
    both changed is left as it is and printed: exit 1.
    """
    from sigtool.cli import syncing
    from sigtool.community.fact import Verdict

    only_one(diff=diff, output_format=output_format)
    only_one(dry_run=dry_run, output_format=output_format)
    sides = {"registry": Verdict.TO_TABLE, "table": Verdict.TO_REGISTRY}
    wanted = syncing.Wanted(
        sigs=sigs or [],
        base=base,
        prefer=sides[prefer] if prefer else None,
        check=check,
        diff=diff or dry_run,
        all_or_nothing=all_or_nothing,
        output_format=output_format or SyncFormat.TEXT,
    )
    leave(syncing.sync(file, wanted))


@command(RENDER, "sigtool resolve --add", short="Mend a merge that conflicted.")
def resolve(
    files: o.ResolvedFiles = None,
    add: o.AddResolved = False,
    dry_run: o.ResolveDryRun = False,
    file: o.File = None,
) -> None:
    """Mend a merge, rebase or cherry-pick that conflicted: merge registry and tables by what they
    say.

    What both sides changed, each in its way, stays marked: exit 1. Nothing is told to git unless
    --add is given.
    """
    from sigtool.cli import resolving

    leave(resolving.resolve(file, files or (), add=add, dry_run=dry_run))


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
        leave(rendering.compare(file, check=check, diff=diff, overwrite=overwrite))
    else:
        leave(rendering.render(file, overwrite=overwrite))


@command(
    RENDER,
    "sigtool merge-driver --install",
    "merge-driver",
    short="Let git merge the registry and the tables by facts.",
)
def merge_driver(
    ctx: typer.Context,
    files: o.MergedFiles = None,
    install: o.Install = False,
    status: o.DriverStatus = False,
    uninstall: o.Uninstall = False,
    dry_run: o.DriverDryRun = False,
    path: o.MergedPath = None,
    marker_size: o.MarkerSize = None,
    base_label: o.BaseLabel = None,
    ours_label: o.OursLabel = None,
    theirs_label: o.TheirsLabel = None,
    file: o.File = None,
) -> None:
    """Let git merge the registry and the tables by their facts, not by lines.

    `--install` sets this clone up, `--status` says whether it is. Then git calls
    `sigtool merge-driver BASE OURS THEIRS --path PATH` in each merge, and finds the result in OURS:
    exit 1 if it has conflicts. SIGTOOL_MERGE=0 leaves the merge to git.
    """
    from sigtool.cli import installing, merge_driver

    only_one(install=install, status=status, uninstall=uninstall, path=path)
    if dry_run and not (install or uninstall):
        raise BadValue("--dry-run goes with --install or --uninstall")
    if install or status or uninstall:
        if files:
            raise BadValue("files are merged without --install, --status and --uninstall")
        if status:
            leave(installing.status(file))
            return
        deed = installing.install if install else installing.uninstall
        leave(deed(file, dry_run=dry_run))
        return
    if len(files or ()) != 3:
        what = "give BASE, OURS and THEIRS, or one of --install, --status and --uninstall"
        raise UsageError(what, ctx)
    labels = {"base": base_label, "ours": ours_label, "theirs": theirs_label}
    call = merge_driver.call(files or (), {"path": path, "size": marker_size, **labels})
    if call is None:
        raise BadValue(f"--marker-size is a number, as 7, not {marker_size!r}")
    leave(merge_driver.merge(call))


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
