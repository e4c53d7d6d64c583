"""SIG2xx: what a cell holds, or would have to."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool import people
from sigtool.diagnostic import Severity
from sigtool.model import Kind, Localized, Sig
from sigtool.rules.fixes import replacing
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.words import brief, by_language
from sigtool.snapshot import Snapshot

# Lines of plain prose are one paragraph, whose line breaks are blanks (GFM 0.29, "Soft line
# breaks"). A line that begins as another block does, or ends in a hard break, is more than that.
_LINE_BREAK: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_MORE_THAN_PROSE: Final = re.compile(
    r"(?:\r\n?|\n)[ \t]*(?:[\r\n]|[-+*>#`~|=<]|\d+[.)])|(?: {2}|\\)[\r\n]"
)


def unstructured_people(snapshot: Snapshot) -> Iterator[Finding]:
    """A people field was read into persons.

    What cannot be read to its last character is kept as text. It is shown as it is, but nobody in
    it can be found, renamed or checked.

    Bad:

        sigs:
          - name: Compiler
            leads: ask @ada, or (on Mondays) @grace

    Good:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
              - handle: grace
    """
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    for sig in snapshot.registry.sigs:
        for key in fields:
            if text := sig.text(key):
                yield Finding(
                    f"{sig.name}: {key} is text, not persons: {brief(text)}",
                    snapshot.at_sig(sig, key),
                    hint="write a list of persons, as `- handle: ada`, or take it away",
                )


def line_break(snapshot: Snapshot) -> Iterator[Finding]:
    """A value that a table shows can stand in one cell, which is one line.

    Until it can, nothing is rendered. The fix joins the lines of a paragraph; what is more than a
    paragraph, a list for one, needs somebody to put it into one line.

    Bad:

        sigs:
          - name: Compiler
            responsibilities: |
              Turns text
              into programs.

    Good:

        sigs:
          - name: Compiler
            responsibilities: Turns text into programs.
    """
    unshowable = dict.fromkeys(
        (sig.origin, key) for plan in snapshot.plans.values() for sig, key in plan.unshowable
    )
    by_origin = {sig.origin: sig for sig in snapshot.registry.sigs}
    for origin, key in unshowable:
        sig = by_origin[origin]
        lines = [each for each in by_language(sig.text(key)) if re.search(r"[\r\n]", each[1])]
        for language, text in lines:
            yield _several_lines(snapshot, sig, (key, *language), text)
        if not lines:
            yield _unwritable(snapshot, sig, key)


def _several_lines(snapshot: Snapshot, sig: Sig, path: tuple[str, ...], text: str) -> Finding:
    key, *language = path
    joined = "" if _MORE_THAN_PROSE.search(text) else _LINE_BREAK.sub(" ", text)
    old = sig.text(key)
    new = Localized({**old.texts, language[0]: joined}) if isinstance(old, Localized) else joined
    return Finding(
        f"{sig.name}: {key} has several lines, a cell of a table has one",
        snapshot.at_sig(sig, *path),
        fix=replacing(snapshot, "put it on one line", sig, sig.with_value(key, new))
        if joined
        else None,
        hint="put it on one line; <br> begins another one in the cell",
    )


def _unwritable(snapshot: Snapshot, sig: Sig, key: str) -> Finding:
    """What no cell can say, though it is one line: it would read back as something else."""
    for person in sig.people(key):
        if people.write((person,), people.Way()) is None:
            return Finding(
                f"{sig.name}: {person} in {key} would read differently in a table",
                snapshot.at_sig(sig, key, person.origin or 0),
                hint="write its name, link, affiliation and role plainly, on one line",
            )
    return Finding(
        f"{sig.name}: {key} would read differently in a table",
        snapshot.at_sig(sig, key),
        hint="write it without the characters that Markdown takes for markup",
    )


RULES: Final = (
    Rule("SIG201", "unstructured-people", Severity.WARNING, unstructured_people),
    Rule("SIG204", "line-break", Severity.ERROR, line_break),
)
