"""Whether a registry and its document surely say the same, told at a glance.

A hook asks this on each commit, and nearly always nothing is wrong. So the plainest form of both
files, as `init` writes the one and most communities the other, is compared line by line, in less
time than it takes to load a parser. Nothing here says that two *differ*: whatever is not plain in
every character is left to the parsers. Pure.
"""

import re
from collections.abc import Callable, Mapping
from itertools import repeat
from types import MappingProxyType
from typing import Final

from sigtool.markdown.plain import only_table
from sigtool.text import is_plain

_LONGEST: Final = 5_000
# A plain scalar that no parser takes for anything but text, and that needs no quotes.
_TEXT: Final = r"[^\W\d_][^\n:#]*(?::[^\s:#][^\n:#]*)*"
_NAME: Final = r"[^\W\d_][\w /.+-]*"
_PERSON_NAME: Final = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
_HANDLE: Final = r"[A-Za-z][A-Za-z0-9_-]*"
_URL: Final = r"https?://[A-Za-z0-9_./~?=%-]*[A-Za-z0-9_/]"
_EMAIL: Final = r"[A-Za-z][A-Za-z0-9_.-]*@(?:[a-z][a-z0-9-]*\.)+[a-z]{2,}"
_OF_PERSON: Final = rf"(?:handle: {_HANDLE}|name: {_PERSON_NAME}|url: {_URL}|email: {_EMAIL})"
# The two lines of most persons.
_ACCOUNT: Final = re.compile(r"- handle: (.*)\n        url: (.*)\n")
_PATH: Final = r"[A-Za-z][A-Za-z0-9_-]*(?:/[A-Za-z0-9_.-]+)*(?:/|\.md)?"
_HEAD: Final = re.compile(
    r"(?:#[^\n]*\n)*tables:\n  - path: (?P<path>[\w-]+\.md)\n"
    rf"(?:    heading: (?P<heading>{_NAME})\n)?"
    rf"    columns:\n(?P<columns>(?:      {_NAME}: [a-z]+\n)+)sigs:\n"
)
_ITEM: Final = re.compile(
    rf"  - name: (?P<name>{_NAME})\n(?:    readme: (?P<readme>{_PATH}|{_URL})\n)?"
    rf"(?:    responsibilities: (?P<responsibilities>{_TEXT})\n)?"
    rf"(?:    leads:\n(?P<leads>(?:      - {_OF_PERSON}\n(?:        {_OF_PERSON}\n)*)+))?"
)
# How a cell shows a person, by what is known of them; where there are two ways, either one.
_WAYS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        ("handle", "url"): ("[@{handle}]({url})", "[{handle}]({url})"),
        ("handle", "url", "email"): ("[@{handle}]({url})({email})", "[@{handle}]({url}) ({email})"),
        ("handle",): ("@{handle}",),
        ("handle", "name", "url"): ("{name} ([@{handle}]({url}))",),
        ("name", "url"): ("[{name}]({url})",),
        ("name", "email"): ("[{name}](mailto:{email})",),
    }
)
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {"name": "name", "responsibilities": "text", "leads": "people"}
)
# What YAML or a reader of tables takes for no text, or for nothing.
_NO_TEXT: Final = frozenset(
    {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "nil", "nan", "inf"}
)
_SHORTEST: Final = 16
# What is more than text in a cell.
_MARKUP: Final = ("<", "&", "sigtool", "```", "~~~")
_BETWEEN: Final = (", ", "<br>", "、")
# Between links to accounts alone.
_BLANK: Final = " "


def is_sure(registry: str, document: Callable[[str], str | None]) -> bool:
    """Whether a registry and its one document surely say the same, row by row and in its order;
    `document` gives the text of the file of a name."""
    head = _HEAD.match(registry)
    if not head or not is_plain(registry):
        return False
    lines = head["columns"][:-1].split("\n")
    columns = dict(line.strip().split(": ") for line in lines)
    if len(columns) < len(lines) or (head["heading"] or "").casefold() in _NO_TEXT:
        return False
    fields = [_FIELDS.get(field, "") for field in columns.values()]
    shown = len(set(fields)) == len(columns) and "name" in fields and "" not in fields
    text = document(head["path"]) if shown else None
    rows = _rows(text, list(columns), head["heading"]) if text else None
    return _agree(registry, head.end(), rows, list(columns.values())) if rows else False


