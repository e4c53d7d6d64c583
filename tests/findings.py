"""What `validate` finds in real documents right after `init`, and what somebody judged of it.

Run as `python tests/findings.py` to list what fires and nobody has judged: read the finding and its
row, and add a line to `rules/judgements.tsv`. That file holds no text of the corpus: a line says
which rule speaks of which line of which document.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

import corpus
from choice import NEITHER, snapshot_after

from sigtool.check import run
from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.rules import RULES
from sigtool.tables.choose import choose, tables_of
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.source import Source

JUDGEMENTS: Final = Path(__file__).parent / "rules" / "judgements.tsv"
# What no document of the corpus tells by itself: whether a page is there, and who answers.
_RULES: Final = run.selected(RULES, [], ["SIG501", "SIG503", "SIG506", "SIG507", "SIG508"])
_DOCUMENT: Final = "README.md"
# Tables that nobody would keep in a registry, though their rows have names and people.
_UNKEPT: Final = {
    "kubesphere+community/sig-docs__installation__community-collaboration-for-v3.0.0": "tasks",
    "mindspore/design__meps__XXX-mep-template__README": "a form to copy",
}


class Verdict(StrEnum):
    """What a maintainer of the document would say of a finding."""

    WELCOME = "welcome"  # it is so, and they would mend it
    TASTE = "taste"  # it is so, and they might leave it
    FALSE = "false"  # it is not so: it must not be told again


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that speaks of a line of a document."""

    rule: str
    path: str
    line: int


@dataclass(frozen=True)
class Judgement:
    """What somebody said of a finding, and whether it is a note."""

    verdict: Verdict
    is_note: bool


@cache
def judgements() -> Mapping[Finding, Judgement]:
    """What somebody judged, by the finding."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        Finding(row["rule"], row["document"], int(row["line"])): Judgement(
            Verdict(row["verdict"]), row["severity"] == "note"
        )
        for row in rows
    }


def found(path: str) -> Iterator[tuple[Finding, Diagnostic]]:
    """What `validate` finds in a document right after `init`; nothing where that takes no table, or
    one that is no table of groups or people."""
    document = blocks.read(Source.decoded(_DOCUMENT, corpus.read(path)))
    try:
        chosen = choose(document, tables_of(document))
    except SigtoolError:
        return
    name = path.partition("@")[0]
    is_kept = name not in _UNKEPT and (name, chosen.number - 1) not in NEITHER
    if corpus.meant()[path] is None or not is_kept:
        return
    for each in run.check(snapshot_after(document, [chosen]), _RULES):
        yield Finding(each.code, path, _line_of(each)), each


def _line_of(diagnostic: Diagnostic) -> int:
    """The line of the document that a finding speaks of; 0 for the registry alone."""
    places = (diagnostic.location, *(each.location for each in diagnostic.related))
    return next((each.start.line for each in places if each.path == _DOCUMENT), 0)


@dataclass(frozen=True)
class Share:
    """How many findings of a rule were judged, by verdict."""

    judged: int
    welcome: int
    taste: int

    def row(self, rule: str) -> str:
        share = round(100 * self.welcome / self.judged)
        return f"| {rule} | {self.judged} | {self.welcome} | {self.taste} | {share} % |\n"


def share_of(verdicts: Iterable[Verdict]) -> Share:
    counts = Counter(verdicts)
    return Share(counts.total(), counts[Verdict.WELCOME], counts[Verdict.TASTE])


def judged(*, are_notes: bool) -> Mapping[str, Sequence[Verdict]]:
    """What was judged of the findings of each rule that are told: of notes, or of all others."""
    found: dict[str, list[Verdict]] = {}
    for finding, judgement in judgements().items():
        if judgement.verdict is not Verdict.FALSE and judgement.is_note is are_notes:
            found.setdefault(finding.rule, []).append(judgement.verdict)
    return dict(sorted(found.items()))


def table(*, are_notes: bool) -> str:
    """A table of the manual that says how often a rule is right."""
    found = judged(are_notes=are_notes)
    rows = "".join(share_of(verdicts).row(rule) for rule, verdicts in found.items())
    head = "| rule | judged | welcome | taste | welcome |\n| --- | --: | --: | --: | --: |\n"
    return head + rows + share_of(chain(*found.values())).row("all")


def unjudged() -> Iterator[str]:
    """What fires and nobody has judged, as lines that a verdict can be written into. What several
    versions of a document tell alike is listed once."""
    known, told = judgements(), set[tuple[str, str, str]]()
    for path in filter(lambda path: path.endswith(".md"), corpus.documents()):
        for finding, each in found(path):
            alike = (finding.rule, path.partition("@")[0], each.message)
            if finding not in known and alike not in told:
                told.add(alike)
                place = (finding.rule, path, str(finding.line), str(each.severity), "?")
                yield "\t".join((*place, each.message, each.hint or "")) + "\n"


if __name__ == "__main__":
    sys.stdout.writelines(unjudged())
