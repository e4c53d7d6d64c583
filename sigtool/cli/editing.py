"""The commands that edit, with their help. A body names an operation and has it run."""

# ruff: noqa: FBT002 - options of a command are booleans

from functools import partial

from sigtool.cli import options as o
from sigtool.cli.program import EDIT, command, leave, only_one
from sigtool.errors import BadValue


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
    yes: o.Yes = False,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Add a SIG to the registry and the tables. On a terminal it asks for what the tables show.

    It goes last, or where a table that is sorted by name has it.
    """
    from sigtool.cli import edits, prompts
    from sigtool.cli.run import Writing, run
    from sigtool.edit.operations import Spot

    only_one(after=after, before=before, first=first, last=last)
    values = {"readme": readme, "responsibilities": responsibilities}
    values |= {"section": section, "status": status}
    spot = Spot(after, before, first, last)
    given = edits.NewSig(name or "", values, lead or [], settings or [], spot, language)
    new = prompts.completed(given, file, asks=not yes)
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

    values = {
        "name": name,
        "readme": readme,
        "responsibilities": responsibilities,
        "section": section,
        "status": status,
    }
    changes = edits.Changes(values, settings or [], unset or [], language)
    run(Writing(file, dry_run, not no_render), partial(edits.edit_sig, called=sig, changes=changes))


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
    leave(renaming.rename_sig(writing, old, new, language, asks=not yes))


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

    only_one(after=after, before=before, first=first, last=last)
    if not (after or before or first or last or section):
        raise BadValue("say where: --after SIG, --before SIG, --first, --last or --section NAME")
    spot = Spot(after, before, first, last)
    operation = partial(edits.move_sig, name=sig, spot=spot, section=section)
    run(Writing(file, dry_run, not no_render), operation)


@command(EDIT, "sigtool add-lead Compiler @ada", "add-lead")
def add_lead(
    sig: o.SigName,
    who: o.Who,
    field: o.PeopleField = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Add a lead, or a person of another field, to a SIG."""
    from sigtool.cli import edits
    from sigtool.cli.run import Writing, run

    operation = partial(edits.add_lead, name=sig, who=who, field=field)
    run(Writing(file, dry_run, not no_render), operation)


@command(EDIT, "sigtool remove-lead Compiler @ada", "remove-lead")
def remove_lead(
    sig: o.SigName,
    who: o.Who,
    field: o.PeopleField = None,
    dry_run: o.DryRun = False,
    no_render: o.NoRender = False,
    file: o.File = None,
) -> None:
    """Take a lead, or a person of another field, from a SIG."""
    from sigtool.cli import edits
    from sigtool.cli.run import Writing, run

    operation = partial(edits.remove_lead, name=sig, who=who, field=field)
    run(Writing(file, dry_run, not no_render), operation)


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
