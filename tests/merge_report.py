"""How often a merge of real changes conflicts: by lines, as git merges, and by facts.

`python tests/merge_report.py` replays the dated versions of each document of the corpus. Of three
in a row, the two changes are made as two branches of the first; a pair that changes one fact twice
is no pair of branches, and left out. What one branch alone changed has to be in the merge.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import corpus
from merging import git_merge

from sigtool.community.merging import merged_document
from sigtool.community.merging_files import Versions
from sigtool.markdown import blocks, inline
from sigtool.markdown.conflicts import conflicts
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

# Where a conflict is right: one branch takes out a column, into which the other writes.
CONFLICTS = {"deepin-community+SIG/sig__LISTS": 2}
_DATED = re.compile(r"(?P<file>.*)@[0-9a-f]+-(?P<date>\d{4}-\d\d-\d\d)\.md")


@dataclass(frozen=True)
class Pair:
    """Two changes of one document, as two branches."""

    file: str
    versions: Versions


def pairs() -> Iterator[Pair]:
    """The changes of the corpus that can be made apart."""
    for file, paths in sorted(_revisions().items()):
        texts = [Source.decoded(file, corpus.read(path)) for path in paths]
        for first, second, third in zip(texts, texts[1:], texts[2:], strict=False):
            # The second change as it would be without the first.
            alone = merged_document(Versions(second, first, third), None, Markers(), git_merge)
            is_torn = any(True for each in (first, second, third) for _ in conflicts(each))
            if not is_torn and not alone.conflicts and alone.text not in (first.text, second.text):
                apart = Source(file, alone.text, first.has_bom)
                yield Pair(file, Versions(first, second, apart))


def _revisions() -> dict[str, list[str]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in corpus.documents():
        if dated := _DATED.fullmatch(path):
            found[dated["file"]].append((dated["date"], path))
    return {file: [path for _, path in sorted(own)] for file, own in found.items() if len(own) > 2}


Cells = dict[tuple[str, str, str], str]


def cells(source: Source) -> Cells:
    """The cells of all tables, by heading, name of the row and header, where that is one cell."""
    found: Cells = {}
    twice: set[tuple[str, str, str]] = set()
    for table in blocks.read(source).tables:
        at = int(table.headers[0] in ("No.", "序号", "#"))
        for row in table.rows:
            name = inline.name_key(table.text(row, at))
            for column, header in enumerate(table.headers):
                key = (f"{table.heading} {table.headers[at]}", name, header)
                twice |= {key} if key in found else set()
                found[key] = table.text(row, column)
    return {key: text for key, text in found.items() if key not in twice and key[1]}


def lost(pair: Pair, merged: str) -> list[str]:
    """The cells that one branch alone changed, and that the merge has otherwise."""
    base, ours, theirs = map(cells, pair.versions)
    result = cells(Source(pair.file, merged))
    found = []
    for key in dict.fromkeys([*base, *ours, *theirs]):
        was, mine, other = (each.get(key, "") for each in (base, ours, theirs))
        wanted = other if mine == was else mine
        if was in (mine, other) and result.get(key, "") != wanted:
            found.append(f"{key}: {wanted!r} is {result.get(key)!r}")
    return found


def counted() -> tuple[dict[str, Counter[str]], list[str]]:
    """The figures of each document, and what was lost."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    faults: list[str] = []
    for pair in pairs():
        merged = merged_document(pair.versions, None, Markers(), git_merge)
        by_lines = git_merge(*(each.text for each in pair.versions))[1]
        gone = [] if merged.conflicts else lost(pair, merged.text)
        faults += [f"{pair.file}: {each}" for each in gone]
        counts[pair.file] += Counter(
            {
                "pairs": 1,
                "lines": bool(by_lines),
                "facts": bool(merged.conflicts),
                "lost": len(gone),
            }
        )
    return counts, faults


def main() -> int:
    """Print the figures; 1 if a cell was lost, or facts are in conflict that are not."""
    if corpus.ABSENT:
        print(corpus.REASON)  # noqa: T201
        return 2
    counts, faults = counted()
    faults += [
        f"{file}: {own['facts']} pairs are in conflict, not {CONFLICTS.get(file, 0)}"
        for file, own in counts.items()
        if own["facts"] != CONFLICTS.get(file, 0)
    ]
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201
    print("| document | pairs | conflicts by lines | by facts | cells lost |")  # noqa: T201
    print("| --- | --- | --- | --- | --- |")  # noqa: T201
    for file, own in [*counts.items(), ("all", sum(counts.values(), Counter[str]()))]:
        shown = " | ".join(str(own[key]) for key in ("pairs", "lines", "facts", "lost"))
        print(f"| {file} | {shown} |")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
