"""What a column's spellings mean, where a cell alone does not tell.

`Ada Lovelace, Example` may be two persons or one with an employer, and `(ada-l)` an employer or an
account. `evidence` finds what the cells of a column show; without evidence such a cell stays text.
"""

from collections.abc import Mapping
from enum import Enum

from sigtool.model import People
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
