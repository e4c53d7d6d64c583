"""The SIGs and the people of a registry, as a table, JSON, CSV, Markdown, or names.

Who asked for no language gets a text in all of them. A link can open one page: where a name is a
link, that is the first language's; in Markdown, each language's name has its own.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sigtool.edit.query import Known, known_people
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
    Texts,
    Value,
    by_language,
    in_language,
    languages_of,
)
from sigtool.people import cell
from sigtool.report import rows, terminal
from sigtool.report.forms import ListFormat
from sigtool.tables.cells import is_relative, write_cell

if TYPE_CHECKING:
    from rich.text import Text as Shown

VERSION: Final = 1
# What a list shows beside the names.
_USUAL: Final = ("responsibilities", "leads")
_RATIOS: Final = {"responsibilities": 5}
# Three columns in less than this break most words.
_NARROW: Final = 60
_PEOPLE: Final = ("person", "link", "sigs")
# The fields that say who a person is, in the order in which one is chosen to name them.
_NAMING: Final = ("handle", "name", "email", "url")


def show_sigs(
    registry: Registry, sigs: Sequence[Sig], output_format: ListFormat, folder: Path
) -> None:
    """Print these SIGs of the registry; relative links count from `folder`."""
    if output_format is ListFormat.JSON:
        mappings = [sig_mapping(registry, sig) for sig in sigs]
        terminal.write(terminal.json_text({"version": VERSION, "sigs": mappings}))
    elif output_format is ListFormat.MARKDOWN:
        terminal.write(sigs_markdown(registry, sigs))
    elif output_format is not ListFormat.TABLE or not terminal.is_terminal():
        usual = ("name", *listed_fields(registry))
        fields = _fields(registry, sigs) if output_format is ListFormat.CSV else usual
        cells = [[_cell(sig, key) for key in fields] for sig in sigs]
        terminal.write(rows.text_of(output_format, fields, cells, registry.languages))
    elif terminal.console().width < _NARROW:
        _print_blocks(sigs, folder, listed_fields(registry))
    else:
        _print_table(sigs, folder, listed_fields(registry))


def listed_fields(registry: Registry) -> tuple[str, ...]:
    """The fields that a list shows beside the names: the usual ones, but where no table has those,
    as one of people has not, the first few that the tables do have."""
    bound = dict.fromkeys(column.field for table in registry.tables for column in table.columns)
    further = [key for key in bound if key not in SIG_FIELDS]
    is_usual = not further or bound.keys() & set(_USUAL)
    return _USUAL if is_usual else tuple(further[: len(_USUAL) + 1])


def sigs_markdown(registry: Registry, sigs: Sequence[Sig]) -> str:
    """A table as a document may show it; SIGs without languages read back from it as they are."""
    shown = [key for key in _fields(registry, sigs) if key != "readme"]
    columns = [Column(rows.title(key), key, registry.kinds[key]) for key in shown]
    cells = [[_markdown_cell(column, sig) for column in columns] for sig in sigs]
    return rows.markdown_table([column.header for column in columns], cells)


def sig_mapping(registry: Registry, sig: Sig) -> dict[str, object]:
    """A SIG as JSON has it: a field without a value is null, or for people an empty list."""
    found: dict[str, object] = {}
    for key, kind in ((key, registry.kinds[key]) for key in registry.fields):
        value = _value(sig, key)
        if isinstance(value, tuple):
            found[key] = [rows.person_value(person) for person in value]
        else:
            found[key] = rows.text_value(value) if value else [] if kind is Kind.PEOPLE else None
    return found | {"status": sig.status}


def show_sig(registry: Registry, sig: Sig, *, as_json: bool) -> None:
    """Print one SIG, whole: a line a field, a line a person."""
    if as_json:
        mapping = sig_mapping(registry, sig)
        terminal.write(terminal.json_text({"version": VERSION, "sig": mapping}))
        return
    for key in registry.fields:
        value = sig.status if key == "status" else _value(sig, key)
        if isinstance(value, tuple):
            lines = [f"{key}:", *(f"  - {person_text(person)}" for person in value)]
        else:
            lines = [
                f"{' '.join([key, *(f'({language})' for language in languages)])}: {text}"
                for languages, text in by_language(value)
            ]
        terminal.write(rows.tab_separated([[line] for line in lines]))


def person_text(person: Person) -> str:
    """All that is known of a person, in all languages and in one line."""
    name = str(rows.name_of(person))
    shown = next((key for key in _NAMING if getattr(person, key)), None)
    texts = [str(text) for key, text in person.items() if key != shown]
    more = [text for text in texts if text != name.removeprefix("@")]
    return f"{name} ({', '.join(more)})" if more else name


def _fields(registry: Registry, sigs: Sequence[Sig]) -> tuple[str, ...]:
    """The fields that any of these SIGs has a value for."""
    return tuple(
        key for key in registry.fields if key == "name" or any(sig.values.get(key) for sig in sigs)
    )


def _value(sig: Sig, key: str) -> Value:
    return sig.name if key == "name" else sig.values.get(key, "")


def _cell(sig: Sig, key: str) -> rows.Cell:
    value = _value(sig, key)
    return tuple(map(rows.name_of, value)) if isinstance(value, tuple) else value


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
    return found or (rows.first_link(text) if key in ("readme", "url") else str(text))


def _written(column: Column, sig: Sig) -> str:
    """A cell of a document; where a document can show nothing that reads back, the plain text."""
    text = write_cell(column, sig, Table("", ()), cell.Way(), "", linked=True)
    return rows.plain(_cell(sig, column.field)) if text is None else text


def _print_table(sigs: Sequence[Sig], folder: Path, fields: Sequence[str]) -> None:
    """A table for a terminal: names and leads link where the terminal can, the rest wraps."""
    with_status = any(sig.status != Status.ACTIVE for sig in sigs)
    table = terminal.table()
    table.add_column("Name", style="bold", overflow="fold", ratio=2)
    if with_status:
        table.add_column("Status", no_wrap=True)
    for field in fields:
        table.add_column(rows.title(field), overflow="fold", ratio=_RATIOS.get(field, 3))
    for sig in sigs:
        status = [terminal.styled(sig.status)] if with_status else []
        table.add_row(_name(sig, folder), *status, *(_shown(sig, field) for field in fields))
    terminal.console().print(table)


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
    link: str | None = rows.first_link(sig.text("readme"))
    if link and is_relative(link):
        target = folder.absolute() / link
        link = target.as_uri() if target.exists() else None
    return terminal.linked(str(sig.name), link)


def _shown(sig: Sig, field: str) -> "Shown":
    """A field on a terminal: people one below the other, each with a link."""
    from rich.text import Text as Shown

    if persons := sig.people(field):
        return Shown("\n").join(
            terminal.linked(str(rows.name_of(each)), rows.first_link(each.url)) for each in persons
        )
    return terminal.styled(str(sig.text(field)))


def show_leads(registry: Registry, output_format: ListFormat) -> None:
    """Print every person and the SIGs that name them, in the order of the registry."""
    everybody = known_people(registry)
    if output_format is ListFormat.JSON:
        mappings = [_person_mapping(known) for known in everybody]
        terminal.write(terminal.json_text({"version": VERSION, "people": mappings}))
    elif output_format is ListFormat.TABLE and terminal.is_terminal():
        _print_people(everybody)
    else:
        cells = [_person_row(known) for known in everybody]
        terminal.write(rows.text_of(output_format, _PEOPLE, cells, registry.languages))


def _person_mapping(known: Known) -> dict[str, object]:
    """A person as JSON has them; a SIG's names in all languages where it has several."""
    sigs = [
        {
            "name": sig.one_name,
            **({"names": rows.text_value(sig.name)} if isinstance(sig.name, Texts) else {}),
            "field": field,
        }
        for sig, field, _ in known.mentions
    ]
    return {**rows.person_value(known.person), "sigs": sigs}


def _person_row(known: Known) -> list[rows.Cell]:
    """The name of a person, a link, and the names of the SIGs that name them, each SIG once."""
    person, sigs = known.person, {id(each.sig): each.sig for each in known.mentions}
    names = tuple(sig.name for sig in sigs.values())
    return [(rows.name_of(person),), person.url or person.email or "", names]


def _print_people(everybody: Sequence[Known]) -> None:
    table = terminal.table()
    table.add_column("Person", style="bold", overflow="fold")
    table.add_column("SIGs", overflow="fold")
    for person, mentions in everybody:
        names = ", ".join(
            str(sig.name) if field == "leads" else f"{sig.name} ({field})"
            for sig, field, _ in mentions
        )
        name = terminal.linked(str(rows.name_of(person)), rows.first_link(person.url))
        table.add_row(name, terminal.styled(names))
    terminal.console().print(table)
