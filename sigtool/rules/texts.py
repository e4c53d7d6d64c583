"""SIG009 and SIG010: what a text holds that nobody sees."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from sigtool.check.passages import Passage, passages, rewriting
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot, Undecodable
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, Row
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import Line, unescape
from sigtool.model import Sig, languages_of
from sigtool.registry import document as yamldoc
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan
from sigtool.text.diagnostic import Fix, Location, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.source import LINE_BREAK, Edit, Source, Span

_TAKE_IT_OUT: Final = "take it out, unless the script needs it"
_NEWLINES: Final = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
# Format characters that show nothing, controls, and letters that are blank. Blanks of any width and
# the signs that Arabic writes around numbers are seen.
_INVISIBLE: Final = lazily(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
# The flag of a part of a country: a black flag, its code in tags, a tag that ends it.
_FLAG: Final = lazily("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_JOINER: Final = "\u200d"
_JOINERS: Final = "\u200c\u200d"
_ZERO_WIDTH_SPACE: Final = "\u200b"
_DIRECTION_MARKS: Final = "\u200e\u200f\u061c"
_RIGHT_TO_LEFT: Final = ("R", "AL")
_MONGOLIAN: Final = "\u180b\u180c\u180d\u180e\u180f"
_KEYCAPS: Final = "0123456789#*"
# Where letters take another form beside others (Arabic to Mongolian, and what was added to them),
# and where no blank is between words (Thai to Myanmar, Khmer).
_JOINING: Final = lazily(
    "[\u0600-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uaaff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff]"
)
_WITHOUT_BLANKS: Final = lazily("[\u0e00-\u109f\u1780-\u17ff\u1a20-\u1aaf]")


@rule("SIG009", "mixed-newlines", Severity.WARNING)
def mixed_newlines(snapshot: Snapshot) -> Iterator[Finding]:
    """All lines of a file end alike."""
    torn = {conflict.path for conflict in snapshot.conflicts}
    files = [file.source for file in snapshot.files if not isinstance(file, Undecodable)]
    for source in (source for source in files if source.path not in torn and "\r" in source.text):
        found = list(LINE_BREAK.finditer(source.text))
        odd = [Span(*each.span()) for each in found if each.group() != source.newline]
        if not odd:
            continue
        counts = Counter(_NEWLINES[each.group()] for each in found)
        # No counts, and no kind that most lines have: a baseline knows it again by its message.
        kinds = ", others in ".join(kind for kind in _NEWLINES.values() if kind in counts)
        counted = ", ".join(
            f"{counts[kind]} in {kind}" for kind in _NEWLINES.values() if counts[kind]
        )
        yield Finding(
            f"{source.path}: some lines end in {kinds}",
            Location(source, source.line_span(source.line_of(odd[0].start))),
            fix=_unified(snapshot, source, [Edit(span, source.newline) for span in odd]),
            hint=f"let your editor save the file with one kind of line end ({counted})",
        )


@rule("SIG010", "invisible-character", Severity.WARNING)
def invisible_character(snapshot: Snapshot) -> Iterator[Finding]:
    """No value and no row holds a character that cannot be seen, beyond what its script needs."""
    yield from _in_texts(snapshot)
    known = {(t.sig.origin, t.key, t.language) for t, _ in snapshot.once(_with_invisible)}
    for place in snapshot.places.values():
        yield from _in_table(snapshot, place, known)


def _unified(snapshot: Snapshot, source: Source, edits: Sequence[Edit]) -> Fix | None:
    """The fix that gives a file one kind of line end; None where it would mean something else."""
    after = source.edited(edits)
    if source.path == snapshot.source.path:
        old, new = yamldoc.read(source), yamldoc.read(after)
        is_same = old.registry == new.registry and len(old.problems) == len(new.problems)
    else:
        is_same = contents(blocks.read(source)) == contents(blocks.read(after))
    return Fix.of("end all lines alike", source, edits) if is_same else None


def contents(document: Document) -> list[list[list[str]]]:
    """What the cells of a document's tables hold, by table and row."""
    return [
        [[document.source[cell.content] for cell in row.cells] for row in table.lines]
        for table in document.tables
    ]


def _with_invisible(snapshot: Snapshot) -> Sequence[tuple[Passage, Sequence[int]]]:
    """The texts with such characters, and where in each they are."""
    texts = ((each, each.text) for each in passages(snapshot))
    every = [each for each, text in texts if not (text.isascii() and text.isprintable())]
    return [(text, spots) for text in every if (spots := _invisible(text.text))]


