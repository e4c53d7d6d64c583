"""Rows that are persons: in a table of people, a name cell names somebody. Pure.

A registry does not say which of its tables are of people. A table is one that has no leads, if what
its columns or its names show are accounts: so much is seen by readers, and nothing rests on it but
who is listed, looked for and renamed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sigtool.errors import BadValue
from sigtool.markdown.inline import name_key, parse_link
from sigtool.markdown.seen import bare_name
from sigtool.model import (
    Column,
    Kind,
    Person,
    Registry,
    Sig,
    Table,
    Text,
    account,
    accounts,
    in_language,
    languages_of,
    profile_host,
    texts_of,
    with_text,
)
from sigtool.people import cell
from sigtool.people.shape import Shape
from sigtool.people.words import ACCOUNTS, FORGES, with_forge_apart
from sigtool.text.records import replace

# The field that holds the person of a row while people are looked for; no registry has it.
ROW: Final = "\0row"
_HOSTS: Final = ("github.com", "gitee.com", "gitlab.com", "gitcode.com", "atomgit.com")
# What the header of a column of accounts says: one of these words, and none but them and those.
_ACCOUNTS: Final = (*FORGES, *ACCOUNTS)
_BESIDE: Final = ("id", "user", "name", "link", "url", "page", "handles", "accounts", "profiles")


def with_persons(registry: Registry) -> Registry:
    """The registry with the person of each row that is one, as people of the field `ROW`."""
    tables = [table for table in registry.tables if _is_of_people(registry, table)]
    sections = {table.section for table in tables}
    sigs = [
        sig.with_value(ROW, (_with_handle(person),))
        if (registry.section_of(sig) in sections or None in sections) and (person := person_of(sig))
        else sig
        for sig in registry.sigs
    ]
    table = Table("", (Column("", ROW, Kind.PEOPLE),))
    return replace(registry, tables=(*registry.tables, table), sigs=tuple(sigs))


def without_persons(registry: Registry, before: Registry) -> Registry:
    """The registry that `with_persons` was given, with what became of its persons in the names.
    Raises `BadValue` where a name cannot say so."""
    sigs = []
    for sig, old in zip(registry.sigs, before.sigs, strict=True):
        if old.people(ROW) and sig.people(ROW) != old.people(ROW):
            sig = _renamed(before, old, sig)
        sigs.append(sig.with_value(ROW, None) if sig.people(ROW) else sig)
    return replace(registry, tables=before.tables[:-1], sigs=tuple(sigs))


def person_of(sig: Sig) -> Person | None:
    """The one person whom a name cell names, in all its languages; None where it shows accounts of
    several. What is read as no person, or as several, is a name as it stands."""
    return person_in(sig.name, sig.text("readme"))


def person_in(name: Text, page: Text) -> Person | None:
    """As `person_of`, of a name and its page."""
    person: Person | None = None
    codes = languages_of(name)
    for at, code in enumerate(codes or (None,)):
        found = cell.parse(_cell(name, page, code))
        persons = found.persons if found else ()
        if len(persons) > 1 and any(each.url or each.handle or each.email for each in persons):
            return None
        is_one = len(persons) == 1
        own = persons[0] if is_one else Person(name=bare_name(in_language(name, code)))
        person = person.joined(codes[:at], own, code) if person and code else own
    return person


def is_written_alike(name: str, sigs: Sequence[Sig]) -> bool:
    """Whether a name shows one person, link and all, as the name of one of these SIGs does."""
    found = _shape(name)
    return found is not None and any(
        _shape(text) == found for sig in sigs for text in texts_of(sig.name)
    )


def _shape(name: str) -> Shape | None:
    found = cell.parse(name)
    items = found.items if found else ()
    return items[0].shape.for_anybody if len(items) == 1 and items[0].shape.is_linked else None


def _with_handle(person: Person) -> Person:
    """A person with the account that the link of the name opens as the handle."""
    found = account(in_language(person.url or "", None))
    return replace(person, handle=person.handle or found[1]) if found else person


def own_fields(registry: Registry) -> frozenset[str]:
    """The fields that say who the person of a row is: `ROW`, and the accounts beside the name."""
    tables = [table for table in registry.tables if _is_of_people(registry, table)]
    return frozenset((ROW, *(key for table in tables for key in _account_fields(table))))


def hosts_of_accounts(registry: Registry) -> frozenset[str]:
    """The hosts where people have accounts: forges, those of the settings, and those of several
    accounts."""
    found = {each for mention in registry.mentions() for each in accounts(mention.person)}
    counts = Counter(host for host, _ in found)
    shared = (host for host, count in counts.items() if count > 1)
    return frozenset((*_HOSTS, *registry.settings.hosts, *shared))


class Apart(NamedTuple):
    """What is new of the persons of a row, by their identity, and these persons."""

    news: dict[int, Mapping[str, str]]
    persons: tuple[Person, Person]


def news_apart(
    sig: Sig, fields: Collection[str], facts: Mapping[str, str], named: Collection[int], new: str
) -> Apart | None:
    """What is new in a row whose name says who somebody is and one cell, of one of `fields`, the
    account, where one of the two is `named`: the name belongs into the one, the account into the
    other."""
    shown = [person for key in fields for person in sig.people(key)]
    if len(shown) != 1 or not sig.people(ROW):
        return None
    [row], [beside] = sig.people(ROW), shown
    of_name = {key: text for key, text in facts.items() if key == "name"}
    if of_name and id(beside) in named and not beside.name:
        rest = {key: text for key, text in facts.items() if key != "name"}
        own_facts = facts if id(row) in named else of_name
        return Apart({id(beside): rest, id(row): own_facts}, (row, beside))
    is_bare = not (row.handle or row.url or row.email)
    if id(row) in named and id(beside) not in named and is_bare and facts.keys() - {"name"}:
        hosts = [host for host, _ in accounts(beside)]  # the column is one of accounts
        from sigtool.people import renaming

        account_facts = renaming.news(beside, str(beside), new, hosts)
        rest = {key: text for key, text in account_facts.items() if key != "name"}
        return Apart({id(row): of_name, id(beside): rest}, (row, beside))
    return None


def _account_fields(table: Table) -> list[str]:
    """The fields whose columns hold the accounts of the persons who are the rows of a table: where
    headers repeat, as in two lists side by side, what follows is of somebody else."""
    headers: set[str] = set()
    words: list[frozenset[str]] = []
    fields: list[str] = []
    for column in table.columns:
        header = bare_name(column.header).casefold()
        if header in headers:
            break
        headers |= {header} - {""}
        if column.kind is Kind.PEOPLE and column.field != "leads" and _says_account(header):
            own = _words(header).intersection(FORGES) or _words(header).intersection(ACCOUNTS)
            if own not in words:
                fields.append(column.field)
            words.append(own)
    return fields


def _is_of_people(registry: Registry, table: Table) -> bool:
    """Whether the rows of a table are persons: most say an account, beside the name or in it."""
    fields = {column.field for column in table.columns}
    if "leads" in fields or "name" not in fields:
        return False
    sigs = [
        sig
        for sig in registry.sigs
        if table.section is None or registry.section_of(sig) == table.section
    ]
    shown: list[Sequence[Person]] = [
        sig.people(key) for key in _account_fields(table) for sig in sigs if sig.values.get(key)
    ]
    if any(len(persons) > 1 for persons in shown) or any(sig.values.get("leads") for sig in sigs):
        return False
    if 2 * len(shown) >= len(sigs) > 0:
        return True
    hosts = {*_HOSTS, *registry.settings.hosts, *_host_of_people(registry)}
    named = [sig for sig in sigs if _has_account(person_of(sig), hosts)]
    return "responsibilities" not in fields and 2 * len(named) >= len(sigs) > 0


def _says_account(header: str) -> bool:
    words = _words(header)
    return not words.isdisjoint(_ACCOUNTS) and words <= {*_ACCOUNTS, *_BESIDE}


def _words(header: str) -> frozenset[str]:
    found = re.findall(r"\w+", with_forge_apart(header.replace("_", " ")).casefold())
    return frozenset(found)


def _has_account(person: Person | None, hosts: set[str]) -> bool:
    if person is None:
        return False
    found = (account(url) for url in texts_of(person.url or ""))
    return bool(person.handle or person.email) or any(each and each[0] in hosts for each in found)


def _host_of_people(registry: Registry) -> Iterator[str]:
    """The host that the people's profile links open."""
    base = profile_host(mention.person for mention in registry.mentions())
    found = account(f"{base}x") if base else None
    return iter(found[:1] if found else ())


