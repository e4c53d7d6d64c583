"""A people cell <-> persons.

The grammar is the tables below: how people write a person (`CORES` and what may follow), and what
they put between two (`SEPARATORS`). A template both reads and writes: `[@{handle}]({url})`. A cell
is read only if every character of it belongs to a person or a separator; else it stays text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Final, TypeVar
from urllib.parse import urlsplit

from sigtool.model import People, Person

T = TypeVar("T")

# Ways of writing who somebody is, the most telling first.
CORES: Final = (
    "[@{handle} ({name}, {affiliation})]({url})",  # [@ada (Ada Lovelace, ACME)](https://e.org/ada)
    "[@{handle} ({name})]({url})",  # [@ada (Ada Lovelace)](https://e.org/ada)
    "[@{handle}]({url})",  # [@ada](https://e.org/ada)
    "[{email}](mailto:{email})",  # [ada@e.org](mailto:ada@e.org)
    "[{name}](mailto:{email})",  # [Ada Lovelace](mailto:ada@e.org)
    "[{account}]({url})",  # [ada](https://e.org/ada): the label is the account
    "[{label}]({url})",  # [Ada Lovelace](https://e.org/ada)
    "{name}@{affiliation} ([{word}]({url}))",  # Ada Lovelace@ACME ([ada](https://e.org/ada))
    "{name} (**[@{handle}]({url})**)",  # Ada Lovelace (**[@ada](https://e.org/ada)**)
    "{name} ([@{handle}]({url}))",  # Ada Lovelace ([@ada](https://e.org/ada))
    "{name} ([{word}]({url}))",  # Ada Lovelace ([ada](https://e.org/ada))
    "{name} [@{handle}]({url})",  # Ada Lovelace [@ada](https://e.org/ada)
    "[@{handle}]({url}) {name}",  # [@ada](https://e.org/ada) Ada Lovelace
    "{name} (@{word})",  # Ada Lovelace (@ada)
    "@{word}",  # @ada
    "<{email}>",  # <ada@e.org>
    "<{address}>",  # <https://e.org/ada>
    "{address}",  # https://e.org/ada
    "{email}",  # ada@e.org
    "{name}",  # Ada Lovelace
)
# What may follow, and in this order: an e-mail address, an affiliation, a role.
EMAILS: Final = (
    "({email})",  # [@ada](https://e.org/ada)(ada@e.org)
    " ({email})",
    " <{email}>",  # Ada Lovelace <ada@e.org>
    "<{email}>",
    " [{email}](mailto:{email})",
)
AFFILIATIONS: Final = (
    " ({affiliation})",  # Ada Lovelace (ACME)
    "({affiliation})",
    "（{affiliation}）",  # 王小明（示例公司）
    ", {affiliation}",  # [Ada Lovelace](https://e.org/ada), ACME
)
ROLES: Final = (
    " ({role})",  # [@ada](https://e.org/ada) (chair)
    "({role})",
    "（{role}）",
    ", {role}",
)
LEADING_ROLES: Final = (
    "{role}: ",  # Chair: Ada Lovelace
    "{role}:",
    "{role}：",
)
# What people put between two persons; the name says which persons it may stand between.
SEPARATORS: Final = (
    (r"[ \t]*,?[ \t]*<br[ \t]*/?>[ \t]*(?:[*-][ \t]+)?", "any"),  # <br>, <br/>, `<br>* `
    (r"[ \t]*</li>[ \t]*<li>[ \t]*", "any"),
    (r"[ \t]*[;；][ \t]*", "any"),
    (r"[ \t]*,[ \t]+(?:and|&)[ \t]+", "no comma"),
    (r"[ \t]+(?:and|AND|And|和)[ \t]+", "no comma"),
    (r"[ \t]*&#124;[ \t]*", "no comma"),
    (r"[ \t]*[,，、/&][ \t]*", "no comma"),
    (r"[ \t\u00a0\u3000]+", "marked"),  # between links, handles and addresses alone
)
OPENINGS: Final = (r"<[ou]l>[ \t]*<li>[ \t]*", r"[*-][ \t]+", r"(?:<br[ \t]*/?>[ \t]*)+", r"")
CLOSINGS: Final = (
    r"[ \t]*</li>[ \t]*</[ou]l>",
    r"[ \t]*(?:[,;、]|,?[ \t]*<br[ \t]*/?>[ \t]*(?:[*-])?)",
    r"",
)

_ROLE_WORDS: Final = (
    r"(?i:(?:co-?|vice[ -]|deputy |technical |tech |interim |acting |former )?"
    r"(?:chair(?:person|man|woman)?|leads?|leader|maintainer|owner|organi[sz]er|coordinator|shadow"
    r"|sponsor|mentor|liaison|secretary|facilitator|contact|approver|reviewer|committer|emeritus)"
    r"|(?:副|联合)?(?:组长|主席|负责人|维护者|委员))"
)
_WORD: Final = r"[A-Za-z0-9](?:[\w.-]*[\w-])?"
_CJK: Final = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]"
_CAPITALISED: Final = rf"(?:(?!{_CJK})[^\W\d_a-z][\w.'’-]*)"
_PARTICLE: Final = r"(?:d[aei]|de[lnr]|dos|du|la|le|van|von|bin|al|el|ter|y|e)"
_CJK_NAME: Final = rf"{_CJK}(?:{_CJK}|·){{1,11}}"
_PLAIN_NAME: Final = (
    rf"(?:{_CAPITALISED}(?: (?:{_CAPITALISED}|{_PARTICLE})){{0,5}}(?: {_CJK_NAME})?(?!\w)"
    rf"|{_CJK_NAME}(?!{_CJK})|[a-z][\w.'’-]*(?!\w))"
)
_PIECES: Final = {
    "handle": r"[^\s\[\]()@|<>\\`*&](?:[^\[\]()@|<>\\`*&\t]*[^\s\[\]()@|<>\\`*&])?",
    "word": _WORD,
    "account": _WORD,
    "label": r"[^\s\[\]|<>\\`*@](?:[^\[\]|<>\\`*@\t]*[^\s\[\]|<>\\`*@])?",
    "name": _PLAIN_NAME,
    "email": r"[A-Za-z0-9](?:[\w.+-]*[\w+-])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "url": r"[^\s()<>|\\]+(?:\([^\s()<>|\\]*\)[^\s()<>|\\]*)*",
    "address": r"https?://[^\s()<>|\\,;、，；\[\]*]*[^\s()<>|\\,;、，；\[\]*.:!?'\"&]",
    "affiliation": r"[^\s\[\]()（）<>|\\`*@](?:[^\[\]()（）<>|\\`*@\t]*[^\s\[\]()（）<>|\\`*@,;])?",
    "role": _ROLE_WORDS,
}
# Several pieces read the same field of a person, each with an eye to where it stands.
_FIELD_OF: Final = {"word": "handle", "account": "handle", "label": "name", "address": "url"}
_PLACEHOLDERS: Final = re.compile(
    r"(?i)n\.?/?a\.?|tb[acd]|to[ _]be[ _]\w+|none|nobody|vacant|open|pending|unknown|chairs?|leads?"
    r"|待定|暂无|无|空缺"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The way one person is written: the templates that were used, "" where none was."""

    core: str
    leading_role: str = ""
    email: str = ""
    affiliation: str = ""
    role: str = ""

    @property
    def templates(self) -> tuple[str, ...]:
        return (self.leading_role, self.core, self.email, self.affiliation, self.role)

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a person that this way of writing shows."""
        return frozenset(chain.from_iterable(map(_fields, self.templates)))

    def write(self, person: Person) -> str:
        """`person` written in this way. Raises `KeyError` if a field is missing."""
        values = dict(person.items())
        values |= {piece: values[key] for piece, key in _FIELD_OF.items() if key in values}
        return "".join(self.templates).format_map(values)


@dataclass(frozen=True, slots=True)
class Item:
    """A person as written in a cell."""

    person: Person
    shape: Shape
    text: str


@dataclass(frozen=True, slots=True)
class PeopleCell:
    """A cell read whole: `opening`, items with `separators` between them, `closing`."""

    items: tuple[Item, ...]
    separators: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""

    @property
    def persons(self) -> People:
        return tuple(item.person for item in self.items)


@dataclass(frozen=True, slots=True)
class Way:
    """How a table writes people: shapes and separators by preference, and what goes around."""

    shapes: tuple[Shape, ...] = ()
    separators: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""


@lru_cache(maxsize=16384)
def parse(text: str) -> PeopleCell | None:
    """The persons of a people cell, or None if any character of it is not accounted for."""
    for pattern in OPENINGS:
        opening = re.match(pattern, text)
        if opening is None:
            continue
        found = _rest(text, opening.end(), set())
        if found:
            items, separators, closing = found
            return PeopleCell(tuple(items), tuple(separators), opening.group(), closing)
    return None


def way_of(cells: Iterable[PeopleCell], nearest: PeopleCell | None = None) -> Way:
    """How these cells write people; where they differ, as most do, but `nearest` comes first."""
    cells = list(cells)
    near = [nearest] if nearest else []
    shapes = Counter(item.shape for cell in cells for item in cell.items)
    separators = Counter(between for cell in cells for between in cell.separators)
    around = Counter((cell.opening, cell.closing) for cell in near or cells)
    opening, closing = max(around, key=lambda pair: around[pair]) if around else ("", "")
    return Way(
        _ranked((item.shape for cell in near for item in reversed(cell.items)), shapes),
        _ranked((between for cell in near for between in cell.separators), separators),
        opening,
        closing,
    )


def _ranked(first: Iterable[T], counts: Counter[T]) -> tuple[T, ...]:
    """What comes first, then the rest, the most common before the others; each once."""
    return tuple(dict.fromkeys([*first, *(value for value, _ in counts.most_common())]))


def write(persons: People, way: Way, old: PeopleCell | None = None) -> str | None:
    """The cell that shows `persons`, written as its neighbours are.

    What `old` already shows is kept as it stands: its text, and the separators beside it. None when
    there is no way of writing these persons that reads back as them.
    """
    if not persons:
        return ""
    old = old or PeopleCell((), (), way.opening, way.closing)
    kept = _kept(persons, way, old)
    if kept is None:
        return None
    # A comma cannot stand before a next person where it also stands before an affiliation.
    usual = dict.fromkeys([*old.separators[-1:], *way.separators, ", ", "<br>"])
    for separator in usual:
        text = old.opening + _joined(kept, separator, old) + old.closing
        read = parse(text)
        if read is not None and read.persons == persons:
            return text
    return None


def account(url: str) -> tuple[str, str] | None:
    """The host and the account of a profile link, or None if the link is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = [part for part in parts.path.split("/") if part]
    if parts.scheme not in ("http", "https") or not parts.hostname or len(path) != 1:
        return None
    return (parts.hostname, path[0]) if not (parts.query or parts.fragment) else None


