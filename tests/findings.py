"""What `validate` finds in real documents right after `init --all`, and what somebody judged of it.

Run as `python tests/findings.py` to list what fires and nobody has judged: read the finding and its
row, and add a line to `rules/judgements.tsv`. That file holds no text of the corpus: a line says
which rule speaks of which line of which document.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import corpus
from choice import snapshot_after

from sigtool.check import run
from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.rules import RULES
from sigtool.tables.choose import choose_all, tables_of
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.source import Source

JUDGEMENTS: Final = Path(__file__).parent / "rules" / "judgements.tsv"
# What no document of the corpus tells by itself: whether a page is there, and who answers.
_RULES: Final = run.selected(RULES, [], ["SIG501", "SIG503", "SIG506", "SIG507", "SIG508"])
_DOCUMENT: Final = "README.md"


class Verdict(StrEnum):
    """What a maintainer of the document would say of a finding."""

    WELCOME = "welcome"  # it is so, and they would mend it
    ANNOYING = "annoying"  # it is so, and they would leave it
    FALSE = "false"  # it is not so: it must not be told again


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that speaks of a line of a document."""

    rule: str
    path: str
    line: int


def judgements() -> dict[Finding, Verdict]:
    """What somebody judged, by the finding."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        Finding(row["rule"], row["document"], int(row["line"])): Verdict(row["verdict"])
        for row in rows
    }


def found(path: str) -> Iterator[tuple[Finding, Diagnostic]]:
    """What `validate` finds in a document right after `init --all`; nothing where that takes no
    table."""
    document = blocks.read(Source.decoded(_DOCUMENT, corpus.read(path)))
    try:
        chosen = choose_all(document, tables_of(document))
    except SigtoolError:
        return
    for each in run.check(snapshot_after(document, chosen), _RULES):
        yield Finding(each.code, path, _line_of(each)), each


def _line_of(diagnostic: Diagnostic) -> int:
    """The line of the document that a finding speaks of; 0 for the registry alone."""
    places = (diagnostic.location, *(each.location for each in diagnostic.related))
    return next((each.start.line for each in places if each.path == _DOCUMENT), 0)


@cache
def shares() -> Mapping[str, tuple[int, int]]:
    """How many findings of each rule somebody judged that are still told, and how many of these
    are welcome."""
    counts: dict[str, tuple[int, int]] = {}
    for finding, verdict in judgements().items():
        if verdict is not Verdict.FALSE:
            told, welcome = counts.get(finding.rule, (0, 0))
            counts[finding.rule] = told + 1, welcome + (verdict is Verdict.WELCOME)
    return dict(sorted(counts.items()))


def table() -> str:
    """The table of the manual that says how often a rule is right."""
    rows = [
        f"| {rule} | {told} | {welcome} | {round(100 * welcome / told)} % |\n"
        for rule, (told, welcome) in shares().items()
    ]
    told, welcome = map(sum, zip(*shares().values(), strict=True))
    head = "| rule | judged | true and welcome | share |\n| --- | --: | --: | --: |\n"
    return f"{head}{''.join(rows)}| all | {told} | {welcome} | {round(100 * welcome / told)} % |\n"


def unjudged() -> Iterator[str]:
    """What fires and nobody has judged, as lines that a verdict can be written into. What several
    versions of a document tell alike is listed once."""
    known, told = judgements(), set[tuple[str, str, str]]()
    for path in filter(lambda path: path.endswith(".md"), corpus.documents()):
        for finding, each in found(path):
            alike = (finding.rule, path.partition("@")[0], each.message)
            if finding not in known and alike not in told:
                told.add(alike)
                what = f"{each.severity}: {each.message}"
                place = (finding.rule, path, str(finding.line), "?")
                yield "\t".join((*place, what, each.hint or "")) + "\n"


if __name__ == "__main__":
    sys.stdout.writelines(unjudged())
