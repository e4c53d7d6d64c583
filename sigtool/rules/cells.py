"""SIG2xx: what a cell holds, or would have to."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.check.passages import Change, fixes, passages, place_of
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.model import Kind, Mention, Sig, Text, by_language, texts_of
from sigtool.people import cell, grammar
from sigtool.rules.markup import no_links
from sigtool.tables.cells import AROUND, UNSHOWABLE, is_nothing
from sigtool.text.diagnostic import Severity
from sigtool.text.source import LONGEST_LIST
from sigtool.text.wording import argument, quoted

# Lines of plain prose are one paragraph, whose line breaks are blanks (GFM 0.29, "Soft line
# breaks"). A line that begins as another block does, or ends in a hard break, is more than that.
_LINE_BREAK: Final = re.compile(r"(?:(?<![ \t])[ \t]++)?(?:\r\n|\r|\n)[ \t]*+")
_MORE_THAN_PROSE: Final = re.compile(
    r"(?:\r\n?|\n)[ \t]*(?:[\r\n]|[-+*>#`~|=<]|\d+[.)])|(?: {2}|\\)[\r\n]"
)


@rule("SIG201", "unstructured-people", Severity.WARNING)
def unstructured_people(snapshot: Snapshot) -> Iterator[Finding]:
    """A people field was read into persons."""
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    for sig in snapshot.registry.sigs:
        for key in fields:
            text = sig.text(key)
            # SIG202 tells of a word for nobody, and SIG205 of what was to be a link; a link to the
            # list of the persons is as good as a list.
            unread = (
                each
                for each in texts_of(text)
                if each and not no_links(each) and not cell.is_pointer(each)
            )
            if not all(is_placeholder(snapshot, each) for each in unread):
                message, hint = _of_people(snapshot.command_name(sig), key, text)
                yield Finding(f"{sig.name}: {message}", snapshot.at_sig(sig, key), hint=hint)


def _of_people(name: str, key: str, text: Text) -> tuple[str, str]:
    """What is wrong with a people field that is text, and what to do."""
    as_list = "write a list of persons, as `- handle: ada`, or take it away"
    if max(map(len, texts_of(text))) > LONGEST_LIST:
        return f"{key} is longer than {LONGEST_LIST:,} characters, so it is not read", as_list
    if isinstance(text, str):
        return f"{key} is text, not persons: {quoted(text)}", as_list
    listed = ", ".join(f"{quoted(each)} in {code}" for code, each in text.by_language.items())
    cells = [cell.parse(each) for each in texts_of(text)]
    if len(cells) < 2 or not cells[0] or not all(cells):
        return f"{key} is text, not persons: {listed}", as_list
    message = f"{key} are not the same persons in every language: {listed}"
    persons = cells[0].persons
    if not all(person.handle or person.url for person in persons):
        # A name of one language is no name for the tables in the others.
        hint = "write one list of persons, each with its names, as `- name: {zh: 艾达, en: Ada}`"
        return message, hint
    named = [cell.write((each,), cell.Way()) or str(each) for each in persons]
    setting = argument(f"{key}={', '.join(named)}")
    return message, f"decide who it is: sigtool edit-sig {name} --set {setting}"


@rule("SIG202", "placeholder", Severity.WARNING)
@once
def placeholder(snapshot: Snapshot) -> Iterator[Finding]:
    """A value is a value, not a word that stands for one."""
    for passage in passages(snapshot):
        # Something else tells of a name that is nothing but a mark, and of links.
        is_mark = passage.key == "name" and not any(map(str.isalnum, passage.text))
        if passage.is_link or is_mark:
            continue
        if is_placeholder(snapshot, passage.text, of_people=passage.names_people):
            message = f"{passage} is a placeholder: {quoted(passage.text)}"
            hint = "give it a value, or take it away"
            yield Finding(message, passage.at(snapshot), hint=hint)


@rule("SIG204", "line-break", Severity.ERROR)
def line_break(snapshot: Snapshot) -> Iterator[Finding]:
    """A value that a table shows can stand in one cell, which is one line."""
    unshowable = dict.fromkeys(
        (sig.origin, key) for plan in snapshot.plans.values() for sig, key in plan.unshowable
    )
    broken: list[tuple[Sig, tuple[str, ...], Change | None]] = []
    for origin, key in unshowable:
        sig = snapshot.by_origin[origin]
        lines = [each for each in by_language(sig.text(key)) if re.search(r"[\r\n]", each[1])]
        broken += [(sig, (key, *code), _joined(sig, (key, *code), text)) for code, text in lines]
        if not lines:
            yield _unwritable(snapshot, sig, key)
    made = fixes(snapshot, [change for _, _, change in broken])
    for (sig, path, _), fix in zip(broken, made, strict=True):
        message = f"{sig.name}: {path[0]} has several lines, a cell of a table has one"
        hint = "put it on one line; <br> begins another one in the cell"
        yield Finding(message, snapshot.at_sig(sig, *path), fix=fix, hint=hint)


def is_placeholder(snapshot: Snapshot, text: str, *, of_people: bool = True) -> bool:
    """Whether a text stands for nothing, or in a people field for nobody."""
    seen = blocks.plain(text)
    if seen.casefold() in map(str.casefold, snapshot.settings.placeholders):
        return True
    is_nobody = of_people and grammar.PLACEHOLDERS["@{word}"].fullmatch(f"@{seen.strip(AROUND)}")
    return bool(is_nobody or is_nothing(text))


def _joined(sig: Sig, path: tuple[str, ...], text: str) -> Change | None:
    """What puts a paragraph on one line; None for what is more than one."""
    if _MORE_THAN_PROSE.search(text):
        return None
    return Change("put it on one line", sig, path, _LINE_BREAK.sub(" ", text))


def _unwritable(snapshot: Snapshot, sig: Sig, key: str) -> Finding:
    """What no cell can say, though it is one line: it would read back as something else."""
    for person in sig.people(key):
        codes = snapshot.registry.languages or (None,)
        shown = [person.in_language(code) for code in codes]
        if any(cell.write((each,), cell.Way()) is None for each in shown):
            message = f"{sig.name}: {person} in {key} would read differently in a table"
            hint = "write its name, link, affiliation and role plainly, on one line"
            return Finding(message, place_of(snapshot, Mention(sig, key, person)), hint=hint)
    text = next((each for _, each in by_language(sig.text(key)) if UNSHOWABLE.search(each)), "")
    if character := UNSHOWABLE.search(text):
        message = f"{sig.name}: {key} has the control character U+{ord(character[0]):04X}"
        return Finding(message, snapshot.at_sig(sig, key), hint="take it out")
    message = f"{sig.name}: {key} would read differently in a table"
    hint = "write it without the characters that Markdown takes for markup"
    return Finding(message, snapshot.at_sig(sig, key), hint=hint)