def profile_host(persons: Iterable[Person]) -> str | None:
    """The base of most persons' profile links, as `https://gitee.com/`, or None if they have none.

    A host counts only for people shown by handle whose link follows from an account on it.
    """
    bases = Counter(
        person.url[: -len(found[1])] if person.url.endswith(found[1]) else f"https://{found[0]}/"
        for person in persons
        if person.url and (found := account(person.url))
    )
    return max(bases, key=lambda base: bases[base]) if bases else None


def _rest(text: str, start: int, dead: set[int]) -> tuple[list[Item], list[str], str] | None:
    """The items from `start` to the end of the cell, the separators among them, the closing.

    `dead` holds the starts from which the end is known to be out of reach.
    """
    if start in dead:
        return None
    for item, needs_break in _items_at(text, start):
        end = start + len(item.text)
        for closing in CLOSINGS:
            found = re.compile(closing).match(text, end)
            if found and found.end() == len(text):
                return [item], [], found.group()
        for separator, allowed in _separators_at(text, end):
            if allowed != "any" and needs_break:
                continue
            rest = _rest(text, end + len(separator), dead)
            if rest and (allowed != "marked" or _are_marked(item, rest[0][0])):
                return [item, *rest[0]], [separator, *rest[1]], rest[2]
    dead.add(start)
    return None


