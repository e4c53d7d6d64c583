"""SIG414: who is shown in an office whose term has ended.

A term is read only in a column that is one of terms, and only where a cell says nothing but a date,
or two; of a date that can be read in two ways the later one counts.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.model import Column, Kind, Sig, Table, in_language, languages_of
from sigtool.rules.past import is_past
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.wording import quoted

if TYPE_CHECKING:
    from datetime import date

# Headers of terms, those of where they begin, and those of where they end.
_TERM: Final = lazily(r"\b(?:term|tenure|mandate)s?\b|任期|届期", re.IGNORECASE)
_BEGIN: Final = lazily(
    r"\b(?:start|began|begin|since|from|length|limit)|开始|起始|时长", re.IGNORECASE
)
_END: Final = lazily(
    r"\b(?:until|till|expir\w{1,6})\b|\b(?:term|tenure|mandate)s?'? ?(?:ends?|ending)\b"
    r"|\bend of (?:the )?(?:term|tenure|mandate)\b|届满|任期(?:至|到期|截止|结束)",
    re.IGNORECASE,
)
# Ends in so many years tell a list of all who ever were.
_HISTORY: Final = 3

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR: Final = r"(?:19|20)\d\d"
_YEARS: Final = lazily(rf"(?<!\d){_YEAR}(?!\d)")
_DATES: Final = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>{_YEAR})(?P<sign>[-./])(?P<month>\d\d?)(?:(?P=sign)(?P<day>\d\d?))?",
        rf"(?P<year>{_YEAR}) ?年(?: ?(?P<month>\d\d?) ?月(?: ?(?P<day>\d\d?) ?[日号])?)?(?:底|末)?",
        rf"(?P<name>{_MONTH})[ ,/-]*(?:(?P<day>\d\d?)(?:st|nd|rd|th)?,? )?(?:of )?"
        rf"(?P<year>{_YEAR})",
        rf"(?P<name>{_MONTH}) ?['’](?P<short>\d\d)",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?[. /-]+(?:of )?(?P<name>{_MONTH})[, /-]*(?P<year>{_YEAR})",
        rf"(?P<month>\d\d?)(?P<mark>[-./])(?P<day>\d\d?)(?P=mark)(?P<year>{_YEAR})",
        rf"(?P<month>\d\d?) ?[-./] ?(?P<year>{_YEAR})",
        rf"Q(?P<quarter>[1-4]) ?(?P<year>{_YEAR})|(?P<other>{_YEAR}) ?-?Q(?P<also>[1-4])",
        rf"(?P<year>{_YEAR})(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?P<year>{_YEAR})",
    )
)
_UNTIL: Final = lazily(
    r"(?:until|till|through|thru|to|(?:term )?ends?|ending|ended|expires?|expiring|expired|至|截至"
    r"|截止|到)(?: on| in)?[: ]*",
    re.IGNORECASE,
)
# What stands before a date, and says nothing of the day.
_FROM: Final = lazily(r"(?:from|since|between|start(?:s|ed|ing)?|自|从|由)[: ]*", re.IGNORECASE)
_END_OF: Final = lazily(r"(?:the )?end of ", re.IGNORECASE)
# How long a term is, where its end follows: `2 years, until 2025-01-30`.
_LENGTH: Final = lazily(
    r"\d{1,2}[ -]?(?:years?|yrs?|months?|个?月|年)(?: term)?[,，;:(（ ]+", re.IGNORECASE
)
_BETWEEN: Final = lazily(r" ?(?:[-–—~～→]+| to | until | through |至|到) ?", re.IGNORECASE)
_LINES: Final = lazily(r"<br ?/?>|[;；、]", re.IGNORECASE)
_MONTHS_OF_A_YEAR: Final = len(_MONTHS)
# No cell of a term is longer.
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class _Ended:
    """Who is shown with a term that has ended, and where that is said."""

    sig: Sig
    header: str
    text: str
    end: "date"
    at: Location


@rule("SIG414", "ended-term", Severity.WARNING)
def ended_term(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody is shown in office whose term has ended."""
    seen: set[Location] = set()
    if snapshot.today is None or snapshot.has_faulty_tables:
        return
    for at, table in enumerate(snapshot.registry.tables):
        terms = _terms(table)
        if not terms or _is_past(snapshot, at, table, today := snapshot.today()):
            continue
        found = [each for each in _ended(snapshot, table, terms, today) if each.at not in seen]
        seen.update(each.at for each in found)
        if len({each.end.year for each in found}) >= _HISTORY:
            continue
        for end in dict.fromkeys(each.end for each in found):
            yield _finding(snapshot, [each for each in found if each.end == end])


def _finding(snapshot: Snapshot, found: Sequence[_Ended]) -> Finding:
    first, *others = found
    more = f" and {len(others)} more" if others else ""
    return Finding(
        f"{first.sig.one_name}{more}: the term ended on {first.end.isoformat()}: "
        f"{first.header} is {quoted(first.text)}",
        first.at,
        [related for each in others for related in _places(snapshot, each)],
        hint="write the new term, or take who has left to those who were",
    )