@once
def _in_texts(snapshot: Snapshot) -> Iterator[Finding]:
    found = snapshot.once(_with_invisible)
    changes = [(text, _cleaned(text.text)) for text, _ in found]
    title = "take the invisible characters out of {sig}"
    fixes = rewriting(snapshot, title, [each for each in changes if each[1]], safe=False)
    for text, spots in found:
        message, fix = f"{text} has {_described(text.text, spots)}", fixes.get(text.sig.origin)
        yield Finding(message, text.at(snapshot), fix=fix, hint=_TAKE_IT_OUT)


def _invisible(text: str) -> list[int]:
    """Where in a text the characters are that nobody sees and no script needs."""
    if _is_seen(text):
        return []
    needed = {at for flag in _FLAG.finditer(text) for at in range(flag.start(), flag.end())}
    return [
        at
        for at in (found.start() for found in _INVISIBLE.finditer(text))
        if at not in needed and not _is_needed(text, at)
    ]


def _is_seen(text: str) -> bool:
    """Whether all of a text is surely seen."""
    return text.isascii() and text.isprintable()


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
        # Letters come in variants in Japanese names.
        is_letter = bool(before) and unicodedata.category(before) == "Lo"
        return is_letter or _is_picture(before) or before in tuple(_KEYCAPS)
    return False


def _is_picture(char: str) -> bool:
    """Whether a character may be an emoji, or the colour of somebody's skin."""
    return bool(char) and (unicodedata.category(char) in ("So", "Sm", "Sk") or char in "‼⁉〰")


def _described(text: str, spots: Sequence[int]) -> str:
    char, before = text[spots[0]], text[: spots[0]].split()
    name = unicodedata.name(char, "control character").lower()
    where = f"behind {_INVISIBLE.sub('', before[-1])!r}" if before else "at its beginning"
    several = f"{len(spots)} invisible characters, the first of them"
    which = "an invisible character:" if len(spots) == 1 else several
    return f"{which} U+{ord(char):04X} ({name}) {where}"


def _cleaned(text: str) -> str:
    gone = frozenset(_invisible(text))
    return "".join(char for at, char in enumerate(text) if at not in gone).strip()


# The texts of the registry with such characters: the origin of the SIG, the field, the language.
_Known = AbstractSet[tuple[int | None, str, str | None]]


def _in_table(snapshot: Snapshot, place: Place, known: _Known) -> Iterator[Finding]:
    """The cells with such characters, but for those that show a text in which they are known."""
    shown = place.shown
    whole = Span(shown.header.line.start, shown.lines[-1].line.end)
    found: list[tuple[Row, int, Finding]] = []
    for row in shown.lines if _invisible(shown.source[whole]) else ():
        read = place.sig_of(row) if row is not shown.header else None
        sig = snapshot.by_name.get(name_key(read.one_name)) if read else None
        who = read.one_name if read else shown.source.path
        for at, cell in enumerate(row.cells):
            text = shown.source[cell.content]
            spots = _invisible(text)
            if spots and not (sig and _shows(place, at, sig, known)):
                label = shown.text(shown.header, at) if at < len(shown.header.cells) else at + 1
                what = "the header" if row is shown.header else f"the cell of {label!r}"
                message = f"{who}: {what} has {_described(text, spots)}"
                finding = Finding(message, Location(shown.source, cell.content), hint=_TAKE_IT_OUT)
                found.append((row, at, finding))
    fix = _cleaned_table(snapshot, place, [each for each in found if each[0] is not shown.header])
    for row, _, finding in found:
        yield finding if row is shown.header else replace(finding, fix=fix)


def _shows(place: Place, column: int, sig: Sig, known: _Known) -> bool:
    """Whether a cell shows a text of a SIG in which such characters are known already."""
    language = place.table.language
    keys = place.keys_of(place.bound[column]) if column < len(place.bound) else ()
    return any(
        (sig.origin, key, code) in known
        for key in keys
        for code in (None, language or next(iter(languages_of(sig.text(key))), None))
    )


def _cleaned_table(
    snapshot: Snapshot, place: Place, found: Sequence[tuple[Row, int, Finding]]
) -> Fix | None:
    """The fix that takes them out of the rows of a table."""
    shown = place.shown
    if any(column >= len(shown.headers) for _, column, _ in found):
        return None  # what has no header is never written
    cells: dict[int, dict[int, str]] = defaultdict(dict)
    for row, column, _ in found:
        text = shown.source[row.cells[column].content]
        cells[id(row)][column] = unescape(_cleaned(text))
    lines = tuple(Line(row, cells[id(row)]) for row in shown.rows)
    edits = snapshot.table_edits(Plan(place, lines))
    title = "take the invisible characters out of the table"
    return Fix.of(title, shown.source, edits, safe=False) if edits else None
