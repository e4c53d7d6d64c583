"""What the headers of a table mean, with what its cells tell.

Pure. A header is read word by word (`Lead(s)`, `SIG 负责人 / Leads`), and one that says nothing
even so becomes a field named after it. A column of names is one whose values do not repeat; a
column in which most cells are persons with an account holds people, whatever its header says.
"""

import re
from collections.abc import Collection
from functools import cached_property, lru_cache
from itertools import product
from typing import Final

from sigtool.markdown.blocks import MarkdownTable
from sigtool.markdown.inline import plain
from sigtool.model import SIG_FIELDS, Column, Kind
from sigtool.people.words import with_forge_apart
from sigtool.tables import words
from sigtool.tables.evidence import Cells, has_account, has_link
from sigtool.text.lazily import lazily
from sigtool.text.wording import likeness

_FIELD_NAME: Final = lazily(r"[^\w]+")
_FOOTNOTE_MARK: Final = lazily(
    r"(?:(?<!\s)\s++)?(?:\[(?:\d{1,9}|\^[^\[\]]++)\]|(?<![*†‡¹²³])[*†‡¹²³]++)$"
)
_FULL_WIDTH: Final = str.maketrans("（）：／　", "():/ ")
_EMOJI: Final = lazily(r":[a-z0-9_+-]+:")
_LONG_WORD: Final = lazily(r"[a-z]{7,}")
# Of how many names one may be there already, where the header surely says names.
_TOLERANCE: Final = 8


def recognise(table: MarkdownTable) -> tuple[Column, ...]:
    """What the headers of a table most likely mean, left to right."""
    return Headers(table).columns


def near_miss(header: str) -> str | None:
    """The known word that a header spells otherwise, if it does: `Responsibilites`."""
    found = _LONG_WORD.findall(normalised(header))
    return next((known for word in found if (known := _known(word)) not in (None, word)), None)


def names_many(header: str) -> bool:
    """Whether a header is about people of whom a group has any number: members, maintainers."""
    return words.role(bare(header)) in words.MANY


def normalised(header: str) -> str:
    """A header without markup, footnote marks, or difference of case and width."""
    text = plain(header).translate(_FULL_WIDTH).replace("\u00a0", " ").casefold()
    text = _FOOTNOTE_MARK.sub("", text.strip())
    return " ".join(text.split())


