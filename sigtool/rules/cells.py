"""SIG2xx: what a cell holds, or would have to."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from sigtool.check.passages import Change, Passage, fixes, place_of, said
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.markdown.broken_links import no_links
from sigtool.model import Kind, Mention, People, Sig, Text, by_language, grouped, texts_of
from sigtool.people import cell, grammar
from sigtool.rules.throughout import are_many, of_rows
from sigtool.tables.cells import AROUND, NOTHING, UNSHOWABLE
from sigtool.text.diagnostic import Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.source import LONGEST_LIST, Span
from sigtool.text.wording import argument, quoted

# What says that there is nothing, as an empty cell does, and not that something is to come.
_NONE: Final = lazily(r"(?i)n\.?/?a\.?|none|null|nil|[-–—_]+|暂无|无")
# No word for nothing that sigtool knows is longer: `needs an owner`.
_MOST_BLANKS: Final = 2
_GIVE: Final = "give it a value, or take it away"
# Lines of plain prose are one paragraph, whose line breaks are blanks (GFM 0.29, "Soft line
# breaks"). A line that begins as another block does, or ends in a hard break, is more than that.
_LINE_BREAK: Final = lazily(r"(?:(?<![ \t])[ \t]++)?(?:\r\n|\r|\n)[ \t]*+")
_MORE_THAN_PROSE: Final = lazily(
    r"(?:\r\n?|\n)[ \t]*(?:[\r\n]|[-+*>#`~|=<]|\d+[.)])|(?: {2}|\\)[\r\n]"
)


@rule("SIG201", "unstructured-people", Severity.NOTE)
def unstructured_people(snapshot: Snapshot) -> Iterator[Finding]:
    """A people field was read into persons."""
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    own = own_placeholders(snapshot)
    for sig in snapshot.registry.sigs:
        for key in filter(sig.values.__contains__, fields):
            text = sig.values[key]
            if isinstance(text, tuple):
                continue
            # SIG202 tells of a word for nobody, SIG205 of what was to be a link, SIG505 of a link
            # to nowhere; a link to the list of the persons is as good as a list.
            unread = (
                each
                for each in texts_of(text)
                if each and not no_links(each) and not cell.is_pointer(each) and "]()" not in each
            )
            if not all(is_placeholder(each, own) for each in unread):
                header = snapshot.shown.header(sig, key)
                message, hint = _of_people(snapshot.command_name(sig), header, key, text)
                place = snapshot.at_sig(sig, key)
                # Tables that disagree mislead; what sigtool cannot tell, a reader may.
                is_known = len(set(map(frozenset, _persons_by_language(text)))) > 1
                severity = Severity.WARNING if is_known else None
                yield Finding(f"{sig.name}: {message}", place, hint=hint, severity=severity)


def _persons_by_language(text: Text) -> list[People]:
    """Whom a text names in each of its languages; nothing where one of them is not read, or where
    there is but one."""
    cells = [found for each in texts_of(text) if (found := cell.parse(each))]
    is_whole = len(cells) == len(list(texts_of(text))) > 1
    return [each.persons for each in cells] if is_whole else []


def _of_people(name: str, header: str, key: str, text: Text) -> tuple[str, str]:
    """What is wrong with a people field that is text, and what to do."""
    as_list = (
        "in the table, write each as [@ada](https://github.com/ada), with commas between them; "
        "in the registry, as `- handle: ada`"
    )
    unclear = f"cannot tell who is named under {header!r}"
    if max(map(len, texts_of(text))) > LONGEST_LIST:
        return f"{header!r} is longer than {LONGEST_LIST:,} characters, so it is not read", as_list
    if isinstance(text, str):
        return f"{unclear}: {quoted(text)}", as_list
    listed = ", ".join(f"{quoted(each)} in {code}" for code, each in text.by_language.items())
    found = _persons_by_language(text)
    persons = next(iter(found), ())
    if not persons:
        return f"{unclear}: {listed}", as_list
    if len(set(map(frozenset, found))) == 1:
        is_twice = any(len(set(each)) < len(each) for each in found)
        how = "somebody twice" if is_twice else "the same persons in another order"
        hint = "name each once, in one order, and the registry holds them as one list"
        return f"{header!r} names {how}: {listed}", hint
    message = f"{header!r} names other persons in each language: {listed}"
    if not all(person.handle or person.url for persons in found for person in persons):
        # A name of one language is no name for the tables in the others.
        hint = "write one list of persons, each with its names, as `- name: {zh: 艾达, en: Ada}`"
        return message, hint
    return message, _who_it_is(name, key, dict(zip(text.by_language, found, strict=True)))


def _who_it_is(name: str, key: str, found: Mapping[str, People]) -> str:
    """How to make the languages name the same persons."""
    everybody = [(code, person) for code, persons in found.items() for person in persons]
    if any(person.name for _, person in everybody):
        # A command would write what one language calls them into the tables of all.
        groups = grouped([person for _, person in everybody])
        mentions = [dict(everybody[at] for at in group) for group in groups]
        alone = [
            f"{next(iter(each.values()))} is in {', '.join(each)} alone"
            for each in mentions
            if len(each) < len(found)
        ]
        where = f" ({'; '.join(alone)})" if alone else ""
        return (
            f"name the same persons in the table of each language{where}; "
            f"then sigtool sync {name} --prefer table"
        )
    lists = (
        ", ".join(cell.write((each,), cell.Way()) or str(each) for each in persons)
        for persons in found.values()
    )
    commands = (
        f"sigtool edit-sig {name} --set {argument(f'{key}={listed}')}"
        for listed in dict.fromkeys(lists)
    )
    return f"decide who it is: {', or '.join(commands)}"


@rule("SIG202", "placeholder", Severity.WARNING)
def placeholder(snapshot: Snapshot) -> Iterator[Finding]:
    """A value is a value, not a word that stands for one."""
    columns: dict[tuple[str, str | None], list[Passage]] = {}
    seen: set[Span] = set()
    own = own_placeholders(snapshot)
    # Something else tells of links.
    for passage in said(snapshot):
        if not _is_stand_in(passage, own):
            continue
        span = passage.at(snapshot).span
        if span not in seen:  # what an alias or a merge key brings in stands there once
            seen.add(span)
            section = snapshot.registry.section_of(passage.sig)
            columns.setdefault((passage.key, section), []).append(passage)
    rows: dict[int | None, list[Passage]] = {}
    if not columns:
        return
    sizes = Counter(map(snapshot.registry.section_of, snapshot.registry.sigs))
    for (_, section), column in columns.items():
        origins = {passage.sig.origin for passage in column}
        if are_many(len(origins), sizes[section]):
            yield _in_column(snapshot, column, len(origins), sizes[section])
            continue
        for passage in column:
            rows.setdefault(passage.sig.origin, []).append(passage)
    for row in rows.values():
        yield from _in_row(snapshot, row)


def _in_column(snapshot: Snapshot, found: Sequence[Passage], count: int, total: int) -> Finding:
    first, *others = found
    header = snapshot.shown.header(first.sig, first.key, first.language)
    return Finding(
        f"{header!r} is a placeholder in many rows: {quoted(first.text)}",
        first.at(snapshot),
        [Related(f"{each}: {quoted(each.text)}", each.at(snapshot)) for each in others],
        hint=f"{of_rows(count, total, first.sig)}: {_GIVE}",
    )


def _in_row(snapshot: Snapshot, found: Sequence[Passage]) -> Iterator[Finding]:
    """One finding for each word that a row has in the place of values, in each language."""
    alike: dict[tuple[str | None, str], list[Passage]] = {}
    for passage in found:
        word = inline.plain(passage.text).casefold().strip(AROUND)
        alike.setdefault((passage.language, word), []).append(passage)
    for first, *others in alike.values():
        words = [
            each.below(snapshot.shown.header(each.sig, each.key, each.language))
            for each in (first, *others)
        ]
        more = [word.removeprefix(f"{first.sig.name}: ") for word in words[1:]]
        what = " and ".join([", ".join([words[0], *more[:-1]]), *more[-1:]])
        stands = "are placeholders" if more else "is a placeholder"
        message = f"{what} {stands}: {quoted(first.text)}"
        related = [Related("so is this", each.at(snapshot)) for each in others]
        yield Finding(message, first.at(snapshot), related, hint=_GIVE)


def _is_stand_in(passage: Passage, own: AbstractSet[str]) -> bool:
    """Whether a value is a word that stands for one, where an empty cell would not say the same."""
    if not is_placeholder(passage.text, own, of_people=passage.names_people):
        return False
    # Something else tells of a name that is nothing but a mark.
    if passage.key == "name" and not any(map(str.isalnum, passage.text)):
        return False
    # In a list of people, it is one more of them.
    is_wanted = passage.key in ("name", "responsibilities") or passage.part in ("handle", "name")
    return is_wanted or not says_none(passage.text) or _is_own(passage.text, own)


@rule("SIG204", "line-break", Severity.ERROR)
def line_break(snapshot: Snapshot) -> Iterator[Finding]:
    """A value that a table shows can stand in one cell, which is one line."""
    unshowable = dict.fromkeys(each for plan in snapshot.plans.values() for each in plan.unshowable)
    broken: list[tuple[Sig, tuple[str, ...], Change | None]] = []
    for origin, key in unshowable:
        sig = snapshot.by_origin[origin]
        lines = [each for each in by_language(sig.text(key)) if re.search(r"[\r\n]", each[1])]
        broken += [(sig, (key, *code), _joined(sig, (key, *code), text)) for code, text in lines]
        if not lines:
            yield from _unwritable(snapshot, sig, key)
    made = fixes(snapshot, [change for _, _, change in broken])
    for (sig, path, _), fix in zip(broken, made, strict=True):
        message = f"{sig.name}: {path[0]} has several lines, a cell of a table has one"
        hint = "put it on one line; <br> begins another one in the cell"
        yield Finding(message, snapshot.at_sig(sig, *path), fix=fix, hint=hint)


def is_placeholder(text: str, own: AbstractSet[str], *, of_people: bool = True) -> bool:
    """Whether a text stands for nothing, or in a people field for nobody; `own` are the words that
    the community has for that."""
    if own and _is_own(text, own):
        return True
    seen = inline.plain(text).strip(AROUND)
    if seen.count(" ") > _MOST_BLANKS:
        return False
    is_nobody = of_people and grammar.PLACEHOLDERS["@{word}"].fullmatch(f"@{seen}")
    return bool(is_nobody or NOTHING.fullmatch(seen))


def own_placeholders(snapshot: Snapshot) -> AbstractSet[str]:
    """The placeholders of the community's own, case ignored."""
    return frozenset(map(str.casefold, snapshot.settings.placeholders))