def _cell(name: Text, page: Text, code: str | None) -> str:
    """A name as its cell has it: with the page that it links to."""
    text, link = in_language(name, code), in_language(page, code)
    return f"[{text}]({link})" if link else text


def _renamed(registry: Registry, old: Sig, sig: Sig) -> Sig:
    """A SIG whose person has changed, with a name, and a link, that say so."""
    [person] = sig.people(ROW)
    was = person_of(old)
    if was and not was.handle:
        person = replace(person, handle=None)
    for code in languages_of(sig.name) or (None,):
        before = cell.parse(_cell(old.name, old.text("readme"), code))
        text = cell.write(
            (person.in_language(code),), cell.way_of([before] if before else []), before
        )
        if text is None:
            raise BadValue(f"{old.name}: the name cannot be written for {person}; edit it")
        link = parse_link(text) if old.text("readme") else None
        if link and link.end == len(text):
            sig = _with_text(registry, sig, "name", link.label, code)
            sig = _with_text(registry, sig, "readme", link.destination, code)
        else:
            sig = _with_text(registry, sig, "name", text, code)
    _check_names(registry, old, sig)
    return sig


def _with_text(registry: Registry, sig: Sig, key: str, text: str, code: str | None) -> Sig:
    before = sig.text(key)
    if in_language(before, code) == text:
        return sig
    code = code if languages_of(before) or key == "name" else None
    return sig.with_value(key, with_text(before, text, code, registry.languages))


def _check_names(registry: Registry, old: Sig, new: Sig) -> None:
    """Raises `BadValue` where another row of the section has the name that a person gets."""
    keys = set(map(name_key, texts_of(new.name))) - set(map(name_key, texts_of(old.name)))
    for other in registry.beside(old):
        if keys & set(map(name_key, texts_of(other.name))):
            raise BadValue(f"there is a SIG called {str(other.name)!r} already")
