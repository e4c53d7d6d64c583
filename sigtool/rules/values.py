"""The texts of a registry, one by one, and the fixes that write them anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sigtool.diagnostic import FileEdit, Fix, Location
from sigtool.model import Kind, Localized, Person, Sig, Value
from sigtool.rules.fixes import edits_by_sig
from sigtool.rules.rule import Finding
from sigtool.rules.words import by_language
from sigtool.snapshot import Snapshot
from sigtool.yamldoc import Path


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a SIG: its field, for a person's the number and the part, perhaps a language."""

    sig: Sig
    key: str
    path: Path
    text: str
    kind: Kind

    @property
    def part(self) -> str:
        """The field of the person that it belongs to; "" where it is none's."""
        return str(self.path[2]) if len(self.path) > 2 and isinstance(self.path[1], int) else ""

    @property
    def is_link(self) -> bool:
        """Whether it says only where something is: SIG408, SIG501 and SIG502 look at those."""
        return self.kind is Kind.LINK or self.part in ("url", "email")

    @property
    def names_people(self) -> bool:
        return self.kind is Kind.PEOPLE and self.part in ("", "handle", "name")

    @property
    def language(self) -> str:
        is_one = self.kind is not Kind.PEOPLE and len(self.path) > 1
        return str(self.path[1]) if is_one else ""

    def __str__(self) -> str:
        """What a message calls it: `Compiler: responsibilities`, `Compiler: leads[1]: name`."""
        person = f"[{int(self.path[1]) + 1}]: {self.part}" if self.part else ""
        return f"{self.sig.name}: {self.key}{person}"

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, *self.path)


def texts(snapshot: Snapshot) -> Iterator[Text]:
    """Every text of every SIG, in the order of the registry; one for each of its languages."""
    kinds = snapshot.registry.kinds
    for sig in snapshot.registry.sigs:
        for key, value in (("name", sig.name), *sig.values.items()):
            for path, text in _parts(key, value):
                yield Text(sig, key, path, text, kinds.get(key, Kind.TEXT))


def _parts(key: str, value: Value) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield from (((key, *language), text) for language, text in by_language(value))
        return
    for person in value:
        for part, whole in person.items():
            for language, text in by_language(whole):
                yield (key, person.origin or 0, part, *language), text


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding at each place: what an alias or a merge key brings in stands there once."""
    seen: set[tuple[str, int, int]] = set()
    for finding in findings:
        span = finding.location.span
        place = (finding.location.path, span.start, span.end)
        if place not in seen:
            seen.add(place)
            yield finding


def rewriting(
    snapshot: Snapshot, title: str, changes: Sequence[tuple[Text, Value]], *, safe: bool
) -> Mapping[int | None, Fix]:
    """The fixes that give texts other values, by the origin of the SIG; each has one fix.

    `title` may name the SIG: `mend {sig}`. All are read again together and found to do just that;
    a SIG that the file does not allow to be changed has none.
    """
    wanted: dict[int | None, Sig] = {}
    for text, value in changes:
        before = wanted.get(text.sig.origin, text.sig)
        wanted[text.sig.origin] = _with(before, text.path, value)
    return {
        origin: Fix(
            title.format(sig=wanted[origin].name),
            tuple(FileEdit(snapshot.source, edit) for edit in edits),
            safe,
        )
        for origin, edits in edits_by_sig(snapshot, wanted).items()
    }


def _with(sig: Sig, path: Path, value: Value) -> Sig:
    """A SIG with another value at a path."""
    key, *rest = path
    old = sig.name if key == "name" else sig.values[str(key)]
    if isinstance(old, tuple) and isinstance(value, str):
        number, part, *language = rest
        new: Value = tuple(
            _with_part(person, str(part), language, value)
            if (person.origin or 0) == number
            else person
            for person in old
        )
    else:
        new = value
        if isinstance(old, str) and isinstance(value, str):
            new = _said(old, rest, value)
    return sig.with_value(str(key), new)


def _with_part(person: Person, part: str, language: Sequence[str | int], value: str) -> Person:
    texts = {part: _said(getattr(person, part), language, value)}
    return replace(person, **texts)  # type: ignore[arg-type] # every part is a text


def _said(old: str, language: Sequence[str | int], new: str) -> str:
    if isinstance(old, Localized) and language:
        return Localized({**old.texts, str(language[0]): new})
    return new
