"""The SIGs of a registry, as a table, JSON, CSV, Markdown, or names.

Who asked for no language gets a text in all of them. A link can open one page: where a name is a
link, that is the first language's; in Markdown, each language's name has its own.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sigtool.model import (
    SIG_FIELDS,
    Column,
    Kind,
    Person,
    Registry,
    Sig,
    Status,
    Table,
    Text,
    Value,
    by_language,
    in_language,
    languages_of,
)
from sigtool.people import cell
from sigtool.report import terminal
from sigtool.report.forms import ListFormat
from sigtool.report.jsontext import json_text, person_value, text_value
from sigtool.report.people import show_leads as show_leads
from sigtool.report.rows import (
    csv_by_language,
    first_link,
    listed,
    markdown_table,
    name_of,
    tab_separated,
    title,
)
from sigtool.tables.cells import is_relative, write_cell

if TYPE_CHECKING:
    from rich.text import Text as Shown

VERSION: Final = 1
# What a list shows beside the names.
_USUAL: Final = ("responsibilities", "leads")
_RATIOS: Final = {"responsibilities": 5}
# Three columns in less than this break most words.
_NARROW: Final = 60
# The fields that say who a person is, in the order in which one is chosen to name them.
_NAMING: Final = ("handle", "name", "email", "url")


def show_sigs(
    registry: Registry, sigs: Sequence[Sig], output_format: ListFormat, folder: Path
) -> None:
    """Print these SIGs of the registry; relative links count from `folder`."""
    if output_format is ListFormat.JSON:
        terminal.write(sigs_json(registry, sigs))
    elif output_format is ListFormat.NAMES:
        terminal.write("".join(terminal.one_line(str(sig.name)) + "\n" for sig in sigs))
    elif output_format is ListFormat.CSV:
        terminal.write(sigs_csv(registry, sigs))
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
    mappings = [sig_mapping(registry, sig) for sig in sigs]
    return json_text({"version": VERSION, "sigs": mappings})


def sigs_csv(registry: Registry, sigs: Sequence[Sig]) -> str:
    """A row a SIG, with the fields that any of them has; a field in several languages is a column
    for each."""
    fields = _fields(registry, sigs)
    rows = [[_csv_cell(sig, key, registry.languages) for key in fields] for sig in sigs]
    return csv_by_language(fields, rows, registry.languages)


def sigs_markdown(registry: Registry, sigs: Sequence[Sig]) -> str:
    """A table as a document may show it; SIGs without languages read back from it as they are."""
    shown = [key for key in _fields(registry, sigs) if key != "readme"]
    columns = [Column(title(key), key, registry.kinds[key]) for key in shown]
    rows = [[_markdown_cell(column, sig) for column in columns] for sig in sigs]
    return markdown_table([column.header for column in columns], rows)


def sig_mapping(registry: Registry, sig: Sig) -> dict[str, object]:
    """A SIG as JSON has it: a field without a value is null, or for people an empty list."""
    found: dict[str, object] = {"name": text_value(sig.name)}
    for key in registry.fields[1:]:
        value = sig.values.get(key)
        if isinstance(value, tuple):
            found[key] = [person_value(person) for person in value]
        elif registry.kinds[key] is Kind.PEOPLE:
            found[key] = text_value(value) if value else []
        else:
            found[key] = text_value(value) if value else None
    found["status"] = sig.status
    return found


def show_sig(registry: Registry, sig: Sig, *, as_json: bool) -> None:
    """Print one SIG, whole: a line a field, a line a person."""
    if as_json:
        mapping = sig_mapping(registry, sig)
        terminal.write(json_text({"version": VERSION, "sig": mapping}))
        return
    for key in registry.fields:
        value = sig.status if key == "status" else _value(sig, key)
        for line in _lines(key, value):
            terminal.say(terminal.one_line(line))


def person_text(person: Person) -> str:
    """All that is known of a person, in all languages and in one line."""
    name = str(name_of(person))
    shown = next((key for key in _NAMING if getattr(person, key)), None)
    texts = [str(text) for key, text in person.items() if key != shown]
    more = [text for text in texts if text != name.removeprefix("@")]
    return f"{name} ({', '.join(more)})" if more else name


def _lines(key: str, value: Value) -> Iterator[str]:
    """A field as `show` prints it: a line a language, or a line a person."""
    if isinstance(value, tuple):
        yield f"{key}:"
        yield from (f"  - {person_text(person)}" for person in value)
        return
    for languages, text in by_language(value):
        yield f"{' '.join([key, *(f'({language})' for language in languages)])}: {text}"


def _fields(registry: Registry, sigs: Sequence[Sig]) -> tuple[str, ...]:
    """The fields that any of these SIGs has a value for."""
    return tuple(
        key for key in registry.fields if key == "name" or any(sig.values.get(key) for sig in sigs)
    )


def _value(sig: Sig, key: str) -> Value:
    return sig.name if key == "name" else sig.values.get(key, "")


def _cell_text(sig: Sig, key: str) -> str:
    """A field in all its languages."""
    value = _value(sig, key)
    if isinstance(value, tuple):
        return ", ".join(str(name_of(person)) for person in value)
    return str(value)


def _csv_cell(sig: Sig, key: str, languages: Sequence[str]) -> Text:
    value = _value(sig, key)
    return listed(map(name_of, value), languages) if isinstance(value, tuple) else value


def _markdown_cell(column: Column, sig: Sig) -> str:
    """What a document shows, in all languages; where their links differ, each with its own."""
    persons = sig.people(column.field)
    links = [sig.text("readme")] if column.field == "name" else [p.url or "" for p in persons]
    codes = dict.fromkeys(code for link in links for code in languages_of(link))
    if len(codes) < 2:
        return _written(column, _plain(sig, None))
    if len(persons) > 1:
        singly = (sig.with_value(column.field, (person,)) for person in persons)
        return ", ".join(_markdown_cell(column, each) for each in singly)
    cells = (_written(column, _plain(sig, code)) for code in codes)
    return " / ".join(dict.fromkeys(cells))


def _plain(sig: Sig, language: str | None) -> Sig:
    """A SIG whose texts are each one text: in a language, else in all that it has."""
    values: dict[str, Value] = {
        key: tuple(
            person.with_texts({k: _one(k, text, language) for k, text in person.items()})
            for person in value
        )
        if isinstance(value, tuple)
        else _one(key, value, language)
        for key, value in sig.values.items()
    }
    return Sig(_one("name", sig.name, language), values)


def _one(key: str, text: Text, language: str | None) -> str:
    found = in_language(text, language) if language else ""
    # A link opens one page.
    return found or (first_link(text) if key in ("readme", "url") else str(text))


def _written(column: Column, sig: Sig) -> str:
    """A cell of a document; where a document can show nothing that reads back, the plain text."""
    text = write_cell(column, sig, Table("", ()), cell.Way(), "", linked=True)
    return _cell_text(sig, column.field) if text is None else text


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
        table.add_column(title(field), overflow="fold", ratio=_RATIOS.get(field, 3))
    for sig in sigs:
        status = [terminal.styled(sig.status)] if with_status else []
        table.add_row(_name(sig, folder), *status, *(_shown(sig, field) for field in fields))
    console.print(table)


def _print_blocks(sigs: Sequence[Sig], folder: Path, fields: Sequence[str]) -> None:
    """The SIGs one below the other, for a terminal with no room for columns."""
    from rich.text import Text as Shown

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
                console.print(Shown("  ").append_text(line))


def _name(sig: Sig, folder: Path) -> "Shown":
    return terminal.linked(str(sig.name), _link_target(first_link(sig.text("readme")), folder))


def _shown(sig: Sig, field: str) -> "Shown":
    """A field on a terminal: people one below the other, each with a link."""
    from rich.text import Text as Shown

    if persons := sig.people(field):
        return Shown("\n").join(
            terminal.linked(str(name_of(each)), first_link(each.url)) for each in persons
        )
    return terminal.styled(str(sig.text(field)))


def _link_target(link: str, folder: Path) -> str | None:
    if not link or not is_relative(link):
        return link or None
    target = folder.absolute() / link
    return target.as_uri() if target.exists() else None
