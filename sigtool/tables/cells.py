"""Which column a header is, and cell <-> value.

Pure. Values are the cell's Markdown, verbatim, with `\\|` written `|`; relative links are kept
relative to the registry's folder and shown relative to the document's.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from typing import Final

from sigtool.markdown.blocks import BLANK, MarkdownTable
from sigtool.markdown.broken_links import as_broken, as_link
from sigtool.markdown.inline import Link, parse_link, plain
from sigtool.markdown.links import is_linked_by_itself
from sigtool.markdown.naming import destination_text
from sigtool.markdown.rows import unescape
from sigtool.markdown.seen import holds_link
from sigtool.model import Column, Kind, Sig, Table, Value, in_language
from sigtool.people import cell
from sigtool.people.conventions import CAREFUL, Conventions
from sigtool.tables import headers
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass

# Line breaks, of which some programs know more than Markdown does, and characters that are obeyed
# instead of shown. What a table has of them stays; none is written into one.
UNSHOWABLE: Final = lazily(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")

# What people write where they have nothing to say, or not yet, and what may stand around it.
NOTHING: Final = lazily(
    r"(?i)n\.?/?a\.?|t\.?b\.?[acd]\.?|to[ _-]be[ _-]\w+|to-?do|none|null|nil|xxx+"
    r"|[-–—―_?？.…]+|待定|待补充?|待确认|暂无|暂缺|无"
)
AROUND: Final = " @()（）[]<>。:：!！"


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of a document's table, and what is bound to it: None for a header not known."""

    at: int
    header: str
    column: Column | None

    @property
    def field(self) -> str:
        """The field that the cells show; "" for a header not known."""
        return self.column.field if self.column else ""

    @property
    def holds_people(self) -> bool:
        return self.column is not None and self.column.kind is Kind.PEOPLE


def is_nothing(text: str) -> bool:
    """Whether a text is a word for a value that is missing, as `TBD`."""
    return bool(NOTHING.fullmatch(plain(text).strip(AROUND)))


def says_nothing(column: Column, text: str) -> bool:
    """Whether a cell says no more than an empty one: it has a word for what is missing."""
    if column.kind is Kind.PEOPLE:
        return cell.is_placeholder(text)
    return column.field != "name" and is_nothing(text)


def bind(columns: Sequence[Column], table: MarkdownTable) -> tuple[Bound, ...]:
    """Which column each header of a document's table is, compared as readers see them; where one
    repeats, each binds the next such column."""
    waiting: dict[str, list[Column]] = {}
    for column in reversed(columns):
        waiting.setdefault(headers.normalised(column.header), []).append(column)
    meant = [waiting.get(headers.normalised(header)) for header in table.headers]
    return tuple(
        Bound(at, header, left.pop() if left else None)
        for at, (header, left) in enumerate(zip(table.headers, meant, strict=True))
    )


def read_cell(
    column: Column,
    content: str,
    table: Table,
    *,
    linked: bool,
    conventions: Conventions = CAREFUL,
) -> dict[str, Value]:
    """The values that a cell's content stands for, by field; nothing for an empty cell. `linked`: a
    name cell that is one link holds the SIG's name and its `readme`. `conventions` are those of a
    column of people."""
    text = unescape(content)
    if not text:
        return {}
    if column.kind is Kind.PEOPLE:
        people = read_people(text, conventions)
        return {column.field: people} if people else {}
    if column.field == "name" and linked:
        return name_and_page(text, table)
    if column.kind is Kind.LINK:
        return (
            {}
            if cell.is_empty(text) and text.strip(".")
            else {column.field: _relinked(as_link(text), stored_link, table)}
        )
    return {column.field: text}


def name_and_page(text: str, table: Table) -> dict[str, Value]:
    """The name that a text is, and the page that it links as a whole, or was to link."""
    whole = as_link(text)
    link = parse_link(whole)
    if link is None or link.end < len(whole) or link.has_title or not link.label:
        return {"name": text}
    page = stored_link(link.destination, table)
    return {"name": link.label, **({"readme": page} if page else {})}


def links_nothing(name: str) -> bool:
    """Whether a name was to link its page as a whole, and does not, or links nowhere."""
    link = parse_link(name) if name.endswith(("()", "(<>)")) else None
    is_empty = link is not None and link.end == len(name) and bool(link.label)
    return is_empty or as_link(name) != name


def read_people(text: str, conventions: Conventions) -> Value:
    """Whom a people cell names; the text itself where that is not understood, "" for nobody."""
    found = cell.parse(text, conventions)
    return found.persons if found else "" if cell.is_empty(text) else text


def write_cell(
    column: Column, sig: Sig, table: Table, way: cell.Way, old: str, *, linked: bool
) -> str | None:
    """The value that a cell is to show for `sig`, or None if no cell can show it; what is right in
    `old`, which it shows now, is kept as it stands."""
    value = sig.value(column.field)
    text: str | None
    if isinstance(value, tuple):
        text = cell.write(value, way, cell.parse(old, way.conventions))
    else:
        text = _written(column, sig, in_language(value, table.language), table, linked=linked)
        if text and column.field == "name" and linked:
            text = _as_before(old, text)
        elif text and column.kind is Kind.LINK:
            text = as_broken(old, text)
    if text is None or text != text.strip(BLANK):
        return None
    return text if text == old or not UNSHOWABLE.search(text) else None