def _separators_at(text: str, start: int) -> Iterator[tuple[str, str]]:
    for pattern, allowed in SEPARATORS:
        found = re.compile(pattern).match(text, start)
        if found and found.end() > start:
            yield found.group(), allowed


def _are_marked(left: Item, right: Item) -> bool:
    """Whether two persons stay apart with nothing but a blank between them."""
    starts = right.shape.leading_role + right.shape.core
    ends = left.shape.core + left.shape.email + left.shape.affiliation + left.shape.role
    return not starts.startswith("{name}") and not ends.endswith("{name}")


def _items_at(text: str, start: int) -> Iterator[tuple[Item, bool]]:
    """Every way to read a person at `start`, the best first, and whether it needs a line break."""
    for leading, found_role, core_start in _optional(text, start, LEADING_ROLES):
        for core in CORES:
            found = _pattern(core).match(text, core_start)
            if not found:
                continue
            values = {_FIELD_OF.get(key, key): value for key, value in found.groupdict().items()}
            if not _is_plausible(core, values):
                continue
            for shape, more, end in _suffixes(text, found.end(), Shape(core, leading)):
                fields = values | found_role | more
                comma = shape.affiliation.startswith(",")
                yield Item(_person(fields), shape, text[start:end]), comma


def _person(values: Mapping[str, str]) -> Person:
    return Person(
        handle=values.get("handle"),
        name=values.get("name"),
        url=values.get("url"),
        email=values.get("email"),
        affiliation=values.get("affiliation"),
        role=values.get("role"),
    )


def _suffixes(text: str, start: int, shape: Shape) -> Iterator[tuple[Shape, dict[str, str], int]]:
    """What may follow a core: as much as can be read first, nothing last."""
    linked = "]({" in shape.core or "](m" in shape.core
    shown = shape.fields
    emails = () if "email" in shown else EMAILS
    affiliations = () if "affiliation" in shown else AFFILIATIONS if linked else AFFILIATIONS[:3]
    roles = () if "role" in shown else ROLES
    for email, mailed, after_email in _optional(text, start, emails):
        for role, played, end in _optional(text, after_email, roles):
            if role:
                yield replace(shape, email=email, role=role), mailed | played, end
        for affiliation, belongs, after in _optional(text, after_email, affiliations):
            for role, played, end in _optional(text, after, roles):
                written = replace(shape, email=email, affiliation=affiliation, role=role)
                yield written, mailed | belongs | played, end


