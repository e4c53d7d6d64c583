"""What many rows of a section lack: that is one matter of their column, not one of each row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from sigtool.check.rule import Finding
from sigtool.check.snapshot import Snapshot
from sigtool.model import Sig
from sigtool.rules.past import is_over
from sigtool.text.diagnostic import Severity
from sigtool.text.records import dataclass
from sigtool.text.wording import amount

# From so many on, and where one row in so many lacks it, it is the column that is not filled in.
_MANY: Final = 4
_ONE_OF: Final = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """The SIGs of a section that say nothing in a field, of all those that could."""

    key: str
    lacking: Sequence[Sig]
    total: int

    @property
    def is_wide(self) -> bool:
        """Whether it is a matter of the column."""
        return are_many(len(self.lacking), self.total)

    def finding(self, snapshot: Snapshot, hint: str, severity: Severity | None = None) -> Finding:
        """What is said of a column that is not filled in; a note where most of it is not."""
        first, count = self.lacking[0], len(self.lacking)
        header = snapshot.shown.header(first, self.key)
        where = "in many rows" if count < self.total else "in every row"
        return Finding(
            f"{header!r} is empty {where}",  # without numbers: a baseline is to know it again
            snapshot.at_sig(first, "name"),
            hint=f"{of_rows(count, self.total, first)}: {hint}",
            severity=Severity.NOTE if 2 * count > self.total else severity,
        )


def of_rows(count: int, total: int, first: Sig) -> str:
    """In how many rows something is, and in which, for one."""
    return f"{count} of {amount(total, 'row')}, as in {first.name}"


def are_many(count: int, total: int) -> bool:
    """Whether so many of all rows are too many for a finding each."""
    return count >= _MANY and _ONE_OF * count >= total


def gaps(snapshot: Snapshot, key: str, lacks: Callable[[Sig], bool]) -> Iterator[Gap]:
    """What the SIGs of each section lack that are shown, in sections that keep the field: a table
    shows it, or one of them has it."""
    for sigs in snapshot.once(_active).values():
        is_kept = snapshot.shown.columns_of(sigs[0], key) or any(s.values.get(key) for s in sigs)
        lacking = [sig for sig in sigs if lacks(sig)] if is_kept else []
        if lacking:
            yield Gap(key, lacking, len(sigs))


def _active(snapshot: Snapshot) -> Mapping[str | None, Sequence[Sig]]:
    """The groups of each section that are shown, and are not over."""
    sections: dict[str | None, list[Sig]] = {}
    for sig in snapshot.registry.sigs:
        if sig.is_shown and not snapshot.shown.is_person(sig) and not is_over(snapshot, sig):
            sections.setdefault(snapshot.registry.section_of(sig), []).append(sig)
    return sections
