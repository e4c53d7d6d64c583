"""Which row of a table is which SIG."""

from collections.abc import Sequence

from sigtool import markdown
from sigtool.markdown import Row
from sigtool.model import Sig


def name_key(name: str) -> str:
    """What makes two names the same: case, Markdown and blanks around do not count."""
    return markdown.plain(name).casefold()


def matched(rows: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig]) -> dict[int, Row]:
    """The row of each SIG, by the SIG's index: by name, else by link, else by what stands around.

    Of several with one name, the first row is the first SIG's, and so on.
    """
    found: dict[int, Row] = {}
    used: set[int] = set()
    keys = (lambda sig: name_key(sig.name), lambda sig: sig.text("readme"))
    for key in keys:
        waiting: dict[str, list[Row]] = {}
        for row, shown in rows:
            if id(row) not in used and key(shown):
                waiting.setdefault(key(shown), []).append(row)
        for at, sig in enumerate(sigs):
            if at not in found and (left := waiting.get(key(sig))):
                found[at] = left.pop(0)
                used.add(id(found[at]))
    _match_by_neighbour(rows, sigs, found, used)
    return found


def _match_by_neighbour(
    rows: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig], found: dict[int, Row], used: set[int]
) -> None:
    """A row and a SIG that stand at the same place and share a text are one, renamed."""
    before: dict[int | None, int] = {None: 0} | {id(row): at + 1 for at, row in found.items()}
    above: int | None = None
    for row, shown in rows:
        at = before.get(above)
        is_open = id(row) not in used and at is not None and at < len(sigs) and at not in found
        if is_open and at is not None and _share_value(sigs[at], shown):
            found[at] = row
            used.add(id(row))
            before[id(row)] = at + 1
        above = id(row)


def _share_value(left: Sig, right: Sig) -> bool:
    return any(left.values.get(key) == value for key, value in right.values.items())
