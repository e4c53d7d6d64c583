"""Several states of one registry, each of its SIGs read once. Pure.

Versions of a registry differ in few SIGs. In plain YAML (`yaml.plain`) the lines of an item mean
the same wherever it stands in its list: so of a state that has the same around its SIGs as the
first one, only SIGs are read whose lines are new.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import Final

from sigtool.model import Sig
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.registry.parts import Parts, Plain, parts, unknown
from sigtool.registry.read import registry_of
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Source
from sigtool.yaml import plain

# The head of a list of SIGs: blank lines, and comments above them.
_HEAD: Final = lazily(r"(?:\A|\n)sigs:(?:(?:\n *+#[^\n]*+)*\n *(?=\n))*+")
_FIRST: Final = lazily(r"(?:\n *+#[^\n]*+)*(\n +- )")
_TAIL: Final = lazily(r"\n(?=[^ #\n])")

Unknown = dict[str, Plain]


@dataclass(frozen=True)
class State:
    """What one state of a registry says: its SIGs, what each of them says under keys that are no
    fields, and the names of all fields. What is needed seldom is found when it is asked for."""

    source: Source
    sigs: tuple[Sig, ...]
    unknown: Sequence[Unknown]
    fields: tuple[str, ...]
    is_sound: bool
    _document: Callable[[], RegistryDocument]
    _parts: Callable[[], Parts | None]

    @classmethod
    def of(cls, document: RegistryDocument) -> "State":
        """The state that was read by itself."""
        return cls(
            document.source,
            document.registry.sigs,
            unknown(document),
            document.registry.fields,
            not document.grave_problems,
            lambda: document,
            partial(parts, document),
        )

    @cached_property
    def document(self) -> RegistryDocument:
        """All that the text means, and where."""
        return self._document()

    @cached_property
    def parts(self) -> Parts | None:
        """The text in parts, one for each SIG; None where SIGs have no lines of their own."""
        found = self._parts()
        return found if found and len(found.items) == len(self.sigs) else None


@dataclass(frozen=True)
class _Read:
    """Some SIGs that were read together."""

    document: RegistryDocument

    @classmethod
    def plainly(cls, source: Source, number: int) -> "_Read | None":
        """The SIGs of a text; None unless it is plain and sound, and has so many of them."""
        root = plain.compose(source.text)
        if root is None:
            return None
        document = RegistryDocument(source, *registry_of(root, len(source.text)), root)
        is_right = len(document.registry.sigs) == number and not document.grave_problems
        return cls(document) if is_right else None

    @cached_property
    def unknown(self) -> Sequence[Unknown]:
        return unknown(self.document)

    @cached_property
    def parts(self) -> Parts | None:
        return parts(self.document)


class States:
    """Reads states of one registry."""

    def __init__(self) -> None:
        self._is_first = True
        self._around = ("", "")
        self._known: dict[str, tuple[_Read, int]] = {}

    def read(self, source: Source) -> State:
        """What a state says."""
        pieces = _pieces(source.text) if self._is_first or self._known else None
        is_alike = pieces and (self._is_first or pieces[::2] == self._around)
        self._is_first = False
        if pieces is None or not is_alike or not self._learns(source.path, *pieces):
            return State.of(yamldoc.read(source))
        return self._state(source, [self._known[each] for each in pieces[1]])

    def _learns(self, path: str, head: str, items: Sequence[str], tail: str) -> bool:
        """Whether all these SIGs are known, once those are read that are new; none becomes known if
        anything is not plain, or not sound."""
        new = [each for each in items if each not in self._known]
        if not new:
            return True
        # Above the very first one, there is no blank line, which would not be of that SIG.
        every = list(dict.fromkeys([*islice(self._known, 1), *new]))
        read = _Read.plainly(Source(path, "".join([head, *every, tail])), len(every))
        if read is None:
            return False
        self._around = (head, tail)
        self._known |= {each: (read, at) for at, each in enumerate(every)}
        return True

    def _state(self, source: Source, spots: Sequence[tuple[_Read, int]]) -> State:
        """The state with SIGs that were read at these places."""
        sigs = [read.document.registry.sigs[at] for read, at in spots]
        return State(
            source,
            tuple(Sig(sig.name, sig.values, at) for at, sig in enumerate(sigs)),
            [read.unknown[at] for read, at in spots],
            spots[0][0].document.registry.fields,
            is_sound=True,
            _document=partial(yamldoc.read, source),
            _parts=partial(_parts, spots),
        )


def _parts(spots: Sequence[tuple[_Read, int]]) -> Parts | None:
    """A text in parts, each from where it was read."""
    found = spots[0][0].parts
    if found is None:
        return None
    items = [(read.parts.items[at] if read.parts else None) for read, at in spots]
    return Parts(found.head, tuple(filter(None, items)), found.tail)


def _pieces(text: str) -> tuple[str, list[str], str] | None:
    """What stands above the SIGs, each SIG, and what stands below, if that can be told at a glance.
    Each begins with the line break before it. Comments and blank lines are of the SIG below."""
    head = _HEAD.search(text)
    first = _FIRST.match(text, head.end()) if head else None
    if head is None or first is None:
        return None
    tail = _TAIL.search(text, first.end())
    dash, body = first[1], text[head.end() : tail.start() if tail else len(text)]
    items, above = [], ""
    for each in body.split(dash):
        end = _end(each)
        items.append(above + each[:end])
        above = each[end:] + dash
    below = above.removesuffix(dash) + text[head.end() + len(body) :]
    return text[: head.end()], items[1:], below


def _end(lines: str) -> int:
    """Where the comments and blank lines begin that end some lines."""
    end = len(lines)
    while (start := lines.rfind("\n", 0, end)) >= 0:
        last = lines[start:end].strip()
        if last and last[0] != "#":
            return end
        end = start
    return end
