"""The people of a registry, each once, with the SIGs that name them."""

from collections.abc import Sequence
from typing import Final

from sigtool.edit.query import Known, known_people
from sigtool.model import Registry, Sig, Text, Texts
from sigtool.report import terminal
from sigtool.report.forms import ListFormat
from sigtool.report.jsontext import json_text, person_value
from sigtool.report.rows import (
    csv_by_language,
    first_link,
    listed,
    markdown_table,
    name_of,
    tab_separated,
    title,
)

VERSION: Final = 1
_TITLES: Final = ("person", "link", "sigs")


def show_leads(registry: Registry, output_format: ListFormat) -> None:
    """Print every person and the SIGs that name them, in the order of the registry."""
    everybody = known_people(registry)
    if output_format is ListFormat.JSON:
        terminal.write(people_json(everybody))
    elif output_format is ListFormat.NAMES:
        names = [str(name_of(known.person)) for known in everybody]
        terminal.write("".join(terminal.one_line(name) + "\n" for name in names))
    elif output_format is ListFormat.CSV:
        rows = [_csv_row(known, registry.languages) for known in everybody]
        terminal.write(csv_by_language(_TITLES, rows, registry.languages))
    elif output_format is ListFormat.MARKDOWN:
        titles = [title(each) for each in _TITLES]
        terminal.write(markdown_table(titles, [_row(known) for known in everybody]))
    elif terminal.is_terminal():
        _print_people(everybody)
    else:
        terminal.write(tab_separated([_row(known) for known in everybody]))


def people_json(everybody: Sequence[Known]) -> str:
    """`{"version": 1, "people": [{"handle": ..., "sigs": [{"name": ..., "field": ...}]}]}`."""
    people = [
        {
            **person_value(known.person),
            "sigs": [{**_sig_value(each.sig), "field": each.field} for each in known.mentions],
        }
        for known in everybody
    ]
    return json_text({"version": VERSION, "people": people})


def _sig_value(sig: Sig) -> dict[str, object]:
    """The name of a SIG as JSON has it, and the names in all languages where it has several."""
    names = {"names": dict(sig.name.by_language)} if isinstance(sig.name, Texts) else {}
    return {"name": sig.one_name, **names}


def _row(known: Known) -> list[str]:
    return [
        str(name_of(known.person)),
        str(_link(known)),
        ", ".join(str(sig.name) for sig in _sigs(known)),
    ]


def _csv_row(known: Known, languages: Sequence[str]) -> list[Text]:
    names = [sig.name for sig in _sigs(known)]
    return [listed([name_of(known.person)], languages), _link(known), listed(names, languages)]


def _link(known: Known) -> Text:
    return known.person.url or known.person.email or ""


def _sigs(known: Known) -> list[Sig]:
    """The SIGs that name a person, each once."""
    return list({id(mention.sig): mention.sig for mention in known.mentions}.values())


def _print_people(everybody: Sequence[Known]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.ROUNDED, header_style="bold")
    table.add_column("Person", style="bold", overflow="fold")
    table.add_column("SIGs", overflow="fold")
    for person, mentions in everybody:
        names = ", ".join(
            str(sig.name) if field == "leads" else f"{sig.name} ({field})"
            for sig, field, _ in mentions
        )
        name = terminal.linked(str(name_of(person)), first_link(person.url))
        table.add_row(name, terminal.styled(names))
    terminal.console().print(table)
