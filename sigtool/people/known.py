"""What the registry says of persons, for cells that may be read in several ways. Pure."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from sigtool.model import People, Person, texts_of
from sigtool.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry calls persons, the employers that it names, and its lists of persons: what
    is said of each, by what the first one is called."""

    names: frozenset[str]
    employers: frozenset[str]
    lists: Mapping[str, list[list[tuple[str, ...]]]]
    lengths: frozenset[int]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, lists: frozenset[People]) -> "Known":
        """What lists of persons say."""
        persons = [person for people in lists for person in people]
        names, employers = (
            frozenset(text for each in persons for text in texts_of(getattr(each, part) or ""))
            for part in ("name", "affiliation")
        )
        by_first: dict[str, list[list[tuple[str, ...]]]] = {}
        for people in filter(None, lists):
            texts = [tuple(texts_of(text)) for each in people for _, text in each.items()]
            for first in texts[0] if texts else ():
                by_first.setdefault(first, []).append(texts)
        return cls(names, employers, by_first, frozenset(map(len, (*names, *by_first))) - {0})

    def has(self, person: Person) -> bool:
        """Whether it is known that this is a person, and where they work, if that is said."""
        has_more = bool(person.handle or person.url or person.email)
        is_person = has_more or self.names >= set(texts_of(person.name or ""))
        return is_person and self.employers >= set(filter(None, texts_of(person.affiliation or "")))

    def has_name_in(self, text: str) -> bool:
        """Whether a name that is known stands in a text."""
        return next(self._standing(text, self.names), None) is not None

    def may_be_list(self, text: str) -> bool:
        """Whether a text has all that is said in one of the lists."""
        shown = text.replace("\\_", "_")  # the one escape that is read
        return any(
            all(any(each in shown for each in texts) for texts in said)
            for first in self._standing(shown, self.lists)
            for said in self.lists[first]
        )

    def _standing(self, text: str, words: Collection[str]) -> Iterator[str]:
        """Those of many words that stand in a text, wherever that is."""
        for length in self.lengths:
            for at in range(len(text) - length + 1):
                if text[at : at + length] in words:
                    yield text[at : at + length]
