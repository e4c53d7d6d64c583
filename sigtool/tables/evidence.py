"""What the cells of a table's columns tell: who or what stands there, and how often.

Pure. A cell that says nothing (empty, a dash, nobody) is no evidence.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from sigtool.markdown import seen
from sigtool.markdown.blocks import MarkdownTable
from sigtool.markdown.inline import name_key, parse_link
from sigtool.markdown.links import definitions
from sigtool.markdown.rows import unescape
from sigtool.model import People, Person, account, in_language
from sigtool.people import cell
from sigtool.people.evidence import conventions_of
from sigtool.people.nobody import MANY
from sigtool.people.references import spelled
from sigtool.text.lazily import lazily

# An image alone says nothing that could be a name.
_IMAGE: Final = lazily(r"!\[[^\[\]]*\]\([^)]{0,500}\)|</?\w[^<>]*>|&nbsp;|\[|\]\([^)]{0,500}\)")
_LETTER: Final = lazily(r"[^\W\d_]")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = lazily(
    rf"(?i)\d{{4}}\s*[-/.年]\s*\d{{1,2}}.*|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?,?\s+\d.*"
    r"|v?\d+(?:\.\d+)+\S*|q[1-4]\b.*|\d{1,2}月.*"
)
_COUNT: Final = lazily(r"[~≈<>]?\s*\d[\d,.]*+\s*+(?:\+\s*+)?(?:people|persons?|members?|人|名|位)?")
_BARE_LINK: Final = lazily(r"<?(?:https?://|mailto:)[^\s<>|]+>?")
_LOGIN: Final = lazily(r"@?[A-Za-z0-9][A-Za-z0-9_.-]*")
# Who is nobody as a person, and yet may name a row: `Member`.
_MANY: Final = lazily(rf"(?i){MANY}")
# How many handles are no chance.
_SOME: Final = 3
# How many words a name has at most.
_FEW: Final = 4
# Where a profile is no account that a community works with.
_NETWORK: Final = lazily(r"(?:\w+\.)*(?:twitter|x|t|facebook|linkedin|weibo|zhihu|medium)\.\w+")


class Cells:
    """The cells of a table by column, each column looked at once."""

    def __init__(self, table: MarkdownTable) -> None:
        self.table = table
        self._texts: dict[int, Sequence[str]] = {}
        self._naming: dict[int, Sequence[str]] = {}
        self._persons: dict[int, tuple[int, Sequence[People]]] = {}

    def texts(self, at: int) -> Sequence[str]:
        """The cells of a column in which a word stands."""
        if at not in self._texts:
            texts = (unescape(self.table.text(row, at)) for row in self.table.rows)
            self._texts[at] = [text for text in texts if re.search(r"\w", text)]
        return self._texts[at]

    def hold_people(self, at: int, is_meant: Callable[[Person], bool] | None = None) -> bool:
        """Whether no less than half of the cells that name somebody are read as (such) persons."""
        named, meant = self._people(at, is_meant)
        return 2 * meant >= named

    def name_nobody(self, at: int) -> bool:
        """Whether cells say something, and surely nobody: counts, or links of one label."""
        return _name_nobody(self._named(at), self.table.text(self.table.header, at))

    def show_nobody(self, at: int) -> bool:
        """Whether cells name nobody, or are several of which none can be read as persons."""
        is_unread = len(self._named(at)) >= _SOME and not any(self._read(at)[1])
        return is_unread or self.name_nobody(at)

    def hold_one_person(self, at: int) -> bool:
        """Whether every cell that names somebody names one person."""
        named, read = self._read(at)
        return 0 < named == sum(len(each) == 1 for each in read)

    def hold_accounts(self, at: int) -> bool:
        """Whether most cells are persons, each of whom shows an account in a way that nothing else
        has: a link to one that is labelled as people are, or in some cells a handle."""
        texts = self.texts(at)
        if 2 * sum("](" in text or "@" in text for text in texts) <= len(texts):
            return False
        named, meant = self._people(at, is_member)
        if len(texts) < _SOME and not 1 < named == meant:
            named, meant = self._people(at, is_linked)
        return 2 * meant > named

    def are_logins(self, at: int) -> bool:
        """Whether most cells are one word to a reader, as accounts are, and no link that could be
        read: `[ada][ada]`, `[@ada]`, `ada` as code."""
        texts = [text for text in self.texts(at) if "](" not in text]
        logins = sum(bool(_LOGIN.fullmatch(seen.text(text).strip())) for text in texts)
        return 2 * logins > len(self.texts(at))

    def _people(self, at: int, is_meant: Callable[[Person], bool] | None) -> tuple[int, int]:
        """How many cells name somebody, and how many of them are read as such persons."""
        named, read = self._read(at)
        return named, sum(is_meant is None or all(map(is_meant, each)) for each in read)

    def _read(self, at: int) -> tuple[int, Sequence[People]]:
        """How many cells name somebody, and the persons of those that can be read."""
        if at not in self._persons:
            known = definitions(self.table.source)
            named = [spelled(text, known).text for text in self._named(at)]
            header = self.table.text(self.table.header, at)
            self._persons[at] = len(named), _persons_of(named, header)
        return self._persons[at]

    def _named(self, at: int) -> Sequence[str]:
        """The cells that name somebody, if the column holds people."""
        if at not in self._naming:
            self._naming[at] = [each for each in self.texts(at) if not cell.is_placeholder(each)]
        return self._naming[at]

    def are_links(self, at: int) -> bool:
        """Whether every cell that says something is one link: several, and no less than half of all
        cells. A word for what is missing says nothing."""
        texts = self._named(at)
        return 2 * len(texts) >= max(len(self.table.rows), 3) and all(map(_is_link, texts))

    def are_texts(self, at: int) -> bool:
        """Whether a cell is more than one link, unless no cell says anything."""
        texts = self.texts(at)
        return not texts or not all(map(_is_link, texts))

    def can_name(self, at: int, *, tolerance: int = 0) -> bool:
        """Whether cells can be names: they are neither numbers, dates nor images, most rows have
        one, and no more than one of `tolerance` of those that name somebody is there already."""
        texts = self.texts(at)
        named = [text for text in texts if not cell.is_placeholder(text) or _MANY.fullmatch(text)]
        if not self.table.rows:
            return True
        if not texts or 2 * len(texts) < len(self.table.rows):
            return False
        repeats = len(named or texts) - len(set(map(name_key, named or texts)))
        is_told_apart = repeats <= (max(1, len(texts) // tolerance) if tolerance else 0)
        return (is_told_apart and len(texts) > 2 * repeats) and not self.are_marks(at)

    def go_on(self, at: int) -> bool:
        """Whether a cell stands for the rows below it, too, whose own cells are empty."""
        rows = self.table.rows
        filled = [bool(re.search(r"\w", self.table.text(row, at))) for row in rows]
        return bool(filled) and filled[0] and not all(filled)

    def are_labels(self, at: int) -> bool:
        """Whether every cell says something, in a few words, and is neither a person nor a link."""
        texts = [seen.text(text) for text in self.texts(at)]
        is_whole = len(texts) == len(self.table.rows)
        is_short = all(len(text.split()) <= _FEW and not text.endswith(".") for text in texts)
        return is_whole and is_short and not (self.hold_accounts(at) or self.are_links(at))

    def are_marks(self, at: int) -> bool:
        """Whether most cells are numbers, dates, versions or images: they mark rows, at best."""
        texts = self.texts(at)
        return 2 * sum(map(_is_mark, texts)) > len(texts)


def has_account(person: Person) -> bool:
    """Whether a person is shown by an account: its link opens one, or it is a single word."""
    if person.url:
        return has_link(person)
    return " " not in in_language(person.handle or person.name or " ", None)


def has_link(person: Person) -> bool:
    """Whether the link of a person opens an account."""
    return account(in_language(person.url or "", None)) is not None


def is_member(person: Person) -> bool:
    """Whether a person shows an account of a community, and can be nothing else."""
    handle = in_language(person.handle or "", None)
    return is_linked(person) if person.url else bool(handle) and "/" not in handle


def is_linked(person: Person) -> bool:
    """Whether the link of a person opens an account of a community, and is labelled as one."""
    handle, name = (in_language(text or "", None) for text in (person.handle, person.name))
    found = account(in_language(person.url or "", None))
    is_personal = bool(handle) or re.search(r"\w\s+\w|^[^\x00-\u2fff]{2,}$", name) is not None
    return found is not None and is_personal and not _NETWORK.fullmatch(found[0])


def _is_link(text: str) -> bool:
    link = parse_link(text)
    return bool(_BARE_LINK.fullmatch(text)) or bool(
        link and link.end == len(text) and link.label and link.destination
    )


def _persons_of(texts: Sequence[str], header: str) -> Sequence[People]:
    """The persons of the cells of a column that can be read."""
    if _name_nobody(texts, header):
        return ()
    conventions = conventions_of(texts, header)
    found = (cell.parse(text, conventions) for text in texts)
    return [each.persons for each in found if each]


def _name_nobody(texts: Sequence[str], header: str) -> bool:
    """Whether cells can be no names of persons: each is a count, or a link of one label."""
    is_of_counts = bool(texts) and all(map(_COUNT.fullmatch, texts))
    return is_of_counts or _have_one_label(texts, header)


def _have_one_label(texts: Sequence[str], header: str) -> bool:
    """Whether each cell is one link, and all have a label that names nobody: that of the header,
    or the same for different pages."""
    labels, pages = set[str](), set[str]()
    for text in texts:
        link = parse_link(text)
        if link is None or link.end < len(text):
            return False
        labels.add(name_key(link.label))
        pages.add(link.destination)
        if len(labels) > 1:
            return False
    return bool(labels) and (labels == {name_key(header)} or len(pages) > 1)


def _is_mark(text: str) -> bool:
    rest = _IMAGE.sub(" ", text).strip()
    return not _LETTER.search(rest) or bool(_DATE.fullmatch(rest))
