"""The texts of a registry, one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sigtool.check.snapshot import Snapshot
from sigtool.model import (
    WORDS,
    Kind,
    Mention,
    People,
    Person,
    Sig,
    Text,
    Value,
    by_language,
    with_text,
)
from sigtool.registry.document import Path
from sigtool.text.diagnostic import Location


@dataclass(frozen=True, slots=True)
class Passage:
    """What a SIG says in one place and, where a text has several, in one language.

    `path` leads there from the SIG: the field, for what is said of a person their number and the
    part, and then the language if there is one.
    """

    sig: Sig
    key: str
    path: Path
    text: str
    kind: Kind

    @property
    def part(self) -> str:
        """The field of the person that it belongs to; "" where it is none's."""
        return str(self.path[2]) if len(self.path) > 2 else ""

    @property
    def person(self) -> Person:
        """The person of whom it says something."""
        return next(each for each in self.sig.people(self.key) if each.origin == self.path[1])

    @property
    def language(self) -> str | None:
        """The language that it is in; None where it serves every one."""
        return str(self.path[-1]) if len(self.path) in (2, 4) else None

    @property
    def is_link(self) -> bool:
        """Whether it says only where something is: SIG408, SIG501 and SIG502 look at those."""
        return self.kind is Kind.LINK or self.part in ("url", "email")

    @property
    def is_prose(self) -> bool:
        """Whether it says something in words of its own: no name, mark, link or person."""
        return self.kind is Kind.TEXT and self.key not in ("name", *WORDS)

    @property
    def names_people(self) -> bool:
        return self.kind is Kind.PEOPLE and self.part in ("", "handle", "name")

    def __str__(self) -> str:
        """What a message calls it: `Compiler: responsibilities`, `Compiler: leads[1]: name`."""
        person = f"[{int(self.path[1]) + 1}]: {self.part}" if self.part else ""
        return f"{self.sig.name}: {self.key}{person}"

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, *self.path)


def passages(snapshot: Snapshot) -> Iterator[Passage]:
    """Everything that every SIG says, in the order of the registry."""
    kinds = snapshot.registry.kinds
    for sig in snapshot.registry.sigs:
        for key, value in (("name", sig.name), *sig.values.items()):
            for path, text in _parts(key, value):
                yield Passage(sig, key, path, text, kinds.get(key, Kind.TEXT))


def _parts(key: str, value: Value) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, tuple):
        yield from (((key, *language), text) for language, text in by_language(value))
        return
    for person in value:
        for part, whole in person.items():
            for language, text in by_language(whole):
                yield (key, number_of(person), part, *language), text


def number_of(person: Person) -> int:
    """Which item of its list a person is, from 0. Raises `ValueError` for one from no file."""
    if person.origin is None:
        raise ValueError(f"{person} stands in no file")
    return person.origin


def place_of(snapshot: Snapshot, mention: Mention, *path: str) -> Location:
    """Where a person, or a part of what is said of them, stands in the registry's file."""
    return snapshot.at_sig(mention.sig, mention.field, number_of(mention.person), *path)


def with_value(sig: Sig, path: Path, value: str | People) -> Sig:
    """A SIG that says something else at a path; persons take the place of a whole field."""
    key, *rest = map(str, path)
    old = sig.name if key == "name" else sig.values[key]
    if isinstance(value, tuple):
        return sig.with_value(key, value)
    if not isinstance(old, tuple):
        return sig.with_value(key, _with_text(old, rest, value))
    number, part, *language = rest
    persons = tuple(
        person.with_texts({part: _with_text(getattr(person, part), language, value)})
        if str(person.origin) == number
        else person
        for person in old
    )
    return sig.with_value(key, persons)


def _with_text(old: Text, language: Sequence[str], new: str) -> Text:
    return with_text(old, new, language[0] if language else None, ())
