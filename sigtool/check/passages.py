"""The texts of a registry, one by one, and the fixes that write them anew.

A fix is read again and found to do just what it says. To read a registry takes its time, so that is
done once for as many fixes as the file allows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sigtool.check.snapshot import Snapshot
from sigtool.errors import RegistryProblem
from sigtool.model import WORDS, Kind, Mention, People, Person, Sig, by_language, with_text
from sigtool.registry.document import Path
from sigtool.text.diagnostic import Fix, Location
from sigtool.text.records import dataclass
from sigtool.text.source import Edit


class Passage(NamedTuple):
    """What a SIG says in one place and, where a text has several, in one language.

    `path` leads there from the SIG: the field, for what is said of a person their number and the
    part, and then the language if there is one. `part` is the field of the person that it belongs
    to, `somebody`; "" where it is none's.
    """

    sig: Sig
    key: str
    path: Path
    text: str
    kind: Kind
    part: str = ""
    somebody: Person | None = None

    def __hash__(self) -> int:
        return hash((self.sig.origin, self.path))  # a SIG may hold much

    @property
    def person(self) -> Person:
        """The person of whom it says something. Raises `ValueError` where that is nobody."""
        if self.somebody is None:
            raise ValueError(f"{self} is said of nobody")
        return self.somebody

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
        return self.below(self.key)

    def below(self, header: str) -> str:
        """What a message calls it, in the words of a header: `Compiler: About`."""
        person = f"[{int(self.path[1]) + 1}]: {self.part}" if self.part else ""
        return f"{self.sig.name}: {header}{person}"

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, *self.path)


def passages(snapshot: Snapshot) -> Sequence[Passage]:
    """Everything that every SIG says, in the order of the registry."""
    return snapshot.once(_passages)


def passages_of(snapshot: Snapshot, key: str) -> Sequence[Passage]:
    """What SIGs say in one field."""
    return snapshot.once(_by_key).get(key, ())


def _by_key(snapshot: Snapshot) -> Mapping[str, Sequence[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages(snapshot):
        found.setdefault(passage.key, []).append(passage)
    return found


def said(snapshot: Snapshot) -> Sequence[Passage]:
    """What SIGs say that is more than where something is."""
    return snapshot.once(_said)


def _said(snapshot: Snapshot) -> Sequence[Passage]:
    return [passage for passage in passages(snapshot) if not passage.is_link]


def prose(snapshot: Snapshot) -> Sequence[Passage]:
    """What SIGs say in words of their own."""
    return snapshot.once(_prose)


def _prose(snapshot: Snapshot) -> Sequence[Passage]:
    return [passage for passage in said(snapshot) if passage.is_prose]


def _passages(snapshot: Snapshot) -> Sequence[Passage]:
    kinds = snapshot.registry.kinds
    found: list[Passage] = []
    for sig in snapshot.registry.sigs:
        for key, value in sig.items():
            kind = kinds.get(key, Kind.TEXT)
            if isinstance(value, str):
                if value:
                    found.append(Passage(sig, key, (key,), value, kind))
            elif isinstance(value, tuple):
                found += _of_people(sig, key, value, kind)
            else:
                found += (Passage(sig, key, (key, *at), t, kind) for at, t in by_language(value))
    return found


def _of_people(sig: Sig, key: str, people: People, kind: Kind) -> list[Passage]:
    """What is said of each person."""
    found: list[Passage] = []
    for person in people:
        at = number_of(person)
        for part, whole in person.items():
            if isinstance(whole, str):
                found.append(Passage(sig, key, (key, at, part), whole, kind, part, person))
                continue
            for language, text in by_language(whole):
                where: Path = (key, at, part, *language)
                found.append(Passage(sig, key, where, text, kind, part, person))
    return found


def number_of(person: Person) -> int:
    """Which item of its list a person is, from 0. Raises `ValueError` for one from no file."""
    if person.origin is None:
        raise ValueError(f"{person} stands in no file")
    return person.origin


def place_of(snapshot: Snapshot, mention: Mention, *path: str) -> Location:
    """Where a person, or a part of what is said of them, stands in the registry's file."""
    return snapshot.at_sig(mention.sig, mention.field, number_of(mention.person), *path)


