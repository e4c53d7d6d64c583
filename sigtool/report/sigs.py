"""The SIGs of a registry, as a table, JSON, CSV, Markdown, or names."""

import csv
import io
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sigtool import people
from sigtool.columns import is_relative, write_cell
from sigtool.layout import escape
from sigtool.model import (
    SIG_FIELDS,
    Column,
    Kind,
    Localized,
    Person,
    Registry,
    Sig,
    Status,
    Table,
    Value,
)
from sigtool.report import terminal
from sigtool.report.jsontext import json_text

if TYPE_CHECKING:
    from rich.text import Text

VERSION: Final = 1
# What a list shows beside the names.
_USUAL: Final = ("responsibilities", "leads")
_RATIOS: Final = {"responsibilities": 5}
# Three columns in less than this break most words.
_NARROW: Final = 60


class ListFormat(StrEnum):
    """The forms in which `list` and `leads` print."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    NAMES = "names"


def show_sigs(
    registry: Registry, sigs: Sequence[Sig], output_format: ListFormat, folder: Path
) -> None:
    """Print these SIGs of the registry; relative links count from `folder`."""
    if output_format is ListFormat.JSON:
        terminal.write(sigs_json(registry, sigs))
    elif output_format is ListFormat.NAMES:
        terminal.write("".join(terminal.one_line(sig.name) + "\n" for sig in sigs))
    elif output_format is ListFormat.CSV:
        fields = _fields(registry, sigs)
        rows = [[_cell_text(sig, key) for key in fields] for sig in sigs]
        terminal.write(csv_text([list(fields), *rows]))
    elif output_format is ListFormat.MARKDOWN:
        terminal.write(sigs_markdown(registry, sigs))
    elif terminal.is_terminal() and terminal.console().width < _NARROW:
        _print_blocks(sigs, folder, listed_fields(registry))
    elif terminal.is_terminal():
        _print_table(sigs, folder, listed_fields(registry))
    else:
        fields = ("name", *listed_fields(registry))
        rows = [[_cell_text(sig, key) for key in fields] for sig in sigs]
        terminal.write(tab_separated(rows))


def listed_fields(registry: Registry) -> tuple[str, ...]:
    """The fields that a list shows beside the names: the usual ones, but where no table has those,
    as one of people has not, the first few that the tables do have."""
    bound = dict.fromkeys(column.field for table in registry.tables for column in table.columns)
    further = [key for key in bound if key not in SIG_FIELDS]
    is_usual = not further or bound.keys() & set(_USUAL)
    return _USUAL if is_usual else tuple(further[: len(_USUAL) + 1])


def sigs_json(registry: Registry, sigs: Sequence[Sig]) -> str:
    """`{"version": 1, "sigs": [{"name": ..., "leads": [{"handle": ...}]}]}`; all fields, always."""
    listed = [sig_mapping(registry, sig) for sig in sigs]
    return json_text({"version": VERSION, "sigs": listed})


def sigs_markdown(registry: Registry, sigs: Sequence[Sig]) -> str:
    """A table as a document may show it, which reads back as these SIGs."""
    shown = [key for key in _fields(registry, sigs) if key != "readme"]
    columns = [Column(_title(key), key, registry.kinds[key]) for key in shown]
    rows = [[_markdown_cell(column, sig) for column in columns] for sig in sigs]
    return markdown_table([column.header for column in columns], rows)


def sig_mapping(registry: Registry, sig: Sig) -> dict[str, object]:
    """A SIG as JSON has it: a field without a value is null, or for people an empty list."""
    found: dict[str, object] = {"name": _said(sig.name)}
    for key in registry.fields[1:]:
        value = sig.values.get(key)
        if isinstance(value, tuple):
            found[key] = [_person_mapping(person) for person in value]
        elif registry.kinds[key] is Kind.PEOPLE:
            found[key] = _said(value) if value else []
        else:
            found[key] = _said(value) if value else None
    found["status"] = sig.status
    return found


def _said(text: str) -> object:
    """A text as JSON has it: by language where it has several."""
    return dict(text.texts) if isinstance(text, Localized) else text


def _person_mapping(person: Person) -> dict[str, object]:
    return {key: _said(text) for key, text in person.items()}


def show_sig(registry: Registry, sig: Sig, *, as_json: bool) -> None:
    """Print one SIG, whole: a line a field, a line a person."""
    if as_json:
        mapping = sig_mapping(registry, sig)
        terminal.write(json_text({"version": VERSION, "sig": mapping}))
        return
    for key in registry.fields:
        value: Value = sig.name if key == "name" else sig.values.get(key, "")
        if key == "status":
            value = sig.status
        if isinstance(value, Localized):
            for language, text in value.texts.items():
                terminal.say(f"{key} ({language}): {terminal.one_line(text)}")
            continue
        if isinstance(value, str):
            if value:
                terminal.say(f"{key}: {terminal.one_line(value)}")
            continue
        terminal.say(f"{key}:")
        for person in value:
            terminal.say(f"  - {terminal.one_line(person_text(person))}")


def show_leads(registry: Registry, output_format: ListFormat) -> None:
    """Print every person and the SIGs that name them, in the order of the registry."""
    rows = _people_rows(registry)
    if output_format is ListFormat.JSON:
        listed = [
            {
                **_person_mapping(person),
                "sigs": [{"name": name, "field": key} for name, key in places],
            }
            for person, places in rows
        ]
        terminal.write(json_text({"version": VERSION, "people": listed}))
        return
    texts = [
        [str(person), person.url or person.email or "", ", ".join(name for name, _ in places)]
        for person, places in rows
    ]
    titles = ["person", "link", "sigs"]
    if output_format is ListFormat.NAMES:
        terminal.write("".join(terminal.one_line(row[0]) + "\n" for row in texts))
    elif output_format is ListFormat.CSV:
        terminal.write(csv_text([titles, *texts]))
    elif output_format is ListFormat.MARKDOWN:
        terminal.write(markdown_table([_title(title) for title in titles], texts))
    elif terminal.is_terminal():
        _print_people(rows)
    else:
        terminal.write(tab_separated(texts))


def person_text(person: Person) -> str:
    """All that is known of a person, in one line."""
    more = [value for key, value in person.items() if value != str(person).removeprefix("@")]
    return f"{person} ({', '.join(more)})" if more else str(person)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as RFC 4180 has them, but for line feeds alone at the ends of lines."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(
        [terminal.printable(text) for text in row] for row in rows
    )
    return stream.getvalue()


def markdown_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain GitHub table."""
    lines = [[escape(terminal.one_line(text)) for text in row] for row in (titles, *rows)]
    lines.insert(1, ["---"] * len(titles))
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def tab_separated(rows: Sequence[Sequence[str]]) -> str:
    """A row a line, columns between tabs, no header: for `cut`, `grep` and `sort`."""
    return "".join("\t".join(terminal.one_line(text) for text in row) + "\n" for row in rows)


