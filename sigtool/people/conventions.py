"""What a column's spellings mean, where a cell alone does not tell.

`Ada Lovelace, Example` may be two persons or one with an employer, and `(ada-l)` an employer or an
account. `evidence` finds what the cells of a column show; without evidence such a cell stays text.
"""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import lru_cache

from sigtool.model import People, Person, texts_of
from sigtool.text.records import dataclass, field


class Comma(Enum):
    """What a comma means beside a mere name."""

    UNKNOWN = "it may part two persons, or a person and an employer"
    PERSONS = "it parts two persons"
    EMPLOYER = "it stands before an employer"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the cells of a column are to be read.

    `accounts_beside`: a word in brackets beside a name is an account.
    `accounts_behind`: so is a word behind a name and an `@`.
    `accounts_alone`: a bare word is an account, not a name.
    `names_beside`: what stands in brackets beside a name may be another name of that person.
    `names_behind`: a full name in brackets behind an account is the name of who has it.
    `names_in_links`: a capitalised word that a link to an account shows is a name.
    `pairs`: a link to write to and a link to an account, one behind the other, are one person.
    `no_names`, `no_employers`: what stands alone, or in brackets, and nothing in the column shows
    to be a name or an employer.
    `known`: what the registry calls persons.
    `agreed`: the lists of persons that the registry has. A cell that can be read as one of them is
    read so, whatever its neighbours show: it does not change its meaning when they are edited.
    `definitions`: where the references of the document lead, by their labels.
    """

    comma: Comma = Comma.UNKNOWN
    accounts_beside: bool = False
    accounts_alone: bool = False
    accounts_behind: bool = False
    names_behind: bool = False
    names_in_links: bool = False
    pairs: bool = False
    names_beside: bool = False
    no_names: frozenset[str] = frozenset()
    no_employers: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    agreed: frozenset[People] = field(default=frozenset(), compare=False, repr=False)
    definitions: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


# Without evidence: what may be read in two ways is not read.
CAREFUL = Conventions()
EVERY = tuple(
    Conventions(comma, beside, alone, more, more, more, more)
    for more in (False, True)
    for comma in Comma
    for beside in (False, True)
    for alone in (False, True)
)


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
