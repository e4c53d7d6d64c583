"""The SIGs of a registry, as a table, JSON, CSV, Markdown, or names.

Who asked for no language gets a text in all of them. A link can open one page: where a name is a
link, that is the first language's; in Markdown, each language's name has its own.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from sigtool.edit import listing
from sigtool.markdown.seen import bare_name
from sigtool.model import (
    SIG_FIELDS,
    Column,
    Kind,
    Person,
    Registry,
    Sig,
    Table,
    Text,
    Texts,
    Value,
    by_language,
    in_language,
    languages_of,
)
from sigtool.report import rows, terminal
from sigtool.report.forms import ListFormat
from sigtool.text.records import replace

T = TypeVar("T")

VERSION: Final = 1
# What a list shows beside the names.
_USUAL: Final = ("responsibilities", "leads")
# The fields that say who a person is, in the order in which one is chosen to name them.
_NAMING: Final = ("handle", "name", "email", "url")


def show_sigs(
    registry: Registry,
    sigs: Sequence[Sig],
    output_format: ListFormat,
    folder: Path,
    *,
    columns: Sequence[str] = (),
    raw: bool = False,
) -> None:
    """Print these SIGs of the registry, in the fields of `columns` if there are any; relative links
    count from `folder`. `raw`: Markdown on a terminal, and CSV that programs alone may open."""
    sigs = listing.complete(registry, sigs, columns)
    if output_format is ListFormat.JSON:
        mappings = [_mapping(registry, sig, columns) for sig in sigs]
        terminal.write(terminal.json_text({"version": VERSION, "sigs": mappings}))
    elif output_format is ListFormat.MARKDOWN:
        terminal.write(sigs_markdown(registry, sigs, columns))
    elif output_format is not ListFormat.TABLE or not terminal.is_terminal():
        is_plain = not raw and output_format in (ListFormat.CSV, ListFormat.NAMES)
        sigs = [_by_name(registry, sig) for sig in sigs] if is_plain else sigs
        fields = columns or _piped_fields(registry, sigs, output_format)
        cells = _by_row(_column(registry, sigs, key) for key in fields)
        text = rows.text_of(output_format, fields, cells, registry.languages, guarded=not raw)
        terminal.write(text)
    else:
        from sigtool.report import boxes

        groups = listing.by_section(registry, sigs)
        boxes.show(registry, groups, columns or _boxed_fields(registry, sigs), folder, raw=raw)


def _by_name(registry: Registry, sig: Sig) -> Sig:
    """A SIG as a reader calls it, with the page that its name links."""
    from sigtool.tables.pages import with_page

    name = sig.name
    if isinstance(name, Texts):
        called: Text = Texts({code: bare_name(text) for code, text in name.by_language.items()})
    else:
        called = bare_name(name)
    return replace(with_page(registry, sig), name=called)


def listed_fields(registry: Registry) -> tuple[str, ...]:
    """The fields that a list shows beside the names: the usual ones; where no table has leads, all
    people that the tables do have, and where none has the usual ones, the first few of others."""
    bound = dict.fromkeys(column.field for table in registry.tables for column in table.columns)
    further = [key for key in bound if key not in SIG_FIELDS]
    people = [key for key in further if registry.kinds[key] is Kind.PEOPLE]
    if not further or "leads" in bound:
        return _USUAL
    if "responsibilities" in bound:
        return ("responsibilities", *people) if people else _USUAL
    first = further[: len(_USUAL) + 1]
    return (*first, *(key for key in people if key not in first))


def _boxed_fields(registry: Registry, sigs: Sequence[Sig]) -> tuple[str, ...]:
    """The fields of a list on a terminal: none that is empty, unless all are."""
    fields = listed_fields(registry)
    filled = [key for key in fields if any(sig.values.get(key) for sig in sigs)]
    status = () if all(sig.is_shown for sig in sigs) else ("status",)
    return ("name", *status, *(filled or fields))


def _piped_fields(
    registry: Registry, sigs: Sequence[Sig], output_format: ListFormat
) -> tuple[str, ...]:
    """The fields of a list in a pipe; those that came to be later stand behind the others."""
    if output_format is ListFormat.CSV:
        fields = _fields(registry, sigs)
        parts = [
            f"{key}_{name}"
            for key in fields
            for name, part in listing.PARTS.items()
            if any(any(listing.parts_of(sig, key, part)) for sig in sigs)
        ]
        return (*fields, *(name for name in parts if name not in registry.kinds))
    sections = ("section",) if listing.has_sections(registry) else ()
    return ("name", *listed_fields(registry), *sections)


def sigs_markdown(registry: Registry, sigs: Sequence[Sig], columns: Sequence[str] = ()) -> str:
    """A table as a document may show it; SIGs without languages read back from it as they are."""
    shown = columns or [key for key in _fields(registry, sigs) if key != "readme"]
    kinds = registry.kinds
    cells = _by_row(
        [_markdown_cell(Column("", key, kinds[key]), sig) for sig in sigs]
        if key in kinds
        else list(map(rows.plain, _column(registry, sigs, key)))
        for key in shown
    )
    return rows.markdown_table([rows.title(key) for key in shown], cells)


def sig_mapping(registry: Registry, sig: Sig) -> dict[str, object]:
    """A SIG as JSON has it: a field without a value is null, or for people an empty list."""
    found: dict[str, object] = {}
    kinds = registry.kinds
    for key, kind in ((key, kinds[key]) for key in registry.fields):
        value = sig.value(key)
        if isinstance(value, tuple):
            found[key] = [rows.person_value(person) for person in value]
        else:
            found[key] = rows.text_value(value) if value else [] if kind is Kind.PEOPLE else None
    return found | {"status": sig.status}


def _mapping(registry: Registry, sig: Sig, columns: Sequence[str]) -> dict[str, object]:
    """A SIG in the fields of `columns`, if there are any; a part of each of its people is a list,
    with null for who has none."""
    whole = sig_mapping(registry, sig)
    parts = {key: listing.part_of(registry, key) for key in columns}
    return {
        key: [rows.text_value(part) or None for part in listing.parts_of(sig, *found)]
        if found
        else whole[key]
        for key, found in parts.items()
    } or whole


def show_sig(registry: Registry, sig: Sig, *, as_json: bool) -> None:
    """Print one SIG, whole: a line a field, a line a person. Of several sections, with its own."""
    from sigtool.tables.pages import with_page

    [sig] = listing.complete(registry, [with_page(registry, sig)], ())
    if as_json:
        mapping = sig_mapping(registry, sig)
        terminal.write(terminal.json_text({"version": VERSION, "sig": mapping}))
        return
    for key in registry.fields:
        value = sig.status if key == "status" else sig.value(key)
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


def _column(registry: Registry, sigs: Sequence[Sig], key: str) -> list[rows.Cell]:
    """A field of each SIG; of people their names, or a part of each."""
    if found := listing.part_of(registry, key):
        parts = [listing.parts_of(sig, *found) for sig in sigs]
        return [each if any(each) else "" for each in parts]
    return [_texts(sig.value(key)) for sig in sigs]


def _by_row(columns: Iterable[list[T]]) -> list[tuple[T, ...]]:
    return list(zip(*columns, strict=True))


def _texts(value: Value) -> rows.Cell:
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
    from sigtool.people.cell import Way
    from sigtool.tables.cells import write_cell

    text = write_cell(column, sig, Table("", ()), Way(), "", linked=True)
    return rows.plain(_texts(sig.value(column.field))) if text is None else text