def _as_before(old: str, text: str) -> str:
    """What a name cell is to say, in the brackets of a link that is none, or of one to nowhere, if
    it has such a one now."""
    link = parse_link(old) if links_nothing(old) and not parse_link(text) else None
    linked = f"[{text}{old[1 + len(link.label) :]}" if link else as_broken(old, text)
    return linked if not link or links_nothing(linked) else text


def _written(column: Column, sig: Sig, text: str, table: Table, *, linked: bool) -> str | None:
    """A text of a SIG as a cell shows it, or None if no link can hold it."""
    readme = in_language(sig.text("readme"), table.language)
    if column.field != "name" or not linked or not readme:
        return _relinked(text, shown_link, table) if column.kind is Kind.LINK else text
    if holds_link(text):
        return None
    whole = f"[{text}]({destination_text(shown_link(readme, table))})"
    link = parse_link(whole)
    return whole if link and (link.label, link.end) == (text, len(whole)) else None


def as_shown(value: str, table: Table) -> str:
    """A link field's value as it comes back from `table`, without a roundabout way of writing."""
    return _relinked(_relinked(as_link(value), shown_link, table), stored_link, table)


def stored_link(destination: str, table: Table) -> str:
    """A link as the registry keeps it: relative to the registry's folder."""
    rest = destination.removeprefix(table.link_base or "")
    if rest != destination and is_relative(rest):
        return rest
    if not is_relative(destination):
        return destination
    if table.link_base:
        # Not what such a table shows for any page, so it must not pass for one.
        return destination if destination.startswith("./") else f"./{destination}"
    return _rebased(destination, posixpath.dirname(table.path), "")


def shown_link(destination: str, table: Table) -> str:
    """A link as the document of `table` shows it: relative to that document, or on `link_base`."""
    if not is_relative(destination):
        return destination
    if table.link_base:
        return table.link_base + destination
    return _rebased(destination, "", posixpath.dirname(table.path))


def based_as(destination: str, was: Table, table: Table) -> str:
    """A link of the registry, as it would be read now where a table shows it as it did."""
    return stored_link(shown_link(destination, was), table) if destination else ""


# How most links begin; all that do are absolute.
_OF_THE_WEB: Final = ("https://", "http://")
# A scheme, or a place on the same host or page.
_ABSOLUTE: Final = lazily(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]")


def is_of_the_web(destination: str) -> bool:
    """Whether a link is an `http` or `https` link, as most are written."""
    return destination.startswith(_OF_THE_WEB)


def is_relative(destination: str) -> bool:
    """Whether a link names a file by its way from the one that holds it."""
    if destination.startswith(_OF_THE_WEB):
        return False
    return bool(destination) and not _ABSOLUTE.match(destination)


def _rebased(destination: str, old_folder: str, new_folder: str) -> str:
    """A relative link from one folder, as it is from another; its form is kept where it can be."""
    if old_folder == new_folder:
        return destination
    old, new = _parts(old_folder), _parts(new_folder)
    path = re.split(r"[?#]", destination, maxsplit=1)[0]
    target = _parts(posixpath.join(old_folder, path))
    shared = len(posixpath.commonprefix([target, new]))
    # Nothing says what a folder is called that the way to `new_folder` has left.
    if old == new or ".." in new[shared:]:
        return destination
    way = "/".join([".."] * len(new[shared:]) + target[shared:]) or "."
    way = way if is_relative(way) else f"./{way}"  # a first part with a colon
    return way + ("/" if path.endswith("/") else "") + destination[len(path) :]


def _parts(path: str) -> list[str]:
    return [part for part in posixpath.normpath(path).split("/") if part != "."]


# A bare destination that is no word for what is missing.
_ADDRESS: Final = lazily(r"https?://[A-Za-z0-9_./-]+|[A-Za-z0-9_./-]+\.md")


def _relinked(text: str, relink: Callable[[str, Table], str], table: Table) -> str:
    """A link field's text, a link or a bare destination, with its destination made another."""
    if is_linked_by_itself(text):
        return text
    if _ADDRESS.fullmatch(text):
        return relink(text, table)
    if is_nothing(text) and text.strip("."):
        return text  # a word for what is missing, no way to a page
    link = parse_link(text)
    if link is None:
        return text if re.search(r"[\s<>\[\]]", text) else relink(text, table)
    if link.end < len(text) or not _is_simple(link):
        return text
    return f"[{link.label}]({destination_text(relink(link.destination, table))})"


def is_relinked(text: str) -> bool:
    """Whether a link field's text is one link that tables show by the way from them."""
    link = parse_link(text)
    return link is not None and link.end == len(text) and _is_simple(link)


def _is_simple(link: Link) -> bool:
    """Whether a link is nothing but a label and a destination that can be written again."""
    return bool(link.label and link.destination) and not link.has_title
