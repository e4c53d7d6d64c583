"""Header <-> field, and cell <-> value.

Pure. Which header means what is the table `ALIASES`; a header that is not in it becomes a field
named after it. Values are the cell's Markdown, verbatim, with `\\|` written `|`; relative links are
kept relative to the registry's folder and shown relative to the document's.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sigtool import markdown, people
from sigtool.layout import unescape
from sigtool.markdown import MarkdownTable
from sigtool.model import SIG_FIELDS, Column, Kind, People, Sig, Table, Value

# Normalised headers (see `_normalised`), the most telling first: the best one of a row is bound.
NAME_HEADERS: Final = (
    "sig name", "wg name", "group name", "team name", "working group name", "project name",
    "sig 名称", "sig名称", "小组名称", "工作组名称", "组名", "模块名称", "项目名称",
    "community group", "working group", "special interest group", "sig", "wg", "name", "group",
    "team", "名称", "小组", "工作组", "技术领域", "领域", "模块", "module", "project", "repository",
    "sub-project", "subproject", "area", "committee", "title", "role", "项目", "topic",
    "小组分类", "group classification", "题目名称", "project idea", "idea", "task", "guide",
)  # fmt: skip
RESPONSIBILITIES_HEADERS: Final = (
    "responsibilities", "responsibility", "职责", "职责范围", "责任范围", "负责内容", "工作职责",
    "description", "scope", "mission", "missions", "purpose", "charter summary", "objectives",
    "objective", "about", "描述", "简介", "介绍", "目标", "说明", "功能", "范围",
)  # fmt: skip
LEADS_HEADERS: Final = (
    "sig leads", "sig lead", "wg leads", "wg lead", "leads", "lead", "sig leaders", "leaders",
    "leader", "group leads", "team leads", "team lead", "sig 负责人", "sig负责人", "wg 负责人",
    "wg负责人", "负责人", "sig 组长", "sig组长", "组长", "chairs", "chair", "co-chairs", "chairpersons",
    "主席", "organizers", "organisers", "organizer", "coordinator", "coordinators", "maintainers",
    "maintainer", "维护者", "维护人", "owners", "owner", "committers", "committer", "committer(s)",
    "创建人", "lead mentor", "mentor", "mentors", "mentor/s", "assignee", "author", "authors",
    "writer", "translator", "contributor", "members", "成员", "team", "学生",
)  # fmt: skip
# Headers of columns that hold people beside the leads.
PEOPLE_HEADERS: Final = (
    *LEADS_HEADERS, "liaison", "steering committee liaison", "governance committee liaison",
    "sponsor", "sponsors", "tc sponsors", "shadow", "shadows", "shadow(s)", "volunteer(s)",
    "reviewers", "approvers", "mentee", "mentees", "mentee/s", "co-leads", "co-chair", "deputy",
    "tech leads", "technical leads", "emeritus", "secretary", "facilitator", "联系人", "导师", "委员",
)  # fmt: skip
ALIASES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": NAME_HEADERS,
        "responsibilities": RESPONSIBILITIES_HEADERS,
        "leads": LEADS_HEADERS,
    }
)
# A column that only numbers its rows names nothing.
_ORDINAL_HEADERS: Final = ("", "no", "no.", "#", "number", "id", "task id", "nr", "序号", "编号")
_FIELD_NAME: Final = re.compile(r"[^\w]+")
_FULL_WIDTH: Final = str.maketrans("（）：／　", "():/ ")


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of a document's table, and what is bound to it: None for a header not known."""

    at: int
    header: str
    column: Column | None


def recognise(table: MarkdownTable) -> tuple[Column, ...]:
    """What the headers of a table most likely mean, left to right."""
    headers = [normalised(header) for header in table.headers]
    name = _best(headers, NAME_HEADERS, taken=())
    if name is None:
        name = next((at for at, text in enumerate(headers) if text not in _ORDINAL_HEADERS), 0)
    leads = _best_people(table, headers, taken=(name,))
    responsibilities = _best(headers, RESPONSIBILITIES_HEADERS, taken=(name, leads))
    fixed = {name: "name", leads: "leads", responsibilities: "responsibilities"}
    columns: list[Column] = []
    used = set(SIG_FIELDS)
    for at, header in enumerate(table.headers):
        field = fixed.get(at) or _field_name(headers[at], at, used)
        used.add(field)
        kind = SIG_FIELDS.get(field) or (
            Kind.PEOPLE if headers[at] in PEOPLE_HEADERS else Kind.TEXT
        )
        columns.append(Column(header, field, kind))
    return tuple(columns)


def bind(columns: Sequence[Column], table: MarkdownTable) -> tuple[Bound, ...]:
    """Which column each header of a document's table is, in the order of the document.

    Headers are compared as readers see them; where one repeats, each binds the next such column.
    """
    left = list(columns)
    bound: list[Bound] = []
    for at, header in enumerate(table.headers):
        found = next((c for c in left if normalised(c.header) == normalised(header)), None)
        if found:
            left.remove(found)
        bound.append(Bound(at, header, found))
    return tuple(bound)


def normalised(header: str) -> str:
    """A header without markup, footnote marks, or difference of case and width."""
    text = markdown.plain(header).translate(_FULL_WIDTH).replace("\u00a0", " ").casefold()
    text = re.sub(r"\s*\[\d+\]$", "", text.strip())
    return " ".join(text.split())


