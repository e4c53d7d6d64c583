"""SIG309: the marks by which a SIG is known again."""

from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import Sig
from sigtool.text.diagnostic import Related, Severity
from sigtool.text.wording import quoted


def duplicate_id(snapshot: Snapshot) -> Iterator[Finding]:
    """No two SIGs have the same `id`."""
    first: dict[str, Sig] = {}
    for sig in snapshot.registry.sigs:
        mark = sig.word("id")
        owner = first.setdefault(mark, sig)
        if mark and owner is not sig:
            yield Finding(
                f"{sig.name} has the id {quoted(mark)}, which is that of {owner.name}",
                snapshot.at_sig(sig, "id"),
                [Related("the first is here", snapshot.at_sig(owner, "id"))],
                hint="give it an id of its own, or take the id away",
            )


RULES: Final = (Rule("SIG309", "duplicate-id", Severity.ERROR, duplicate_id),)
