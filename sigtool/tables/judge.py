"""Whether the rows of a table are groups, people, or neither, and what says so. Pure."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from sigtool.markdown.inline import parse_link
from sigtool.tables import words
from sigtool.tables.cells import is_relative
from sigtool.tables.evidence import has_link
from sigtool.tables.headers import Headers, asks_account, bare
from sigtool.text.records import dataclass


class Rows(StrEnum):
    """What the rows of a table are."""

    GROUPS = "groups"
    PEOPLE = "people"
    NEITHER = "neither"


class Certainty(StrEnum):
    """How much says what the rows are, the most first."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"


# The score from which on rows are what they seem.
_FROM: Final = {Certainty.SURE: 4, Certainty.LIKELY: 3, Certainty.POSSIBLE: 2}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rows of a table are, the weight of what says so, and if they are neither groups nor
    people, one fact that tells why."""

    rows: Rows
    score: int
    reason: str = ""

    @property
    def certainty(self) -> Certainty:
        if self.rows is Rows.NEITHER:
            return Certainty.NONE
        return next(each for each, least in _FROM.items() if self.score >= least)

    @property
    def is_clear(self) -> bool:
        """Whether enough says what the rows are for another table that says no more."""
        return self.certainty in (Certainty.SURE, Certainty.LIKELY)

    @property
    def rank(self) -> tuple[int, int]:
        """What sorts judgements, the surest first, groups before people."""
        return list(Certainty).index(self.certainty), list(Rows).index(self.rows)


def judged(headers: Headers) -> Judgement:
    """What the rows of a table are."""
    groups, people = _weight_of_groups(headers), _weight_of_people(headers)
    rows, score = (Rows.GROUPS, groups) if groups >= people else (Rows.PEOPLE, people)
    if not headers.table.rows:
        score -= 2
    if reason := _reason(headers, score):
        return Judgement(Rows.NEITHER, score, reason)
    return Judgement(rows, score)


def _reason(headers: Headers, score: int) -> str:
    """Why the rows are neither groups nor people; "" if they are."""
    if not (any(headers.headers) or headers.is_grid) and headers.leads is None:
        return "its header row is empty"
    if headers.table.rows and not headers.cells.texts(headers.name):
        return f"its column {headers.table.headers[headers.name]!r} is empty, so no row has a name"
    if not headers.has_names:
        return "no column has names that do not repeat, so its rows are facts, not groups or people"
    if score < min(_FROM.values()):
        return "no header says that a row is a group or a person"
    return ""


def _weight_of_groups(headers: Headers) -> int:
    naming = _weight_of_name(headers)
    are_persons = not naming and headers.cells.hold_accounts(headers.name)
    if not (are_persons or _names_a_role(headers)):
        naming += 3 * _speaks_of(headers, words.GROUP_HEADINGS)
    telling = min(2, _count(headers, words.OF_A_GROUP)) + _has_pages(headers)
    if naming >= 3 or _may_have_leads(headers):
        telling += _weight_of_leads(headers)
    if naming:
        telling += 2 * (headers.responsibilities is not None)
    weight = naming + telling
    if not (naming and telling):
        weight = min(weight, _FROM[Certainty.POSSIBLE])
    return weight - _against(headers)


def _weight_of_name(headers: Headers) -> int:
    """How much the header of the names says that they are those of groups."""
    name = headers.headers[headers.name]
    if words.says_group(name) or words.SAYS_NAME[0](name):
        return 3
    if name in words.LIKELY_NAMES:
        return 1 + (len(headers.headers) == 1)
    return int(name in words.LAST_NAMES)


def _may_have_leads(headers: Headers) -> bool:
    """Whether the people beside the names are those of groups: a header says so, or what is named
    is neither a matter of which one of them speaks, nor anything at all."""
    name, people = (headers.headers[at] for at in (headers.name, headers.leads or 0))
    is_said = words.alone(people) in words.LEADS or words.role(people) is not None
    is_said |= any(words.stem(word, words.OF_A_GROUP) for word in words.words_of(people))
    is_likely = _weight_of_name(headers) > 0 and name not in words.MATTERS
    return is_said or is_likely or not name


def _weight_of_leads(headers: Headers) -> int:
    """How much a column of leads says: more where its cells hold people, too."""
    at = headers.leads
    if at is None:
        return 0
    return 3 if headers.cells.hold_people(at) else 2


def _weight_of_people(headers: Headers) -> int:
    if not headers.is_of_persons:
        return 0
    name, cells = headers.headers[headers.name], headers.cells
    is_sure = _names_a_role(headers) or words.says_account(name, of_a_row=True)
    is_asked = asks_account(headers.table.headers[headers.name])
    weight = 1 + (is_asked or words.stem(name, words.SURE_PERSONS) is not None)
    if headers.is_grid or (is_sure and cells.hold_people(headers.name)):
        weight = 3
    weight += 2 * cells.hold_people(headers.name, has_link) + 3 * headers.has_accounts
    weight += 2 * _speaks_of(headers, words.ROLES + words.PEOPLE_HEADINGS)
    weight += min(2, _count(headers, words.OF_A_PERSON)) - 3 * (headers.leads is not None)
    return weight - _against(headers)


def _names_a_role(headers: Headers) -> bool:
    """Whether the names are those of persons, by what they are to the group that they form."""
    return words.role(headers.headers[headers.name]) is not None


def _against(headers: Headers) -> int:
    """What says that rows are something else: dates, fields, meetings."""
    name = headers.headers[headers.name]
    is_other = any(words.stem(each, words.NO_NAMES) for each in words.words_of(name)[-1:])
    is_other |= any(header in words.MEANINGS for header in headers.headers)
    return 3 * is_other + 2 * _speaks_of(headers, words.OTHER_HEADINGS)


def _speaks_of(headers: Headers, topics: Collection[str]) -> bool:
    """Whether the heading above a table has one of these words."""
    heading = bare(headers.table.heading or "")
    return any(words.stem(word, topics) for word in words.words_of(heading))


def _count(headers: Headers, topics: Collection[str]) -> int:
    """How many other columns are about one of these."""
    return sum(
        any(words.stem(word, topics) for word in words.words_of(header))
        for at, header in enumerate(headers.headers)
        if at not in (headers.name, headers.leads, headers.responsibilities)
    )


def _has_pages(headers: Headers) -> bool:
    """Whether most names are links to files or folders beside the document."""
    texts = headers.cells.texts(headers.name)
    links = [parse_link(text) for text in texts]
    return 2 * sum(bool(link and is_relative(link.destination)) for link in links) > len(texts)
