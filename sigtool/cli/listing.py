"""What `list` does: finds the SIGs that are asked for, and prints them."""

from collections.abc import Sequence
from pathlib import Path

from sigtool.edit import fields, listing, query
from sigtool.errors import BadValue
from sigtool.outside import workspace
from sigtool.report import sigs
from sigtool.report.forms import ListFormat
from sigtool.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `list` was asked for: which SIGs, in which order and form."""

    lead: str | None = None
    section: str | None = None
    status: str | None = None
    grep: str | None = None
    language: str | None = None
    columns: Sequence[str] = ()
    sort: str | None = None
    output_format: ListFormat = ListFormat.TABLE
    raw: bool = False


def show(file: Path | None, wanted: Wanted) -> None:
    """Print the SIGs. Raises `BadValue` for options that do not go together."""
    if wanted.columns and wanted.output_format is ListFormat.NAMES:
        raise BadValue("--output-format names prints names alone; leave --columns out")
    space = workspace.open_registry(file)
    registry = space.registry
    names = [name for text in wanted.columns for name in fields.listed(registry, text)]
    shown = [listing.find_field(registry, name) for name in names]
    if wanted.columns and not shown:
        raise BadValue("--columns names no field, as in --columns name,leads")
    found = query.find_sigs(
        registry,
        lead=wanted.lead,
        section=wanted.section,
        status=wanted.status,
        text=wanted.grep,
    )
    found = query.in_language(registry, found, wanted.language)
    if wanted.sort is not None:
        found = listing.in_order(registry, found, listing.find_field(registry, wanted.sort))
    form, folder = wanted.output_format, space.path.parent
    sigs.show_sigs(registry, found, form, folder, columns=shown, raw=wanted.raw)
