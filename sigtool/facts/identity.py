"""Which SIG of one registry is which of another: by `id`, else by name, else by page.

Each key counts only where one SIG has it on either side. Where the `id` of a SIG and its name are
those of two others, nobody knows which it is: it is paired with neither, and told.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from sigtool.facts.pairs import by_key
from sigtool.model import Sig, texts_of

NameKey = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SamePairs:
    """SIGs of two lists that are one, by index, and those of the first list that may be two."""

    pairs: Mapping[int, int]
    doubtful: tuple[int, ...] = ()


def same_sigs(left: Sequence[Sig], right: Sequence[Sig], name_key: NameKey) -> SamePairs:
    """The SIGs that are in both lists; `name_key` is what makes two names the same."""

    def names(sig: Sig) -> list[Hashable]:
        return [key for text in texts_of(sig.name) if (key := name_key(text))]

    by_id, by_name = by_key(left, right, _ids), by_key(left, right, names)
    name_of = {other: at for at, other in by_name.items()}
    doubtful = {
        at
        for at, other in by_id.items()
        if by_name.get(at, other) != other or name_of.get(other, at) != at
    }
    known = {at: other for at, other in by_id.items() if at not in doubtful}
    closed = {by_id[at] for at in doubtful} | set(known.values())
    for at, other in by_name.items():
        if at not in known and at not in doubtful and other not in closed:
            known[at] = other
    found = by_key(left, right, _pages, known)
    pairs = {
        at: other
        for at, other in found.items()
        if at in known or (at not in doubtful and other not in closed)
    }
    return SamePairs(pairs, tuple(sorted(doubtful)))


def _ids(sig: Sig) -> list[Hashable]:
    return [found] if (found := sig.word("id")) else []


def _pages(sig: Sig) -> list[Hashable]:
    return [text for text in texts_of(sig.text("readme")) if text]
