"""The people of a registry, each once, and the SIGs that name them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from sigtool.edit.query import Known, called, known_people, section_if_shared, shared_calls
from sigtool.model import Registry, Sig, Text, Texts
from sigtool.report import rows, terminal
from sigtool.report.forms import ListFormat

VERSION: Final = 1
_TITLES: Final = ("person", "link", "sigs")


def show_leads(registry: Registry, output_format: ListFormat, *, raw: bool = False) -> None:
    """Print every person and the SIGs that name them, in the order of the registry. `raw`: Markdown
    on a terminal, and CSV that programs alone may open."""
    everybody, shared = known_people(registry), shared_calls(registry)
    is_plain = not raw and (terminal.is_terminal() or output_format is ListFormat.CSV)
    names = {
        id(sig): called(registry, sig, shared)
        if is_plain or (not raw and section_if_shared(registry, sig, shared))
        else sig.name
        for sig in registry.sigs
    }
    if output_format is ListFormat.JSON:
        mappings = [_mapping(registry, known, shared) for known in everybody]
        terminal.write(terminal.json_text({"version": VERSION, "people": mappings}))
    elif output_format is ListFormat.TABLE and terminal.is_terminal():
        _print_people(everybody, names)
    else:
        cells = [_row(known, names) for known in everybody]
        languages = registry.languages
        terminal.write(rows.text_of(output_format, _TITLES, cells, languages, guarded=not raw))


def _mapping(registry: Registry, known: Known, shared: Collection[str]) -> dict[str, object]:
    """A person as JSON has them; a SIG's names in all languages where it has several, and its
    section where its name is shared."""
    sigs = [
        {
            "name": sig.one_name,
            **({"names": rows.text_value(sig.name)} if isinstance(sig.name, Texts) else {}),
            **({"section": own} if (own := section_if_shared(registry, sig, shared)) else {}),
            "field": field,
        }
        for sig, field, _ in known.mentions
    ]
    return {**rows.person_value(known.person), "sigs": sigs}


def _row(known: Known, names: Mapping[int, Text]) -> list[rows.Cell]:
    """The name of a person, a link, and the names of the SIGs that name them, each SIG once."""
    person, sigs = known.person, {id(each.sig): each.sig for each in known.mentions}
    called_so = tuple(names[each] for each in sigs)
    return [(rows.name_of(person),), person.url or person.email or "", called_so]


def _print_people(everybody: Sequence[Known], names: Mapping[int, Text]) -> None:
    table = terminal.table()
    table.add_column("Person", style="bold", overflow="fold")
    table.add_column("SIGs", overflow="fold")
    for known in everybody:
        person = known.person
        name = terminal.linked(str(rows.name_of(person)), rows.first_link(person.url))
        table.add_row(name, terminal.styled(", ".join(_sigs(known, names))))
    terminal.console().print(table)


def _sigs(known: Known, names: Mapping[int, Text]) -> Iterator[str]:
    """What people call the SIGs that name a person, each once, with the fields where those are not
    the leads alone; the row that is the person is none of a field."""
    fields: dict[int, tuple[Sig, list[str]]] = {}
    for sig, field, _ in known.mentions:
        fields.setdefault(id(sig), (sig, []))[1].append(field)
    for sig, own in fields.values():
        name = str(names[id(sig)])
        yield name if own == ["leads"] or "name" in own else f"{name} ({', '.join(own)})"
