"""Rows of texts: as CSV, as a table in Markdown, or with tabs between; and values as JSON."""

import io
from collections.abc import Sequence
from typing import Final

from sigtool.markdown.rows import escape
from sigtool.model import Person, Text, Texts, in_language, languages_of
from sigtool.report import terminal
from sigtool.report.forms import ListFormat
from sigtool.text.lazily import lazily

# How a formula begins, in the spreadsheets of several languages (OWASP, "CSV Injection").
_FORMULAS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
# What begins so and is none: signs alone, a number, handles and names of people.
_HARMLESS: Final = lazily(r"[-+＋－]*|[-+]\d+(?:[.,]\d+)*%?|@\w[-\w ,./@'’·]*")

# What stands in a cell: a text, or several.
Cell = Text | tuple[Text, ...]


def text_of(
    output_format: ListFormat,
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    languages: Sequence[str],
    *,
    guarded: bool,
) -> str:
    """Rows in a form for programs: of names, the first column alone. `guarded`: in CSV, no cell is
    a formula to a spreadsheet."""
    if output_format is ListFormat.CSV:
        cells = [[_listed(each, languages) for each in row] for row in rows]
        return _csv_text(_by_language(titles, cells, languages), guarded=guarded)
    texts = [[plain(each) for each in row] for row in rows]
    if output_format is ListFormat.MARKDOWN:
        return markdown_table(list(map(title, titles)), texts)
    return tab_separated([row[:1] for row in texts] if output_format is ListFormat.NAMES else texts)


def plain(cell: Cell) -> str:
    """A cell in all its languages."""
    return ", ".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _by_language(
    titles: Sequence[str], rows: Sequence[Sequence[Text]], languages: Sequence[str]
) -> list[tuple[str, ...]]:
    """Rows with titles. A column in several languages becomes one for each, in the order of
    `languages`: `name (zh)`. A text without languages is the same in all of them."""
    columns: list[list[str]] = []
    for at, name in enumerate(titles):
        texts = [row[at] for row in rows]
        codes = dict.fromkeys(code for text in texts for code in languages_of(text))
        if len(codes) < 2:
            columns.append([name, *map(str, texts)])
            continue
        ordered = [code for code in dict.fromkeys([*languages, *codes]) if code in codes]
        columns += [
            [f"{name} ({code})", *(in_language(text, code) for text in texts)] for code in ordered
        ]
    return list(zip(*columns, strict=True))


def _csv_text(rows: Sequence[Sequence[str]], *, guarded: bool) -> str:
    """Rows as RFC 4180 has them, but for line feeds alone at the ends of lines."""
    import csv

    written = _without_formula if guarded else terminal.printable
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(map(written, row) for row in rows)
    return stream.getvalue()


def _without_formula(text: str) -> str:
    """A text with an apostrophe before it where a spreadsheet would calculate it."""
    is_formula = text.startswith(_FORMULAS) and not _HARMLESS.fullmatch(text)
    return ("'" if is_formula else "") + terminal.printable(text)


def markdown_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain GitHub table."""
    lines = [[escape(terminal.one_line(text)) for text in row] for row in (titles, *rows)]
    lines.insert(1, ["---"] * len(titles))
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def tab_separated(rows: Sequence[Sequence[str]]) -> str:
    """A row a line, columns between tabs, no header: for `cut`, `grep` and `sort`."""
    return "".join(["\t".join(map(terminal.one_line, row)) + "\n" for row in rows])


def title(field: str) -> str:
    """A field as the header of a column."""
    return field.replace("_", " ").capitalize()


def _listed(cell: Cell, languages: Sequence[str]) -> Text:
    """A cell as one text, by language where that differs.

    Nobody is left out of a language: who has no name in it stands there with the names they have.
    """
    if not isinstance(cell, tuple):
        return cell
    codes = dict.fromkeys(code for part in cell for code in languages_of(part))
    cells = {
        code: ", ".join(in_language(part, code) or str(part) for part in cell)
        for code in (dict.fromkeys([*languages, *codes]) if codes else ())
    }
    return Texts(cells) if len(set(cells.values())) > 1 else plain(cell)


def name_of(person: Person) -> Text:
    """What a person is called in a list, by language where that differs."""
    if not person.has_languages:
        return str(person)
    languages = dict.fromkeys(code for _, text in person.items() for code in languages_of(text))
    names = {code: str(person.in_language(code)) for code in languages}
    return Texts(names) if len(set(names.values())) > 1 else str(person)


def first_link(link: Text | None) -> str:
    """The link that a click opens: of several languages', the first."""
    return in_language(link or "", None)


def text_value(text: Text) -> object:
    """A text as JSON has it: by language where it has several."""
    return dict(text.by_language) if isinstance(text, Texts) else text


def person_value(person: Person) -> dict[str, object]:
    """A person as JSON has them: the fields that say something."""
    return {key: text_value(text) for key, text in person.items()}