# SIGs as they are to be, by their origin, and the edits that make them so.
_Wanted = dict[int | None, Sig]
_Edits = Mapping[int | None, Sequence[Edit]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a fix is to do: say something else at a path of a SIG."""

    title: str
    sig: Sig
    path: Path
    value: str | People
    safe: bool = True

    def edits(self, snapshot: Snapshot) -> Sequence[Edit]:
        """What makes this change, were it the only one; nothing where the file does not allow it,
        or where not all of it could be read."""
        wanted = {self.sig.origin: with_value(self.sig, self.path, self.value)}
        return _edits_by_sig(snapshot, wanted).get(self.sig.origin, ())


def fixes(snapshot: Snapshot, changes: Sequence[Change | None]) -> list[Fix | None]:
    """The fix of each change; None where there is no change, or none that the file allows.

    A value that is not changed where it stands, as one that comes from a merge key, is looked at by
    itself.
    """
    wanted: _Wanted = {}
    for each in filter(None, changes):
        sig = wanted.get(each.sig.origin, each.sig)
        wanted[sig.origin] = with_value(sig, each.path, each.value)
    edits = sorted(chain.from_iterable(_edits_by_sig(snapshot, wanted).values()))
    starts = [edit.span.start for edit in edits]
    found: list[Fix | None] = []
    for change in changes:
        own: Sequence[Edit] = ()
        if change:
            span = snapshot.extent(change.sig, *change.path)
            own = edits[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
            # A text that becomes a list is more than what stands in its place.
            is_text = bool(change.sig.text(str(change.path[0])))
            becomes_list = is_text and isinstance(change.value, tuple)
            if not own or own[-1].span.end > span.end or becomes_list:
                own = change.edits(snapshot)
        found.append(
            Fix.of(change.title, snapshot.source, own, safe=change.safe) if change and own else None
        )
    return found


def rewriting(
    snapshot: Snapshot, title: str, changes: Sequence[tuple[Passage, str | People]], *, safe: bool
) -> Mapping[int | None, Fix]:
    """The fixes that write passages anew, by the origin of the SIG; each has one fix, whose `title`
    may name the SIG: `mend {sig}`."""
    wanted: dict[int | None, Sig] = {}
    for passage, value in changes:
        sig = wanted.get(passage.sig.origin, passage.sig)
        wanted[sig.origin] = with_value(sig, passage.path, value)
    return becoming(snapshot, title, wanted, safe=safe)


def becoming(
    snapshot: Snapshot, title: str, wanted: Mapping[int | None, Sig], *, safe: bool
) -> Mapping[int | None, Fix]:
    """The fix that makes each SIG another, by its origin; `title` may name it."""
    return {
        origin: Fix.of(title.format(sig=wanted[origin].name), snapshot.source, edits, safe=safe)
        for origin, edits in _edits_by_sig(snapshot, dict(wanted)).items()
    }


def _edits_by_sig(snapshot: Snapshot, wanted: _Wanted) -> _Edits:
    """The edits that make SIGs others; none for those that the file does not allow to change."""
    found: dict[int | None, list[Edit]] = {}
    for edit in _edits(snapshot, tuple(wanted.items())) if snapshot.is_sound else ():
        sig = snapshot.sig_at(Location(snapshot.source, edit.span))
        if sig is not None and sig.origin in wanted:
            found.setdefault(sig.origin, []).append(edit)
    return found


def _edits(snapshot: Snapshot, wanted: Sequence[tuple[int | None, Sig]]) -> Iterator[Edit]:
    """The edits that make SIGs others, as many of them as the file allows."""
    document = snapshot.document
    if document is None or not wanted:
        return
    by_origin = dict(wanted)
    after = document.registry.with_sigs(
        by_origin.get(sig.origin, sig) for sig in document.registry.sigs
    )
    from sigtool.registry import writing

    try:
        yield from writing.rewrite(document, after).edits
    except RegistryProblem:
        half = len(wanted) // 2
        for part in (wanted[:half], wanted[half:]) if half else ():
            yield from _edits(snapshot, part)


def with_value(sig: Sig, path: Path, value: str | People) -> Sig:
    """A SIG that says something else at a path; persons take the place of a whole field."""
    key, *rest = map(str, path)
    old = sig.name if key == "name" else sig.values[key]
    if isinstance(value, tuple):
        return sig.with_value(key, value)
    number, part, *language = rest if isinstance(old, tuple) else ("", "", *rest)
    code = language[0] if language else None
    if not isinstance(old, tuple):
        return sig.with_value(key, with_text(old, value, code, ()))
    persons = tuple(
        person.with_texts({part: with_text(getattr(person, part), value, code, ())})
        if str(person.origin) == number
        else person
        for person in old
    )
    return sig.with_value(key, persons)
