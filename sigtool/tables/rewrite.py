"""Plans -> the document with its tables as planned: edits made once, and the text read again.

Pure. Nobody gets a text that does not read as it was planned.
"""

from collections.abc import Sequence

from sigtool.errors import BadValue, TableProblem
from sigtool.markdown import blocks, rows
from sigtool.markdown.blocks import Document, MarkdownTable
from sigtool.tables.plan import Plan
from sigtool.text.source import Edit, Rewrite


def rewrite(document: Document, plans: Sequence[Plan]) -> Rewrite[Document]:
    """The document with every plan carried out, read again and found to be as planned.

    Raises `BadValue` for a value that no cell can hold, `TableProblem` where the text that would
    result does not read as it should.
    """
    for plan in plans:
        for sig, what in plan.unshowable:
            advice = (
                "no way of writing them reads back as they are; give each a handle or a link"
                if sig.people(what)
                else "put it on one line"
            )
            raise BadValue(f"{sig.name}: {what} cannot be shown in a table; {advice}")
    made = tuple(edit for plan in plans for edit in edits(plan))
    source = document.source.edited(made)
    if source.text == document.source.text:
        return Rewrite(document, (), document)
    after = blocks.read(source)
    for plan in plans:
        at = document.tables.index(plan.place.shown)
        if len(after.tables) != len(document.tables) or not _is_as_planned(plan, after.tables[at]):
            raise TableProblem(
                f"{plan.place.where(plan.place.shown.header)}: the table would not read as it "
                "should after this change; nothing was written"
            )
    return Rewrite(document, made, after)


def edits(plan: Plan) -> list[Edit]:
    """The edits that give a table its planned rows."""
    unchanged = tuple(line.row for line in plan.lines) == plan.place.shown.rows
    if unchanged and not any(line.cells for line in plan.lines):
        return []
    return rows.edits(plan.place.shown, plan.lines)


def _is_as_planned(plan: Plan, table: MarkdownTable) -> bool:
    """Whether a table read again has exactly the planned rows, cell for cell."""
    before = plan.place.shown
    if table.headers != before.headers or len(table.rows) != len(plan.lines):
        return False
    width = len(before.header.cells)
    for line, row in zip(plan.lines, table.rows, strict=True):
        count = max(width, len(line.row.cells) if line.row else 0, len(row.cells))
        for at in range(count):
            old = before.text(line.row, at) if line.row else ""
            wanted = rows.escape(line.cells[at]) if at in line.cells else old
            if table.text(row, at) != wanted:
                return False
    return True
