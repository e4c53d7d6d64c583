"""What a SIG may say: the fields, by name or header, which of them tables show, and the sections.
Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from sigtool.errors import BadValue, Remedy, UnknownName, unknown
from sigtool.markdown.inline import name_key, parse_link, plain
from sigtool.markdown.seen import bare_name
from sigtool.model import WORDS, Kind, Registry, Sig, Table
from sigtool.text.lazily import lazily
from sigtool.text.wording import closest, quoted

# As many fields as advice may list.
_FEW: Final = 2
# `mailto:` and whatever else is no page.
_OTHER_SCHEME: Final = lazily(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//)")
# What ends a destination in Markdown (GFM 0.29, "Links"); of another control character, more is
# wrong than that.
_ENDING: Final = lazily(r"[ \t()<>\\]")


class Question(NamedTuple):
    """A column that a new SIG may fill: its field, and its header as a reader sees it. A text is
    one in `language`, where tables are in several."""

    field: str
    header: str
    kind: Kind
    language: str | None


def tables_of(registry: Registry, section: str | None) -> list[Table]:
    """The tables that show the SIGs of a section."""
    return [table for table in registry.tables if table.section in (None, section)]


def shown_fields(registry: Registry, section: str | None, language: str | None = None) -> list[str]:
    """The fields that the tables of a section show, in a language if one is named, in canonical
    order; all where there is no such table. A page is shown wherever a name is: as its link."""
    tables = [
        table
        for table in tables_of(registry, section)
        if not (language and table.language) or table.language == language
    ]
    columns = [column for table in tables for column in table.columns]
    bound = {column.field for column in columns}
    shown = bound | {"readme"} if "name" in bound else bound
    return [key for key in registry.fields if key in shown or not bound]


def languages_showing(registry: Registry, section: str | None, key: str) -> list[str]:
    """The languages in which tables of a section show a field."""
    codes = {table.language for table in tables_of(registry, section)}
    known = [code for code in registry.languages if code in codes or None in codes]
    return [code for code in known if key in shown_fields(registry, section, code)]


def field_called(
    registry: Registry, word: str, section: str | None = None, others: Sequence[str] = ()
) -> str:
    """The field that a word names, or one of some others: by its own name, else by the text of a
    header, of which those of a section come first. Raises `UnknownName` where that is none, or
    several."""
    known = [*registry.kinds, *others]
    if word in known:
        return word
    names = [(key, key) for key in known]
    headers, own = (
        [(column.header, column.field) for table in tables for column in table.columns]
        for tables in (registry.tables, tables_of(registry, section))
    )
    ways = [(each, _folded) for each in (own, headers)]
    ways += [(each, _seen) for each in (own, headers, names)]
    for each, way in ways:
        same = (key for text, key in each if way(text) == way(word) != "")
        found = list(dict.fromkeys(same))
        if len(found) > 1:
            fields = ", ".join(found)
            raise UnknownName(f"{quoted(word)} is the header of several fields: {fields}; name one")
        if found:
            return found[0]
    words = {_seen(text): (bare_name(text), key) for text, key in (*headers, *names) if _seen(text)}
    near: dict[str, str] = {}
    for match in closest(_seen(word), words):
        near.setdefault(words[match][1], words[match][0])
    shown = shown_fields(registry, section)
    told = [key for key in registry.fields if key in shown or key in WORDS]
    raise unknown(
        f"no field is called {quoted(word)}",
        list(near.values()),
        f"there are: {', '.join(told)}",
    )


def _folded(header: str) -> str:
    """A header as it is written, but for case and blanks."""
    return " ".join(header.split()).casefold()


def _seen(header: str) -> str:
    """A header as a reader sees it, but for case."""
    return bare_name(header).casefold()


def setting_parts(registry: Registry, setting: str) -> tuple[str, str, str]:
    """A field or a header, the `=` behind it, and a value. A header may hold such a sign, too."""
    for header in _headers(registry):
        behind = setting.strip()[len(header) :].lstrip()
        if behind.startswith("=") and _folded(setting).startswith(_folded(header)):
            return header, "=", behind[1:].strip()
    word, equals, text = setting.partition("=")
    return word.strip(), equals, text.strip()


def listed(registry: Registry, text: str) -> list[str]:
    """Fields and headers that commas separate. A header may hold such a sign, too."""
    found: list[str] = []
    while text := text.strip():
        for header in _headers(registry):
            behind = text[len(header) :].lstrip()
            if behind[:1] in ("", ",") and _folded(text).startswith(_folded(header)):
                found.append(header)
                text = behind[1:]
                break
        else:
            word, _, text = text.partition(",")
            found.append(word.strip())
    return [word for word in found if word]


def _headers(registry: Registry) -> list[str]:
    """The headers of all tables, the longest first."""
    headers = {column.header for table in registry.tables for column in table.columns}
    return sorted(headers - {""}, key=lambda header: (-len(header), header))


def people_field(registry: Registry, sig: Sig, word: str | None) -> str:
    """The field of a SIG that holds the people who are meant: the one that a word names, else the
    leads. Raises `BadValue` for a field of another kind, `UnknownName` for none."""
    key = field_called(registry, word, registry.section_of(sig)) if word is not None else "leads"
    if registry.kinds[key] is not Kind.PEOPLE:
        shown = shown_fields(registry, registry.section_of(sig))
        people = [each for each in shown if registry.kinds[each] is Kind.PEOPLE]
        advice = f"; choose {' or '.join(people)}" if people else ""
        raise BadValue(f"{key} holds no people{advice}")
    return key


def check_leads(sig: Sig, who: str) -> None:
    """Raises `UnknownName` for somebody whom a SIG names in other fields, and not in its leads."""
    from sigtool.people.who import matching

    others = [key for key in sig.values if matching(sig.people(key), who)]
    if others and "leads" not in others:
        message = f"nobody in the leads of {sig.name} is {quoted(who)}"
        raise UnknownName(message, Remedy.NAME_FIELD, choices=others)


def check_shown(
    registry: Registry,
    sig: Sig,
    key: str,
    value: str,
    language: str | None = None,
    advice: Remedy = Remedy.SET_SHOWN,
) -> None:
    """Raises `BadValue` for a field that no table, in a language if one is named, shows of a SIG
    that tables do show. `advice` is for people, of whom tables show a few other fields."""
    kind = registry.kinds[key]
    language = None if kind is Kind.PEOPLE else language
    shown = shown_fields(registry, registry.section_of(sig), language)
    if not sig.is_shown or key in shown or key in WORDS:
        return
    place = f" in {language}" if language else ""
    alike = [each for each in shown if registry.kinds[each] is kind is Kind.PEOPLE]
    raise BadValue(
        f"{sig.name}: no table{place} shows {key}; tables{place} show {', '.join(shown)}",
        advice if 0 < len(alike) <= _FEW else Remedy.KEEP_UNSHOWN,
        choices=alike,
        value=value,
    )


def as_link(text: str) -> str:
    """A link as somebody gives it, bare or with a label, as it is stored: its destination without
    angle brackets around, and with what ends one in Markdown percent-encoded."""
    link = parse_link(text)
    if link and link.end == len(text) and not link.has_title:
        return f"[{link.label}]({as_link(link.destination)})"
    bare = text[1:-1] if re.fullmatch(r"<[^<>]+>", text) else text
    is_page = not (link or _OTHER_SCHEME.match(text))
    return _ENDING.sub(lambda found: quote(found[0]), bare) if is_page else text


def sections(registry: Registry) -> list[str]:
    """The sections that tables show, in their order."""
    return list(dict.fromkeys(table.section for table in registry.tables if table.section))


def has_default(registry: Registry) -> bool:
    """Whether a SIG may name no section where there are several: if the first table has none, or
    if other SIGs name none, since they belong to the section of the first table."""
    return registry.tables[0].section is None or not all(s.word("section") for s in registry.sigs)


def check_default(registry: Registry) -> None:
    """Raises `BadValue` where a SIG has to say which section it belongs to."""
    known = sections(registry)
    if len(known) > 1 and not has_default(registry):
        message = "there are several sections; say which one is meant"
        raise BadValue(message, Remedy.NAME_SECTION, choices=known)


def find_section(registry: Registry, name: str, others: Iterable[str] = ()) -> str:
    """The section that a table shows, or one of some others, by its name or the heading of its
    table; case counts only between two that are otherwise alike. Raises `UnknownName`."""
    known = list(dict.fromkeys((*sections(registry), *others)))
    if name in known:
        return name
    wanted = name_key(name)
    by_name = [each for each in known if name_key(each) == wanted]
    by_heading = [
        table.section
        for table in registry.tables
        if table.section and table.heading and name_key(table.heading) == wanted
    ]
    found = list(dict.fromkeys(by_name or by_heading))
    if len(found) == 1:
        return found[0]
    near = found or closest(name, known)
    advice = f"there are: {', '.join(known)}" if known else "no table has a section"
    raise unknown(f"no section is called {quoted(name)}", near, advice)


def in_section(registry: Registry, sig: Sig, name: str) -> Sig:
    """The SIG in the section that a name means, if one is given."""
    return sig.with_value("section", find_section(registry, name)) if name.strip() else sig


def questions(
    registry: Registry, section: str | None, language: str | None = None
) -> list[Question]:
    """What the tables of a section show of a SIG, in the order of the columns: a text once for each
    language, or in one alone; people and links once. Neither its section nor its status, and the
    page that a name links only if other names of the section do."""
    found: dict[tuple[str, str | None], Question] = {}
    codes = {key: languages_showing(registry, section, key) for key in registry.fields}
    has_pages = any(registry.section_of(s) == section for s in registry.sigs if s.value("readme"))
    tables = tables_of(registry, section)
    for table in sorted(tables, key=lambda table: table.language != language):
        for header, key in [(plain(column.header), column.field) for column in table.columns]:
            kind = registry.kinds[key]
            is_one = kind is not Kind.TEXT or key in WORDS or len(codes[key]) < 2
            code = None if is_one else table.language
            is_asked = kind is Kind.PEOPLE or None in (language, table.language)
            if key in ("section", "status") or not (is_asked or table.language == language):
                continue
            found.setdefault((key, code), Question(key, header or key, kind, code))
            if key == "name" and has_pages:
                found.setdefault(("readme", None), Question("readme", "Page", Kind.LINK, None))
    translated = {key for key, code in found if code}
    return [each for (key, code), each in found.items() if code or key not in translated]