def read_cell(column: Column, content: str, table: Table, *, linked: bool) -> dict[str, Value]:
    """The values that a cell's content stands for, by field; nothing for an empty cell.

    `linked`: a name cell that is one link holds the SIG's name and its `readme`.
    """
    text = unescape(content)
    if not text:
        return {}
    if column.kind is Kind.PEOPLE:
        found = people.parse(text)
        return {column.field: found.persons if found else text}
    if column.field == "name" and linked:
        link = markdown.parse_link(text)
        if link and link.end == len(text) and _is_simple(link):
            return {"name": link.label, "readme": stored_link(link.destination, table)}
    if column.kind is Kind.LINK:
        return {column.field: stored_link(text, table)}
    return {column.field: text}


def write_cell(
    column: Column, sig: Sig, table: Table, way: people.Way, old: str, *, linked: bool
) -> str | None:
    """The value that a cell is to show for `sig`, or None if no cell can show it.

    `old` is what the cell shows now; what it already says rightly is kept as it stands.
    """
    value = sig.name if column.field == "name" else sig.values.get(column.field, "")
    if isinstance(value, tuple):
        text = people.write(value, way, people.parse(old))
    elif column.field == "name" and linked and sig.text("readme"):
        text = f"[{value}]({_destination(shown_link(sig.text('readme'), table))})"
    elif column.kind is Kind.LINK:
        text = shown_link(value, table)
    else:
        text = value
    if text is None or re.search(r"[\r\n]", text) or text != text.strip(markdown.BLANK):
        return None
    return text


def stored_link(destination: str, table: Table) -> str:
    """A link as the registry keeps it: relative to the registry's folder."""
    if table.link_base and destination.startswith(table.link_base):
        return destination[len(table.link_base) :] or destination
    if table.link_base or not is_relative(destination):
        return destination
    return _rebased(destination, posixpath.dirname(table.path), "")


def shown_link(destination: str, table: Table) -> str:
    """A link as the document of `table` shows it: relative to that document, or on `link_base`."""
    if not is_relative(destination):
        return destination
    if table.link_base:
        return table.link_base + destination
    return _rebased(destination, "", posixpath.dirname(table.path))


def is_relative(destination: str) -> bool:
    """Whether a link names a file by its way from the one that holds it."""
    return bool(destination) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]", destination)


def _rebased(destination: str, old_folder: str, new_folder: str) -> str:
    """A relative link from one folder, as it is from another; its form is kept where it can be."""
    if posixpath.normpath(old_folder) == posixpath.normpath(new_folder):
        return destination
    path = re.split(r"[?#]", destination, maxsplit=1)[0]
    target = posixpath.relpath(posixpath.join(old_folder, path), new_folder or ".")
    slash = "/" if path.endswith("/") and not target.endswith("/") else ""
    return target + slash + destination[len(path) :]


def _is_simple(link: markdown.Link) -> bool:
    """Whether a link is nothing but a label and a destination that can be written again."""
    return bool(link.label and link.destination) and not link.has_title


def _destination(link: str) -> str:
    """A destination as a link can hold it (GFM 0.29, "Links")."""
    balanced = re.fullmatch(r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*", link)
    return link if balanced else f"<{link}>"


def _best(
    headers: Sequence[str], aliases: Sequence[str], taken: Sequence[int | None]
) -> int | None:
    ranked = [
        (aliases.index(text), at)
        for at, text in enumerate(headers)
        if text in aliases and at not in taken
    ]
    return min(ranked)[1] if ranked else None


def _best_people(
    table: MarkdownTable, headers: Sequence[str], taken: Sequence[int | None]
) -> int | None:
    """The column of the leads: by its header, if its cells do not speak against it."""
    ranked = [
        (LEADS_HEADERS.index(text), at)
        for at, text in enumerate(headers)
        if text in LEADS_HEADERS and at not in taken and _holds_people(table, at)
    ]
    return min(ranked)[1] if ranked else None


def _holds_people(table: MarkdownTable, column: int) -> bool:
    """Whether no less than half of the filled cells of a column can be read as persons."""
    cells = [text for row in table.rows if (text := unescape(table.text(row, column)))]
    read: list[People] = [found.persons for text in cells if (found := people.parse(text))]
    return 2 * len(read) >= len(cells)


def _field_name(header: str, at: int, used: set[str]) -> str:
    """A field named after a header: `Slack Channel` becomes `slack_channel`."""
    name = _FIELD_NAME.sub("_", header).strip("_") or f"column_{at + 1}"
    if name[0].isdigit():
        name = f"column_{name}"
    if name in SIG_FIELDS:
        name = f"{name}_text"
    candidates = (name if n == 1 else f"{name}_{n}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)


def is_likely(table: MarkdownTable) -> bool:
    """Whether a table looks like one of groups: its headers say a name, and what or who."""
    headers = [normalised(header) for header in table.headers]
    name = _best(headers, NAME_HEADERS, taken=())
    leads = _best_people(table, headers, taken=(name,))
    responsibilities = _best(headers, RESPONSIBILITIES_HEADERS, taken=(name, leads))
    return name is not None and (leads is not None or responsibilities is not None)