def field_name(header: str, used: Collection[str], at: int = 0) -> str:
    """A field named after a header, other than `used`: `Slack Channel` is `slack_channel`."""
    said = words.PLURAL.sub("", normalised(header))
    name = _FIELD_NAME.sub("_", said).strip("_") or f"column_{at + 1}"
    if name[0].isdigit():
        name = f"column_{name}"
    if name in SIG_FIELDS:
        name = f"{name}_text"
    candidates = (name if n == 1 else f"{name}_{n}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)


@lru_cache(maxsize=1024)  # rules ask of the header of each person
def bare(header: str) -> str:
    """`:star: **Lead(s)** (GitHub ID):` as `lead`, `Co-Cordinators` as `co-coordinators`,
    `GithubID` as `github id`."""
    text = _EMOJI.sub("", normalised(header))
    if text.endswith(")") and (remark := re.search(r"\((?!e?s\))", text)):
        text = text[: remark.start()].rstrip()
    text = re.sub(r"^[^\w!-~]++|(?<![^\w!-~])[^\w!-~]++$|:$", "", words.PLURAL.sub("", text))
    text = with_forge_apart(text)
    return _LONG_WORD.sub(lambda word: _known(word.group()) or word.group(), text)


def asks_account(header: str) -> bool:
    """Whether a header asks for the account behind a name: `Name (GitHub ID)`."""
    behind = re.search(r"\(([^()]*)\)$", normalised(header))
    parts = words.EITHER.split(behind[1]) if behind else ()
    return any(words.says_account(part, of_a_row=True) for part in parts)


@lru_cache(maxsize=1024)
def _known(word: str) -> str | None:
    """A long word that headers are known by and that this one is, but for a letter or two; never
    another form of it: `organized` is no `organizer`."""
    if word in words.LONG:
        return word
    near = (
        (likeness(word, known), known)
        for known in words.LONG
        if known[0] == word[0] and known[-2:] == word[-2:] and abs(len(known) - len(word)) < 3
    )
    return next((known for ratio, known in sorted(near, reverse=True) if ratio >= 0.9), None)


def names_groups(header: str) -> bool:
    """Whether a header surely says that those below it are names, and not what several belong
    to."""
    text = bare(header)
    return text not in words.AREAS and any(says(text) for says in words.SAYS_NAME[:2])


class Headers:
    """The headers of a table as they are read, and which column is what."""

    def __init__(self, table: MarkdownTable) -> None:
        self.table = table
        self.cells = Cells(table)
        self.headers = words.in_context([bare(header) for header in table.headers])

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What each column is bound to."""
        fixed = {
            self.name: "name",
            self.leads: "leads",
            self.responsibilities: "responsibilities",
        }
        used = set(fixed.values())
        bound: list[Column] = []
        for at, header in enumerate(self.table.headers):
            field = fixed.get(at) or field_name(header, used, at)
            used.add(field)
            bound.append(Column(header, field, SIG_FIELDS.get(field) or self._kind(at)))
        return tuple(bound)

    def _kind(self, at: int) -> Kind:
        if at in self.accounts or self._is_of_people(at):
            return Kind.PEOPLE
        return Kind.LINK if self.cells.are_links(at) else Kind.TEXT

    @cached_property
    def name(self) -> int:
        """The column of the names: by its header, else by what stands in it."""
        return next(iter(self._possible_names()), self._first_of_names())

    @property
    def has_names(self) -> bool:
        """Whether there is a column whose values can be names and tell the rows apart."""
        return bool(self._possible_names())

    def _possible_names(self) -> list[int]:
        """The column that can name rows: whose header surely says so, before one of the same kind
        in which a name repeats; else the first of any."""
        for says, tolerance in product(words.SAYS_NAME[:2], (0, _TOLERANCE)):
            for at, header in enumerate(self.headers):
                if says(header) and self._can_name(at, tolerance=tolerance):
                    below = self._below(at) if header in words.AREAS else at
                    return [below if below != at else self._person_before(at)]
        able = [at for at, text in enumerate(self.headers) if self._is_telling(at, text)]
        if not able:
            return []
        first = able[0]
        if self._is_person(first):
            return [self._name_beside(first)]
        if (below := self._below(first)) != first:
            return [below]
        for at in range(first, len(self.headers)):
            if words.SAYS_NAME[2](self.headers[at]) and self._can_name(at):
                return [at]
            if self._is_person(at):
                break
        return [first]

    def _person_before(self, at: int) -> int:
        """The column of persons, one a row and each once, before one of areas that repeat: it names
        the rows; else that one itself."""
        if self.headers[at] not in words.LIKELY_NAMES or self._can_name(at):
            return at
        are_persons = (
            words.alone(self.headers[before]) in words.LEADS
            and self.cells.hold_one_person(before)
            and self.cells.can_name(before)
            for before in range(at)
        )
        return next((before for before, is_one in enumerate(are_persons) if is_one), at)

    def _below(self, at: int) -> int:
        """The column of the names beside one whose cells each stand for several rows; else that one
        itself."""
        beside = at + 1
        if beside == len(self.headers) or not self._is_telling(beside, self.headers[beside]):
            return at
        return beside if self.cells.go_on(at) and self.cells.are_labels(beside) else at

    def _name_beside(self, at: int) -> int:
        """The column of the names beside one of accounts, which tell of whom they are; else that
        one itself."""
        if not words.says_account(self.headers[at], of_a_row=True):
            return at
        found = (
            other
            for other, header in enumerate(self.headers)
            if words.stem(header, words.OF_ACCOUNTS) and self._can_name(other, tolerance=_TOLERANCE)
        )
        return next(found, at)

    def _can_name(self, at: int, *, tolerance: int = 0) -> bool:
        return not self._is_of_lead(at) and self.cells.can_name(at, tolerance=tolerance)

    def _is_of_lead(self, at: int) -> bool:
        """Whether a column whose header may say a name, as `Team`, holds leads."""
        return words.alone(self.headers[at]) in words.LEADS and self.cells.hold_people(at)

    def _is_telling(self, at: int, header: str) -> bool:
        """Whether a column whose header does not say so can name rows, and says nothing else:
        beside one that does say so, only another one, or that of accounts."""
        named = (
            other
            for other, text in enumerate(self.headers)
            if any(says(text) for says in words.SAYS_NAME[:2])
        )
        if not all(map(self._is_of_lead, named)):
            is_possible = any(says(header) for says in words.SAYS_NAME)
            is_possible |= words.says_account(header, of_a_row=True)
        else:
            is_possible = header not in words.ORDINALS or header in ("", "id")
        is_other = header in words.MARKS or " ".join(words.words_of(header)) in words.DUTIES
        return is_possible and not is_other and self.cells.can_name(at)

    def _is_person(self, at: int) -> bool:
        """Whether a column, if it names the rows, makes each of them a person."""
        header = self.headers[at]
        return (
            words.stem(header, words.OF_PERSONS) is not None
            or words.says_account(header, of_a_row=True)
            or (words.role(header) is not None and self.cells.hold_people(at))
        )

    def _first_of_names(self) -> int:
        """The column whose header says names; else the first that does not only number rows."""
        for says in words.SAYS_NAME:
            for at, header in enumerate(self.headers):
                if says(header) and not self._is_of_lead(at):
                    return at
        return next((at for at, text in enumerate(self.headers) if text not in words.ORDINALS), 0)

    @cached_property
    def is_of_persons(self) -> bool:
        """Whether the name column may be one of persons."""
        header = self.headers[self.name]
        is_account = words.says_account(header, of_a_row=True) or header == "id"
        return (
            words.stem(header, words.OF_PERSONS) is not None
            or words.role(header) is not None
            or self.is_grid
            or (is_account and self.cells.hold_people(self.name, has_account))
        )

    @cached_property
    def _are_persons(self) -> bool:
        """Whether rows are persons, each beside an account: what else is said is said of them."""
        return self.is_of_persons and self.has_accounts

    @cached_property
    def is_grid(self) -> bool:
        """Whether persons stand side by side, below headers that say nothing."""
        return not any(self.headers) and self.cells.hold_accounts(self.name)

    @cached_property
    def leads(self) -> int | None:
        """The column of the leads; where no header says it, the first that holds people."""
        if (by_header := self._leads_by_header()) is not None:
            return by_header
        others = [at for at in range(len(self.headers)) if at != self.name]
        if not self.is_of_persons:
            found = (
                at
                for at in others
                if at in self.accounts
                or (self._holds_people(at) and words.role(self.headers[at]) is None)
            )
            if (first := next(found, None)) is not None:
                return first
        untitled = (at for at in others if self._is_untitled(at))
        return None if self.is_grid else next(untitled, None)

    def _leads_by_header(self) -> int | None:
        """The column of the leads: before all where its cells are people, then who is no deputy."""
        ranks = []
        for at, header in enumerate(self.headers):
            alone = words.alone(header)
            role = alone if alone in words.LEADS else words.role(header)
            is_of_person = self._are_persons and words.says_group(header)
            if at == self.name or role not in words.LEADS or is_of_person:
                continue
            are_people = self.cells.hold_people(at)
            # Words may mislead.
            is_said = role == alone and not self._are_persons and not self._is_of_nobody(at)
            if are_people or is_said:
                is_deputy = not words.DEPUTIES.isdisjoint(words.words_of(header))
                rank = words.LEADS.index(role)
                is_less = is_deputy or header.startswith("副")
                ranks.append((not are_people, is_less, rank, role != alone, at))
        return min(ranks)[-1] if ranks else None

    @cached_property
    def responsibilities(self) -> int | None:
        """The column of what the groups are for."""
        free = [at for at in range(len(self.headers)) if at not in (self.name, self.leads)]
        said = {at: " ".join(words.words_of(self.headers[at])) for at in free}
        if self._are_persons:
            # A scope or a description of a person is not what they are for.
            return next((at for at in free if said[at] in words.OF_ANYBODY), None)
        known = [at for at in free if said[at] in words.RESPONSIBILITIES]
        if known:
            return min(known, key=lambda at: words.RESPONSIBILITIES.index(said[at]))
        beside = words.GROUPS + words.OF_GROUPS + words.NAMES + words.BESIDE
        found = (at for at in free if words.says(self.headers[at], words.DUTIES, beside))
        texts = (
            at
            for at in free
            if said[at] in words.LAST_DUTIES
            if self.cells.are_texts(at) and not self.is_of_persons
        )
        return next(found, next(texts, None))

    @cached_property
    def accounts(self) -> tuple[int, ...]:
        """The columns that hold the accounts of persons."""
        return tuple(at for at in self._of_accounts if self.cells.hold_people(at, has_account))

    @property
    def has_accounts(self) -> bool:
        """Whether a column shows accounts of persons, be it that they cannot be read."""
        return bool(self.accounts) or any(map(self.cells.are_logins, self._of_accounts))

    @cached_property
    def _of_accounts(self) -> tuple[int, ...]:
        """The columns whose headers say that they hold the accounts of persons."""
        return tuple(
            at
            for at, header in enumerate(self.headers)
            if at != self.name and words.says_account(header, of_a_row=self.is_of_persons)
        )

    def _is_of_nobody(self, at: int) -> bool:
        """Whether cells deny that a column holds people, as its header says: leads are people
        however they are written, members may be anything."""
        is_crowd = words.alone(self.headers[at]) in words.CROWDS
        return self.cells.show_nobody(at) if is_crowd else self.cells.name_nobody(at)

    def _is_of_people(self, at: int) -> bool:
        """Whether a column holds people: its header says so alone, unless its cells deny it, or
        with its cells, or these say it alone."""
        header = self.headers[at]
        word = words.alone(header)
        is_by_header = word in words.LEADS + words.OTHERS and not self._are_persons
        if (is_by_header and not self._is_of_nobody(at)) or self._holds_people(at):
            return True
        return words.role(header) is not None and self.cells.hold_people(at)

    def _holds_people(self, at: int) -> bool:
        """Whether cells tell people: alone, where the header speaks of nothing else, or below one
        that says no more than that they are."""
        if self.headers[at] in words.PEOPLE and self.cells.hold_people(at):
            return at != self.name and bool(self.cells.texts(at))
        is_open = words.THINGS.isdisjoint(words.words_of(self.headers[at]))
        return is_open and at != self.name and self.cells.hold_accounts(at)

    def _is_untitled(self, at: int) -> bool:
        """Whether a column without a header, beside the names, can hold nothing but people: a name
        alone might be anything."""
        if self.table.text(self.table.header, at) or not self.cells.texts(at):
            return False
        return self.cells.hold_people(
            at, lambda each: bool(each.handle or each.email or has_link(each))
        )
