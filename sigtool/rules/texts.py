"""SIG009 and SIG010: what a text holds that nobody sees."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from sigtool.check.passages import once, passages, rewriting
from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot, Undecodable
from sigtool.markdown import blocks, rows
from sigtool.markdown.blocks import Document, Row, name_key
from sigtool.markdown.rows import Line, unescape
from sigtool.model import Sig, languages_of, texts_of
from sigtool.registry import document as yamldoc
from sigtool.tables.locate import Place
from sigtool.text.diagnostic import FileEdit, Fix, Location, Severity
from sigtool.text.source import LINE_BREAK, Edit, Source, Span

_TAKE_IT_OUT: Final = "take it out, unless the script needs it"
_NEWLINES: Final = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
# Format characters that show nothing, controls, and letters that are blank. Blanks of any width and
# the signs that Arabic writes around numbers are seen.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
# The flag of a part of a country: a black flag, its code in tags, a tag that ends it.
_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_JOINER: Final = "\u200d"
_JOINERS: Final = "\u200c\u200d"
_ZERO_WIDTH_SPACE: Final = "\u200b"
_DIRECTION_MARKS: Final = "\u200e\u200f\u061c"
_RIGHT_TO_LEFT: Final = ("R", "AL")
_MONGOLIAN: Final = "\u180b\u180c\u180d\u180e\u180f"
_KEYCAPS: Final = "0123456789#*"
# Where letters take another form beside others (Arabic to Mongolian, and what was added to them),
# and where no blank is between words (Thai to Myanmar, Khmer).
_JOINING: Final = re.compile(
    "[\u0600-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uaaff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff]"
)
_WITHOUT_BLANKS: Final = re.compile("[\u0e00-\u109f\u1780-\u17ff\u1a20-\u1aaf]")


def mixed_newlines(snapshot: Snapshot) -> Iterator[Finding]:
    """All lines of a file end alike."""
    torn = {conflict.path for conflict in snapshot.conflicts}
    files = (snapshot.registry_document, *snapshot.documents.values())
    read = {file.source.path: file for file in files if file and not isinstance(file, Undecodable)}
    for path, file in read.items():
        found = [] if path in torn else list(LINE_BREAK.finditer(file.source.text))
        usual = file.source.newline
        odd = [Span(*each.span()) for each in found if each.group() != usual]
        if odd:
            first = file.source.line_span(file.source.line_of(odd[0].start))
            counted = _counted(file.source, odd, len(found))
            yield Finding(
                f"{path}: {counted}, the others in {_NEWLINES[usual]}",
                Location(file.source, first),
                fix=_unified(snapshot, file.source, [Edit(span, usual) for span in odd]),
                hint="let your editor save the file with one kind of line end",
            )


def invisible_character(snapshot: Snapshot) -> Iterator[Finding]:
    """No value and no row holds a character that cannot be seen, beyond what its script needs."""
    found = [(text, spots) for text in passages(snapshot) if (spots := _invisible(text.text))]
    changes = [(text, _cleaned(text.text, spots)) for text, spots in found]
    title = "take the invisible characters out of {sig}"
    fixes = rewriting(snapshot, title, [each for each in changes if each[1]], safe=False)
    yield from once(
        Finding(
            f"{text} has {_described(text.text, spots)}",
            text.at(snapshot),
            fix=fixes.get(text.sig.origin),
            hint=_TAKE_IT_OUT,
        )
        for text, spots in found
    )
    known = {(text.sig.origin, text.key, text.language) for text, _ in found}
    for place in snapshot.places.values():
        yield from _in_table(snapshot, place, known)


def _counted(source: Source, odd: Sequence[Span], total: int) -> str:
    """How many lines end in which of the rarer ways."""
    counts = [(n, _NEWLINES[kind]) for kind, n in Counter(source[span] for span in odd).items()]
    (count, kind), *others = counts
    first = f"{count} of {total} lines {'ends' if count == 1 else 'end'} in {kind}"
    return ", ".join([first, *(f"{n} in {other}" for n, other in others)])


def _unified(snapshot: Snapshot, source: Source, edits: Sequence[Edit]) -> Fix | None:
    """The fix that gives a file one kind of line end; None where it would mean something else."""
    after = source.edited(edits)
    if source.path == snapshot.source.path:
        old, new = yamldoc.read(source), yamldoc.read(after)
        is_same = old.registry == new.registry and len(old.problems) == len(new.problems)
    else:
        is_same = contents(blocks.read(source)) == contents(blocks.read(after))
    made = tuple(FileEdit(source, edit) for edit in edits)
    return Fix("end all lines alike", made) if is_same else None


def contents(document: Document) -> list[list[list[str]]]:
    """What the cells of a document's tables hold, by table and row."""
    return [
        [[document.source[cell.content] for cell in row.cells] for row in table.lines]
        for table in document.tables
    ]


# --- what cannot be seen -----------------------------------------------------------------------


def _invisible(text: str) -> list[int]:
    """Where in a text the characters are that nobody sees and no script needs."""
    if text.isascii() and text.isprintable():
        return []
    needed = {at for flag in _FLAG.finditer(text) for at in range(flag.start(), flag.end())}
    return [
        at
        for at in (found.start() for found in _INVISIBLE.finditer(text))
        if at not in needed and not _is_needed(text, at)
    ]