def _places(snapshot: Snapshot, ended: _Ended) -> Iterator[Related]:
    """Where a further term stands, and the row that shows it."""
    name = ended.sig.one_name
    yield Related(f"and that of {name}", ended.at)
    if row := snapshot.row_of(ended.at):
        yield Related(f"the row of {name} is here", row.location)


def _is_past(snapshot: Snapshot, at: int, table: Table, today: "date") -> bool:
    """Whether a table shows who was, not who is."""
    place = snapshot.places.get(at)
    names = (table.path, table.section, table.heading, place.shown.heading if place else None)
    words = " ".join(re.sub(r"[_/.-]", " ", name) for name in names if name)
    # One that is called by years is of those years: `Committee of 2023`.
    years = [int(year) for year in _YEARS.findall(words)]
    return is_past(words) or (bool(years) and max(years) < today.year)


def _terms(table: Table) -> list[tuple[Column, str]]:
    """The columns of terms, with what their headers show."""
    columns = ((each, inline.plain(each.header)) for each in _texts(table))
    return [(each, header) for each, header in columns if _is_of_terms(header)]


def _texts(table: Table) -> list[Column]:
    return [each for each in table.columns if each.kind is Kind.TEXT and each.field != "name"]


def _ended(
    snapshot: Snapshot, table: Table, terms: Sequence[tuple[Column, str]], today: "date"
) -> Iterator[_Ended]:
    fields = [each.field for each in _texts(table)]
    for sig in snapshot.registry.shown_in(table):
        own = snapshot.by_origin[sig.origin]
        if any(is_past(in_language(sig.text(each), None)) for each in fields):
            continue
        for column, header in terms:
            text = in_language(sig.text(column.field), table.language)
            end = last_day(text, is_end=bool(_END.search(header)))
            if end and end < today:
                code = [table.language] if languages_of(own.text(column.field)) else []
                at = snapshot.at_sig(sig, column.field, *filter(None, code))
                yield _Ended(own, header, text, end, at)


def _is_of_terms(header: str) -> bool:
    """Whether a header is that of a column of terms, or of where terms end."""
    return bool(_END.search(header) or (_TERM.search(header) and not _BEGIN.search(header)))


def last_day(text: str, *, is_end: bool) -> "date | None":
    """The last day of the terms that a cell tells of; None where it tells of something else.
    `is_end`: the column says where terms end, so that a date alone is one."""
    if not text or len(text) > _LONGEST:
        return None
    ends = [_end_of(inline.plain(each), is_end=is_end) for each in _LINES.split(text)]
    known = [end for end in ends if end]
    return max(known) if len(known) == len(ends) else None


def _end_of(text: str, *, is_end: bool) -> "date | None":
    text = text.strip(" ()（）.。")
    if (length := _LENGTH.match(text)) and _UNTIL.match(text, length.end()):
        text = text[length.end() :]
    if text.endswith("止") and (stop := _date(text.removesuffix("止"))):
        return stop
    if whole := _date(text):
        return whole if is_end else None
    if found := _UNTIL.match(text):
        return _date(text[found.end() :].removesuffix("止"))
    for found in _BETWEEN.finditer(text):
        first, last = text[: found.start()], text[found.end() :].removesuffix("止")
        first = first[len(begin[0]) :] if (begin := _FROM.match(first)) else first
        if _date(first.removesuffix("起").strip()) or _is_part(first):
            end = _date(last) or _shorter(first, last)
            if end:
                return end
    return None


def _is_part(text: str) -> bool:
    """Whether a text is the beginning of a term without its year: `Feb`."""
    return bool(re.fullmatch(rf"{_MONTH}(?: \d\d?)?", text, re.IGNORECASE))


def _shorter(first: str, last: str) -> "date | None":
    """The end of `2021-23`: a year of two digits, which is no month."""
    if not re.fullmatch(_YEAR, first) or not re.fullmatch(r"\d\d", last):
        return None
    from datetime import date

    year = int(first[:2] + last)
    return date(year, 12, 31) if year > int(first) and int(last) > _MONTHS_OF_A_YEAR else None


def _date(text: str) -> "date | None":
    """The last day of what a text names: a day, a month, a quarter, a year."""
    text = text.strip()
    text = text[len(end[0]) :] if (end := _END_OF.match(text)) else text
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            return _of_parts(found.groupdict())
    return None


def _of_parts(parts: dict[str, str | None]) -> "date | None":
    from calendar import monthrange
    from datetime import date

    year = int(parts.get("year") or parts.get("other") or f"20{parts['short']}")
    quarter = parts.get("quarter") or parts.get("also")
    name = parts.get("name")
    month = int(parts.get("month") or 0) or 3 * int(quarter or 0) or 12
    if name:
        month = _MONTHS.index(name[:3].lower()) + 1
    day = int(parts.get("day") or 0)
    # Some write the day first, some the month.
    ways = [(month, day), (day, month)] if parts.get("mark") else [(month, day)]
    ends = [
        date(year, m, d or monthrange(year, m)[1])
        for m, d in ways
        if 1 <= m <= _MONTHS_OF_A_YEAR and d <= monthrange(year, m)[1]
    ]
    return max(ends, default=None)
