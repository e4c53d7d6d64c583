"""Which table `init` takes of a real document, by itself and with `--all`, and what `validate`
finds right after: the figures of choice that the corpus report prints."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import corpus

from sigtool.check import run
from sigtool.check.snapshot import Snapshot
from sigtool.errors import Remedy, SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.rules import RULES
from sigtool.tables import adopt
from sigtool.tables.bind import bound
from sigtool.tables.choose import Candidate, choose, choose_all, ranked, tables_of
from sigtool.text.diagnostic import Diagnostic, Severity
from sigtool.text.source import Source

TAKES: Final = "plain `init` takes no other table than the one meant"
ACCEPTS: Final = "plain `init` refuses no document with such a table"
CHOOSES: Final = "plain `init` takes a table, and does not even ask"
LISTS: Final = "where it asks, the table meant is first or second in the list"
TAKES_ALL: Final = "`init --all` takes the table meant"
REFUSES: Final = "documents without such a table are refused"
GREEN: Final = "`validate` finds no error in the newest version after plain `init` (links aside)"
GREEN_ALL: Final = (
    "`validate` finds no error in the newest version after `init --all` (links aside)"
)
# The share that is wanted of each. Some tables of a document without one are still like one.
TARGETS: Final = {
    TAKES: 0.99,
    ACCEPTS: 0.98,
    CHOOSES: 0.98,
    LISTS: 1.0,
    TAKES_ALL: 0.95,
    REFUSES: 0.8,
    GREEN: 0.95,
    GREEN_ALL: 0.95,
}
# Tables that the corpus takes for ones of groups or people by what is in their cells, and that are
# none to a reader: the document without its version, the table, and what its rows are.
NEITHER: Final = {
    (
        "PaddlePaddle+community/rfcs__Science__20260401_add_crystalformer_for_paddlematerials",
        1,
    ): "the facts of a proposal: its author, its date, its version",
    (
        "cloudfoundry+community/working-groups__WORKING-GROUPS",
        1,
    ): "a form to copy: its one row is <name>, <company>, <GitHub handle>",
    (
        "kubernetes+community/communication__contributor-comms__blogging-resources__sig-spotlights",
        0,
    ): "articles, several of them about one SIG",
}
_RULES: Final = run.selected(RULES, [], ["SIG5"])


@dataclass(frozen=True)
class Outcome:
    """What holds of one document, or does not, by the name of the figure; and what is to be told
    where it does not."""

    figure: str
    holds: bool
    fault: str = ""


def outcomes(path: str) -> Iterator[Outcome]:
    """What `init` makes of a document."""
    document = blocks.read(Source.decoded(path, corpus.read(path)))
    if not document.tables:
        return
    meant, tables = corpus.meant()[path], tables_of(document)
    if (path.partition("@")[0], meant) in NEITHER:
        return
    taken: list[Candidate] = []
    error: SigtoolError | None = None
    try:
        taken = [choose(document, tables)]
    except SigtoolError as found:
        error = found
    if meant is None:
        yield Outcome(REFUSES, not taken, f"takes {[str(each) for each in taken]}")
        return
    numbers = [each.number - 1 for each in taken]
    yield Outcome(TAKES, not taken or meant in numbers, f"takes {[str(each) for each in taken]}")
    is_asked = error is not None and error.remedy is Remedy.CHOOSE_TABLE
    yield Outcome(ACCEPTS, error is None or is_asked, str(error)[:300])
    yield Outcome(CHOOSES, error is None, str(error)[:300])
    if is_asked:
        first = [each.number - 1 for each in ranked(tables)[:2]]
        yield Outcome(LISTS, meant in first, f"lists {first}, not {meant}")
    try:
        several = choose_all(document, tables)
    except SigtoolError:
        several = ()
    numbers = [each.number - 1 for each in several]
    yield Outcome(TAKES_ALL, meant in numbers, f"takes {numbers}, not {meant}")
    for figure, chosen in ((GREEN, taken), (GREEN_ALL, several)):
        if chosen and path in corpus.newest():  # a fault that stays for years is one
            red = Counter(each.code for each in errors_after(document, chosen))
            yield Outcome(figure, not red, str(dict(red)))


def errors_after(document: Document, chosen: Sequence[Candidate]) -> list[Diagnostic]:
    """What `validate` calls errors, links aside, right after `init` of these tables."""
    found = run.check(snapshot_after(document, chosen), _RULES)
    return [each for each in found if each.severity is Severity.ERROR]


def snapshot_after(document: Document, chosen: Sequence[Candidate]) -> Snapshot:
    """What `validate` looks at right after `init` of these tables; every page is there."""
    bindings = bound([[each.columns] for each in chosen])
    parts = [
        adopt.read(document, each.table, "README.md", binding)
        for each, (binding,) in zip(chosen, bindings, strict=True)
    ]
    registry = adopt.joined([part.registry for part in parts])
    read = yamldoc.read(Source("sigs.yaml", writing.spell(registry)))
    return Snapshot(read, {"README.md": document}, lambda _: True)