def _fields(registry: Registry, sigs: Sequence[Sig]) -> tuple[str, ...]:
    """The fields that any of these SIGs has a value for."""
    return tuple(
        key for key in registry.fields if key == "name" or any(sig.values.get(key) for sig in sigs)
    )


def _cell_text(sig: Sig, key: str) -> str:
    if key == "name":
        return sig.name
    value = sig.values.get(key, "")
    return value if isinstance(value, str) else ", ".join(str(person) for person in value)


def _markdown_cell(column: Column, sig: Sig) -> str:
    """What a document shows; where a document can show nothing that reads back, the plain text."""
    text = write_cell(column, sig, Table("", ()), people.Way(), "", linked=True)
    return _cell_text(sig, column.field) if text is None else text


def _title(field: str) -> str:
    return field.replace("_", " ").capitalize()


def _print_table(sigs: Sequence[Sig], folder: Path, fields: Sequence[str]) -> None:
    """A table for a terminal: names and leads link where the terminal can, the rest wraps."""
    from rich import box
    from rich.table import Table

    console = terminal.console()
    with_status = any(sig.status != Status.ACTIVE for sig in sigs)
    table = Table(box=box.ROUNDED, header_style="bold")
    table.add_column("Name", style="bold", overflow="fold", ratio=2)
    if with_status:
        table.add_column("Status", no_wrap=True)
    for field in fields:
        table.add_column(_title(field), overflow="fold", ratio=_RATIOS.get(field, 3))
    for sig in sigs:
        status = [terminal.styled(sig.status)] if with_status else []
        table.add_row(_name(sig, folder), *status, *(_shown(sig, field) for field in fields))
    console.print(table)


def _print_blocks(sigs: Sequence[Sig], folder: Path, fields: Sequence[str]) -> None:
    """The SIGs one below the other, for a terminal with no room for columns."""
    from rich.text import Text

    console = terminal.console()
    for sig in sigs:
        name = _name(sig, folder)
        name.stylize("bold")
        if sig.status != Status.ACTIVE:
            name.append(f" ({terminal.one_line(sig.status)})")
        console.print(name)
        for part in (_shown(sig, field) for field in fields):
            for line in part.wrap(console, console.width - 2) if part.plain else ():
                line.rstrip()
                console.print(Text("  ").append_text(line))


def _name(sig: Sig, folder: Path) -> "Text":
    return terminal.linked(sig.name, _link_target(sig.text("readme"), folder))


def _shown(sig: Sig, field: str) -> "Text":
    """A field on a terminal: people one below the other, each with a link."""
    from rich.text import Text

    if persons := sig.people(field):
        return Text("\n").join(terminal.linked(str(each), each.url) for each in persons)
    return terminal.styled(sig.text(field))


def _print_people(rows: Sequence[tuple[Person, Sequence[tuple[str, str]]]]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.ROUNDED, header_style="bold")
    table.add_column("Person", style="bold", overflow="fold")
    table.add_column("SIGs", overflow="fold")
    for person, places in rows:
        names = ", ".join(name if key == "leads" else f"{name} ({key})" for name, key in places)
        table.add_row(terminal.linked(str(person), person.url), terminal.styled(names))
    terminal.console().print(table)


def _link_target(link: str, folder: Path) -> str | None:
    if not link or not is_relative(link):
        return link or None
    target = folder.absolute() / link
    return target.as_uri() if target.exists() else None


def _people_rows(registry: Registry) -> list[tuple[Person, list[tuple[str, str]]]]:
    rows: dict[str, tuple[Person, list[tuple[str, str]]]] = {}
    for sig, key, person in registry.persons():
        identity = (person.url or str(person)).rstrip("/").casefold()
        rows.setdefault(identity, (person, []))[1].append((sig.name, key))
    return list(rows.values())