def _is_needed(text: str, at: int) -> bool:
    """Whether a character that is not seen makes others look as they should."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char in _JOINERS and _JOINING.match(before) and (char == _JOINER or _JOINING.match(after)):
        return True
    if char == _JOINER:
        # Between two emoji, of which the first may have a variation.
        first = text[max(at - 2, 0) : at].rstrip("\ufe0f")
        return _is_picture(first[-1:]) and _is_picture(after)
    if char == _ZERO_WIDTH_SPACE:
        return bool(_WITHOUT_BLANKS.match(before) and _WITHOUT_BLANKS.match(after))
    if char in _DIRECTION_MARKS:
        letters = filter(str.isalpha, text)
        return any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in letters)
    if char in _MONGOLIAN:
        return "\u1800" <= before <= "\u18af" and before not in _MONGOLIAN
    if unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return _is_picture(before) or before in tuple(_KEYCAPS) or _is_ideograph(before)
    return False


def _is_picture(char: str) -> bool:
    """Whether a character may be an emoji, or the colour of somebody's skin."""
    return bool(char) and (unicodedata.category(char) in ("So", "Sm", "Sk") or char in "‼⁉〰")


def _is_ideograph(char: str) -> bool:
    """Whether a character may come in variants, as in Japanese names."""
    return bool(char) and unicodedata.category(char) == "Lo"


def _described(text: str, spots: Sequence[int]) -> str:
    char, before = text[spots[0]], text[: spots[0]].split()
    name = unicodedata.name(char, "control character").lower()
    where = f"behind {_INVISIBLE.sub('', before[-1])!r}" if before else "at its beginning"
    several = f"{len(spots)} invisible characters, the first of them"
    which = "an invisible character:" if len(spots) == 1 else several
    return f"{which} U+{ord(char):04X} ({name}) {where}"


def _cleaned(text: str, spots: Sequence[int]) -> str:
    gone = frozenset(spots)
    return "".join(char for at, char in enumerate(text) if at not in gone).strip()


# --- in tables ---------------------------------------------------------------------------------


# The texts of the registry with such characters: the origin of the SIG, the field, the language.
_Known = tuple[int | None, str, str | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell that holds such characters: its row, None for the header row, and its column."""

    row: Row | None
    column: int
    text: str
    message: str
    location: Location


def _in_table(snapshot: Snapshot, place: Place, known: AbstractSet[_Known]) -> Iterator[Finding]:
    shown = place.shown
    whole = Span(shown.header.line.start, shown.lines[-1].line.end)
    found = list(_cells(snapshot, place, known)) if _invisible(shown.source[whole]) else []
    fix = _cleaned_table(snapshot, place, found)
    for each in found:
        yield Finding(each.message, each.location, fix=fix if each.row else None, hint=_TAKE_IT_OUT)


def _cells(snapshot: Snapshot, place: Place, known: AbstractSet[_Known]) -> Iterator[_Found]:
    """The cells with such characters, but for those that show a text in which they are known."""
    shown = place.shown
    by_name = {name_key(name): sig for sig in snapshot.registry.sigs for name in texts_of(sig.name)}
    for row in shown.lines:
        if not _invisible(shown.source[row.content]):
            continue
        read = place.sig_of(row) if row is not shown.header else None
        sig = by_name.get(name_key(read.one_name)) if read else None
        who = read.one_name if read else shown.source.path
        for at, cell in enumerate(row.cells):
            text = shown.source[cell.content]
            spots = _invisible(text)
            if spots and not (sig and _shows(place, at, sig, known)):
                label = shown.headers[at] if at < len(shown.headers) else at + 1
                what = "the header" if row is shown.header else f"the cell of {label!r}"
                message = f"{who}: {what} has {_described(text, spots)}"
                location = Location(shown.source, cell.content)
                yield _Found(None if row is shown.header else row, at, text, message, location)


def _shows(place: Place, column: int, sig: Sig, known: AbstractSet[_Known]) -> bool:
    """Whether a cell shows a text of a SIG in which such characters are known already."""
    language = place.table.language
    keys = place.keys_of(place.bound[column]) if column < len(place.bound) else ()
    return any(
        (sig.origin, key, code) in known
        for key in keys
        for code in (None, language or next(iter(languages_of(sig.text(key))), None))
    )


def _cleaned_table(snapshot: Snapshot, place: Place, found: Sequence[_Found]) -> Fix | None:
    """The fix that takes them out of the rows of a table, read again and found to do just that."""
    shown, document = place.shown, snapshot.documents[place.table.path]
    cells: dict[int, dict[int, str]] = {}
    for each in found:
        if each.row:
            text = unescape(_cleaned(each.text, _invisible(each.text)))
            cells.setdefault(id(each.row), {})[each.column] = text
    width = len(shown.header.cells)
    if not cells or not isinstance(document, Document):
        return None
    if any(column >= width for each in cells.values() for column in each):
        return None  # what has no header is never written
    edits = rows.edits(shown, [Line(row, cells.get(id(row), {})) for row in shown.rows])
    wanted = contents(document)
    for row, cells_of_row in zip(shown.rows, wanted[document.tables.index(shown)][1:], strict=True):
        for column, text in cells.get(id(row), {}).items():
            cells_of_row[column] = rows.escape(text)
    if contents(blocks.read(shown.source.edited(edits))) != wanted:
        return None
    made = tuple(FileEdit(shown.source, edit) for edit in edits)
    return Fix("take the invisible characters out of the table", made, safe=False)


RULES: Final = (
    Rule("SIG009", "mixed-newlines", Severity.WARNING, mixed_newlines),
    Rule("SIG010", "invisible-character", Severity.WARNING, invisible_character),
)