def _is_own(text: str, own: AbstractSet[str]) -> bool:
    return inline.plain(text).casefold() in own


def says_none(text: str) -> bool:
    """Whether a text says that there is nothing, as `N/A` and `-` do."""
    return bool(_NONE.fullmatch(inline.plain(text).strip(AROUND)))


def _joined(sig: Sig, path: tuple[str, ...], text: str) -> Change | None:
    """What puts a paragraph on one line; None for what is more than one."""
    if _MORE_THAN_PROSE.search(text):
        return None
    return Change("put it on one line", sig, path, _LINE_BREAK.sub(" ", text))


def _unwritable(snapshot: Snapshot, sig: Sig, key: str) -> Iterator[Finding]:
    """What no cell can say, though it is one line: it would read back as something else."""
    if people := sig.people(key):
        yield from _persons(snapshot, sig, key, people)
        return
    text = next((each for _, each in by_language(sig.text(key)) if UNSHOWABLE.search(each)), "")
    message = f"{sig.name}: {key} would read differently in a table"
    hint = "write it without the characters that Markdown takes for markup"
    if character := UNSHOWABLE.search(text):
        message = f"{sig.name}: {key} has the control character U+{ord(character[0]):04X}"
        hint = "take it out"
    yield Finding(message, snapshot.at_sig(sig, key), hint=hint)


def _persons(snapshot: Snapshot, sig: Sig, key: str, people: People) -> Iterator[Finding]:
    """Each person whom no cell shows, with the fields that are the cause."""
    from sigtool.people.unwritable import unwritable

    codes, is_told = snapshot.registry.languages or (None,), False
    for person in people:
        # An address that no table shows is no cause.
        shown = person if snapshot.settings.publish_email else replace(person, email=None)
        written = (unwritable(shown.in_language(code)) for code in codes if str(shown))
        if found := next(filter(None, written), None):
            is_told = True
            message = f"{sig.name}: {person} in {key} would read differently in a table"
            place = place_of(snapshot, Mention(sig, key, person))
            yield Finding(f"{message}: {found.cause}", place, hint="; ".join(found.advice))
    if not is_told:
        message = f"{sig.name}: the persons in {key} would read as others in a table"
        yield Finding(message, snapshot.at_sig(sig, key), hint="give each a handle or a link")