def _optional(
    text: str, start: int, templates: Sequence[str]
) -> Iterator[tuple[str, dict[str, str], int]]:
    """Each template that reads on at `start`, with what it read and where it ended; then none."""
    for template in templates:
        found = _pattern(template).match(text, start)
        if found:
            yield template, found.groupdict(), found.end()
    yield "", {}, start


def _is_plausible(core: str, values: dict[str, str]) -> bool:
    if "{account}" in core:
        found = account(values["url"])
        return found is not None and found[1].casefold() == values["handle"].casefold()
    if core == "{name}" or core == "@{word}":
        return not _PLACEHOLDERS.fullmatch(values.get("name", values.get("handle", "")))
    return True


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """The regular expression that reads what `template` writes."""
    parts = re.split(r"\{(\w+)\}", template)
    pattern = re.escape(parts[0])
    seen: set[str] = set()
    for piece, literal in zip(parts[1::2], parts[2::2], strict=True):
        pattern += f"(?P={piece})" if piece in seen else f"(?P<{piece}>{_PIECES[piece]})"
        pattern += re.escape(literal)
        seen.add(piece)
    return re.compile(pattern)


@cache
def _fields(template: str) -> frozenset[str]:
    return frozenset(_FIELD_OF.get(key, key) for key in re.findall(r"\{(\w+)\}", template))


def _kept(persons: People, way: Way, old: PeopleCell) -> list[tuple[str, int | None]] | None:
    """The text of each person, and the index of the item of `old` that it stands for, if any."""
    kept: list[tuple[str, int | None]] = []
    matcher = SequenceMatcher(None, _keys(old.persons), _keys(persons), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            kept += ((old.items[i].text, i) for i in range(i1, i2))
            continue
        for offset, person in enumerate(persons[j1:j2]):
            replaced = i1 + offset if i1 + offset < i2 else None
            own = (old.items[replaced].shape,) if replaced is not None else ()
            text = _written(person, (*own, *way.shapes))
            if text is None:
                return None
            kept.append((text, replaced))
    return kept


def _joined(kept: Sequence[tuple[str, int | None]], separator: str, old: PeopleCell) -> str:
    """The persons' texts with what stood between them, or `separator` where nothing did."""
    text = kept[0][0]
    for (_, left), (following, right) in pairwise(kept):
        if right is not None and right > 0:
            text += old.separators[right - 1]
        elif left is not None and left < len(old.separators):
            text += old.separators[left]
        else:
            text += separator
        text += following
    return text


def _keys(persons: People) -> list[tuple[tuple[str, str], ...]]:
    return [tuple(person.items()) for person in persons]


def _written(person: Person, shapes: Iterable[Shape]) -> str | None:
    """`person` in the first of these shapes that shows all of it and reads back as it."""
    shapes = list(shapes)
    wanted = frozenset(key for key, _ in person.items())
    for shape in chain(shapes, _composed(wanted, shapes)):
        if shape.fields != wanted:
            continue
        text = shape.write(person)
        read = parse(text)
        if read is not None and read.persons == (person,):
            return text
    return None


def _composed(wanted: frozenset[str], shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes that show `wanted`, put together from the table's own parts first."""
    cores = [shape.core for shape in shapes] + list(_PREFERRED_CORES) + list(CORES)
    emails = [shape.email for shape in shapes] + list(EMAILS[2:]) + list(EMAILS[:2])
    affiliations = [shape.affiliation for shape in shapes] + list(AFFILIATIONS)
    for core in dict.fromkeys(cores):
        missing = wanted - _fields(core)
        if not _fields(core) <= wanted:
            continue
        for email in _choices(emails, needed="email" in missing):
            for affiliation in _choices(affiliations, needed="affiliation" in missing):
                role = ROLES[0] if "role" in missing else ""
                yield Shape(core, "", email, affiliation, role)


def _choices(templates: Iterable[str], *, needed: bool) -> Iterable[str]:
    return [text for text in dict.fromkeys(templates) if text] if needed else [""]


# Where a table shows no way of its own: what is shortest and cannot be mistaken.
_PREFERRED_CORES: Final = (
    "{name} ([@{handle}]({url}))",
    "[@{handle}]({url})",
    "[{label}]({url})",
    "{name} (@{word})",
    "@{word}",
    "{name}",
    "{address}",
    "{email}",
)
