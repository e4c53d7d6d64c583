"""What a registry and its documents say, read without the product.

Tables as GitHub sees them, the registry by a YAML parser.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import StringIO
from typing import Any, Final, NamedTuple

import github
from ruamel.yaml import YAML

Item = dict[str, Any]

HEADERS: Final = {
    "zh": ("名称", "职责", "会议", "负责人"),
    "en": ("Name", "About", "Meets", "Leads"),
}
FIELDS: Final = ("name", "responsibilities", "meets", "leads")
PLACEHOLDERS: Final = ("TBD", "待定")
_LINK: Final = re.compile(r"\]\(([^)]*)\)")
_EMAIL: Final = re.compile(r"[\w.]+@[\w.]+\.\w+")


class Table(NamedTuple):
    """Where a table of the registry is."""

    path: str
    section: str | None = None
    language: str | None = None
    order: str | None = None

    @property
    def headers(self) -> Sequence[str]:
        return HEADERS[self.language or "en"]


@dataclass(frozen=True)
class Files:
    """A registry and its documents, as texts, and where its tables are."""

    registry: str
    documents: Mapping[str, str]
    tables: Sequence[Table]

    @property
    def languages(self) -> list[str]:
        return [table.language for table in self.tables if table.language]

    @cached_property
    def items(self) -> list["Entry"]:
        """The SIGs of the registry."""
        loaded = YAML(typ="safe", pure=True).load(StringIO(self.registry)) or {}
        fields = _fields(loaded.get("tables", ()))
        return [
            Entry({fields.get(key, key): value for key, value in item.items()})
            for item in loaded.get("sigs") or ()
        ]

    @cached_property
    def rows(self) -> list[list["TableRow"]]:
        """The rows of each table, those below a blank line too."""
        found = {path: list(_tables(text)) for path, text in self.documents.items()}
        return [found[table.path].pop(0) for table in self.tables]

    def section_of(self, entry: "Entry") -> str | None:
        return entry.data.get("section") or self.tables[0].section

    def shown(self, at: int) -> list["Entry"]:
        """The SIGs of the section of a table."""
        section = self.tables[at].section
        return [each for each in self.items if section in (None, self.section_of(each))]

    def entries_of(self, at: int, row: "TableRow") -> list["Entry"]:
        """The SIGs that a row may show: of its name, in its section or in any, else of its page."""
        code = self.tables[at].language
        for entries in (self.shown(at), self.items):
            named = [each for each in entries if each.name_in(code) == row.name]
            if row.name and named:
                return named
        pages = {text for key, text in row.facts if key == "readme"}
        return [each for each in self.shown(at) if text_in(each.data.get("readme"), code) in pages]

    def known(self, at: int, row: "TableRow") -> set[tuple[str, str]]:
        """What the registry says, in the language of a table, of the SIG that a row shows."""
        entries = self.entries_of(at, row)
        return {fact for each in entries for fact in each.facts(self.tables[at].language)}


def _fields(tables: Sequence[Item]) -> dict[str, str]:
    """The names that these tests have for fields, by those that `init` gave them."""
    bound = [table["columns"].values() for table in tables]
    names = [[each if isinstance(each, str) else each["field"] for each in row] for row in bound]
    return {name: field for row in names for name, field in zip(row, FIELDS, strict=False)}


class TableRow(NamedTuple):
    """A row as a reader sees it: the key of its name, what it says, and its line."""

    name: str
    facts: frozenset[tuple[str, str]]
    line: str


@dataclass(frozen=True)
class Entry:
    """A SIG of a registry, as it was parsed."""

    data: Item

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of its names."""
        name = self.data["name"]
        texts = name.values() if isinstance(name, dict) else [name]
        return frozenset(map(name_key, texts))

    @property
    def pages(self) -> frozenset[str]:
        """The pages that it links, in each language."""
        page = self.data.get("readme", "")
        return frozenset(page.values() if isinstance(page, dict) else [page]) - {""}

    @property
    def marks(self) -> frozenset[str]:
        """What `init` knows it by: the keys of its names, and its pages."""
        return self.names | self.pages

    def name_in(self, code: str | None) -> str:
        return name_key(text_in(self.data["name"], code))

    def facts(self, code: str | None) -> Iterator[tuple[str, str]]:
        """Fields and what they say in a language; of a person each part by itself."""
        for key, value in self.data.items():
            if isinstance(value, list):
                yield from (("leads", text) for each in value for text in _parts(each, code))
            elif key == "leads" and (text := text_in(value, code)):
                people = [*_people(plain(text.replace("<br>", ","))), *_LINK.findall(text)]
                people += _EMAIL.findall(text)
                yield from (("leads", each) for each in people if each)
            elif text := text_in(value, code):
                yield key, plain(str(text))


