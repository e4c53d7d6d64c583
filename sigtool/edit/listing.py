"""What a list of SIGs shows, and in which order. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from sigtool.edit.fields import field_called
from sigtool.markdown.seen import bare_name
from sigtool.model import Kind, Person, Registry, Sig, Text, in_language

# What a list may show of each of the people of a field, and the part of a person that it is.
PARTS: Final = {"handles": "handle", "urls": "url", "emails": "email"}


def find_field(registry: Registry, name: str) -> str:
    """The field that a list shows under a name: its own, or the header of a column; for a field of
    people, with `_handles`, `_urls` or `_emails` behind it, that part of each."""
    fields = [key for key, kind in registry.kinds.items() if kind is Kind.PEOPLE]
    parts = [f"{key}_{part}" for key in fields for part in PARTS]
    return field_called(registry, name, others=parts)


def in_order(registry: Registry, sigs: Sequence[Sig], key: str) -> list[Sig]:
    """SIGs by what they say in a field, as readers see it, numbers by their size; those that say
    nothing there last."""

    def rank(sig: Sig) -> tuple[bool, list[tuple[bool, int, str]]]:
        text = bare_name(_first_text(registry, sig, key)).casefold().removeprefix("@")
        return not text, natural(text)

    return sorted(sigs, key=rank)


def _first_text(registry: Registry, sig: Sig, key: str) -> str:
    """A field as one text: of several languages, in the first."""
    if key == "status":
        return sig.status
    if key == "section":
        return registry.section_of(sig) or ""
    found = part_of(registry, key)
    value = parts_of(sig, *found) if found else sig.value(key)
    if not isinstance(value, tuple):
        return in_language(value, None)
    return ", ".join(filter(None, (in_language(name, None) for name in map(_called, value))))


def _called(part: Person | Text) -> Text:
    return str(part.in_language(None)) if isinstance(part, Person) else part


def natural(text: str) -> list[tuple[bool, int, str]]:
    """What puts texts in the order in which people look for them: 9 before 10."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", text)
    return [(not _is_number(part), int(part) if _is_number(part) else 0, part) for part in parts]


def part_of(registry: Registry, key: str) -> tuple[str, str] | None:
    """The field of people, and the part of each of them, that a name of a column means."""
    field, _, part = key.rpartition("_")
    is_part = part in PARTS and registry.kinds.get(field) is Kind.PEOPLE
    return (field, PARTS[part]) if is_part and key not in registry.kinds else None


def parts_of(sig: Sig, field: str, part: str) -> tuple[Text, ...]:
    """A part of each person of a field, "" for who has none."""
    return tuple(getattr(person, part) or "" for person in sig.people(field))


def has_sections(registry: Registry) -> bool:
    """Whether the SIGs of a registry are of several sections."""
    return len({registry.section_of(sig) for sig in registry.sigs}) > 1


def complete(registry: Registry, sigs: Sequence[Sig], columns: Sequence[str]) -> list[Sig]:
    """SIGs that say what goes without saying: the section where there are several, the status where
    that is asked for."""
    with_section = "section" in columns or has_sections(registry)
    found = []
    for sig in sigs:
        section = registry.section_of(sig) if with_section else sig.word("section")
        status = sig.status if "status" in columns else sig.word("status")
        found.append(sig.with_value("section", section).with_value("status", status))
    return found


def by_section(registry: Registry, sigs: Sequence[Sig]) -> dict[str, list[Sig]]:
    """SIGs by their sections, in the order of the tables; all of one where there are no several."""
    if not has_sections(registry):
        return {"": list(sigs)}
    found: dict[str, list[Sig]] = {table.section or "": [] for table in registry.tables}
    for sig in sigs:
        found.setdefault(registry.section_of(sig) or "", []).append(sig)
    return {section: own for section, own in found.items() if own} or {"": []}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