def _rows(text: str, headers: list[str], heading: str | None) -> list[str] | None:
    """The lines below the delimiter row of the only table; None where it may be another one."""
    table = only_table(text)
    if table is None or (heading is not None and table.heading != heading):
        return None
    header, _, *rows = text.split("\n")[table.first : table.last]
    return rows if _cells(header) == headers else None


def _cells(line: str) -> list[str]:
    """The cells of a row that begins and ends with a pipe."""
    is_whole = line[:1] == "|" == line[-1:] and len(line) < _LONGEST
    return [cell.strip(" ") for cell in line[1:-1].split("|")] if is_whole else []


def _agree(registry: str, at: int, rows: list[str], fields: list[str]) -> bool:
    """Whether each item of the list of SIGs is shown by the row in its place."""
    names = set[str]()
    for row in rows:
        item = _ITEM.match(registry, at)
        cells = _cells(row)
        if not item or len(cells) != len(fields):
            return False
        if not all(map(_shows, cells, repeat(item), fields)):
            return False
        names.add(item["name"].casefold())
        at = item.end()
        has_text = item["responsibilities"] is None or "responsibilities" in fields
        if not has_text or (item["leads"] and "leads" not in fields):
            return False
    return at == len(registry) and len(names) == len(rows)


def _shows(cell: str, item: "re.Match[str]", field: str) -> bool:
    value = item[field]
    if value is None:
        return cell == ""
    if field == "leads":
        accounts = _ACCOUNT.findall(value)
        if 2 * len(accounts) == value.count("\n") and _shows_accounts(cell, accounts):
            return True
        items = value.split("      - ")[1:]
        return _shows_people(cell, [_fields(item) for item in items])
    if value != value.rstrip() or value.casefold() in _NO_TEXT:
        return False
    if field == "name":
        return cell == (f"[{value}]({item['readme']})" if item["readme"] else value)
    is_sentence = len(value) >= _SHORTEST and not value.casefold().startswith("to be")
    return is_sentence and cell == value and not any(each in cell for each in _MARKUP)


def _shows_accounts(cell: str, accounts: list[tuple[str, str]]) -> bool:
    """Whether a cell shows persons of whom a handle and a link is known, in the usual way."""
    links = [f"[@{handle}]({url})" for handle, url in accounts]
    names = {handle.casefold() for handle, _ in accounts}
    if len(links) == 1:
        return cell == links[0] and names.isdisjoint(_NO_TEXT)
    is_one_way = cell in [between.join(links) for between in (*_BETWEEN, _BLANK)]
    return is_one_way and len(names) == len(links) and names.isdisjoint(_NO_TEXT)


def _fields(item: str) -> dict[str, str]:
    """The keys and values of an item of a list, a line each; none where one of them is no text, or
    a key stands twice."""
    lines = [line.strip(" ").partition(": ") for line in item[:-1].split("\n")]
    fields = {key: value for key, _, value in lines if value.casefold() not in _NO_TEXT}
    return fields if len(fields) == len(lines) else {}


def _shows_people(cell: str, known: list[dict[str, str]]) -> bool:
    """Whether a cell shows each person once, in a way that is read as nobody else."""
    ways = [_WAYS.get(tuple(person), ()) for person in known]
    for at in range(min(map(len, ways))):
        links = [way[at].format_map(each) for way, each in zip(ways, known, strict=True)]
        is_plain = at == 0 and all(way == _WAYS["handle", "url"] for way in ways)
        between = (*_BETWEEN, _BLANK) if is_plain else _BETWEEN
        if any(each.join(links) == cell for each in between):
            names = {(each.get("handle") or each["name"]).casefold() for each in known}
            return len(names) == len(known) and (is_plain or all(map(_is_somebody, known)))
    return False


def _is_somebody(person: Mapping[str, str]) -> bool:
    """Whether a handle or a name is none that the grammar would take for another, or for nobody."""
    from sigtool.people.grammar import PLACEHOLDERS

    handle, name, url = (person.get(key, "") for key in ("handle", "name", "url"))
    label = name or handle
    is_account = not handle or not url or bool(re.fullmatch(rf"https?://[^/?]+/{handle}", url))
    return (
        is_account
        and (bool(name) or handle.islower())
        and not PLACEHOLDERS["@{word}"].fullmatch(f"@{label}")
        and not PLACEHOLDERS["[{label}]({url})"].fullmatch(f"[{label}]({url})")
        and not PLACEHOLDERS["{name}"].fullmatch(label)
    )