def name_key(name: str) -> str:
    return plain(name).casefold()


def plain(text: str) -> str:
    """What a reader sees of the Markdown that these tests write."""
    return squeeze(re.sub(r"\[([^]]*)\]\([^)]*\)|[*\\]", r"\1", text))


def squeeze(text: str) -> str:
    return " ".join(text.split())


def text_in(value: Any, code: str | None) -> Any:
    """A value in a language; of one that has none of its own, the first is meant."""
    if not isinstance(value, dict):
        return value
    return next(iter(value.values()), "") if code is None else value.get(code, "")


def _parts(person: Item | str, code: str | None) -> Iterator[str]:
    if isinstance(person, str):
        yield person
        return
    for key, value in person.items():
        if text := text_in(value, code):
            yield f"@{text}" if key == "handle" else str(text)


class _Cells(HTMLParser):
    """The cells of a page's tables: visible text, and where the links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[tuple[list[str], list[str]]]]] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append(([], []))
            self.is_inside = True
        elif tag == "a" and self.is_inside:
            self.tables[-1][-1][-1][1].append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.is_inside = False

    def handle_comment(self, data: str) -> None:
        # GitHub's parser puts one where raw HTML was: `<br>`.
        self.handle_data(", ")

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.tables[-1][-1][-1][0].append(data)


def _tables(text: str) -> Iterator[list[TableRow]]:
    """The rows of each table of a document, as if no blank line stood between them."""
    whole = re.sub(r"(?m)(^\|.*\n)(?:[ ]*\n)+(?=\|)", r"\1", text)
    page = _Cells()
    page.feed(github.html(whole))
    blocks = re.findall(r"(?m)(?:^\|.*\n)+", whole)
    for rows, block in zip(page.tables, blocks, strict=True):
        lines = block.splitlines()[2:]
        yield [_row(cells, line) for cells, line in zip(rows[1:], lines, strict=True)]


def _row(cells: Sequence[tuple[list[str], list[str]]], line: str) -> TableRow:
    texts = [squeeze("".join(parts)) for parts, _ in cells]
    facts = {("name", texts[0]), *(("readme", href) for href in cells[0][1])}
    facts |= set(zip(FIELDS[1:3], texts[1:3], strict=True))
    facts |= {("leads", href.removeprefix("mailto:")) for href in cells[3][1]}
    facts |= {("leads", text) for text in _people(texts[3])}
    facts |= {("more", squeeze(text)) for text in re.split(r"(?<!\\)\|", line.strip())[5:]}
    return TableRow(name_key(texts[0]), frozenset(each for each in facts if each[1]), line)


def _people(text: str) -> Iterator[str]:
    if text not in PLACEHOLDERS:
        for part in text.split(","):
            name, _, role = _EMAIL.sub("", part).rstrip(" ()<>").partition("(")
            yield from (name.strip(), role.strip(" )"))


def blocks_of(registry: str) -> list[tuple[frozenset[str], str]]:
    """The lines of each SIG in a registry, with the comment above, and the keys of its names."""
    _, _, body = registry.partition("\nsigs:")
    found = re.findall(r"(?m)(?:^  #.*\n)*^  - .*\n(?:^ {4}.*\n)*", body)
    parsed = [YAML(typ="safe", pure=True).load(StringIO(block)) for block in found]
    return [(Entry(data[0]).names, block) for data, block in zip(parsed, found, strict=True)]
