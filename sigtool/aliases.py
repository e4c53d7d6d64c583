"""What the headers of a table mean, in English and Chinese.

Pure. What communities call the columns is in the lists below; a header that is in none of them
becomes a field named after it.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from sigtool import markdown, people
from sigtool.layout import unescape
from sigtool.markdown import MarkdownTable
from sigtool.model import SIG_FIELDS, Column, Kind

# Normalised headers (see `normalised`). Of a row's headers the leftmost in the first list that has
# one names the SIGs; what is only in the second list may as well mean something else.
NAME_HEADERS: Final = (
    "sig name", "wg name", "group name", "team name", "working group name", "project name",
    "community group", "working group", "special interest group", "sig 名称", "sig名称", "小组名称",
    "工作组名称", "组名", "模块名称", "项目名称", "题目名称", "小组分类", "group classification",
    "project idea",
)  # fmt: skip
GENERIC_NAME_HEADERS: Final = (
    "name", "sig", "wg", "group", "team", "名称", "小组", "工作组", "技术领域", "领域", "模块",
    "module", "project", "repository", "sub-project", "subproject", "area", "committee", "title",
    "role", "项目", "topic", "idea", "task", "guide", "姓名", "maintainer name", "member",
)  # fmt: skip
RESPONSIBILITIES_HEADERS: Final = (
    "responsibilities", "responsibility", "职责", "职责范围", "责任范围", "负责内容", "工作职责",
    "description", "scope", "mission", "missions", "purpose", "charter summary", "objectives",
    "objective", "about", "描述", "简介", "介绍", "目标", "说明", "功能", "范围",
)  # fmt: skip
LEADS_HEADERS: Final = (
    "sig leads", "sig lead", "wg leads", "wg lead", "leads", "lead", "sig leaders", "leaders",
    "leader", "group leads", "team leads", "team lead", "sig 负责人", "sig负责人", "wg 负责人",
    "wg负责人", "负责人", "sig 组长", "sig组长", "组长", "chairs", "chair", "co-chairs",
    "chairpersons", "主席", "organizers", "organisers", "organizer", "coordinator", "coordinators",
    "maintainers", "maintainer", "维护者", "维护人", "owners", "owner", "committers", "committer",
    "committer(s)", "创建人", "lead mentor", "mentor", "mentors", "mentor/s", "assignee", "author",
    "authors", "writer", "translator", "contributor", "contributors", "members", "成员", "team",
    "学生", "liaison", "steering committee liaison", "governance committee liaison",
)  # fmt: skip
# Headers of columns that hold people beside the leads.
PEOPLE_HEADERS: Final = (
    *LEADS_HEADERS, "sponsor", "sponsors", "tc sponsors", "shadow", "shadows", "shadow(s)",
    "volunteer(s)", "reviewers", "approvers", "mentee", "mentees", "mentee/s", "co-leads",
    "co-chair", "deputy", "tech leads", "technical leads", "emeritus", "secretary", "facilitator",
    "联系人", "导师", "委员",
)  # fmt: skip
# A column that only numbers its rows names nothing.
_ORDINAL_HEADERS: Final = ("", "no", "no.", "#", "number", "id", "task id", "nr", "序号", "编号")
_FIELD_NAME: Final = re.compile(r"[^\w]+")
_FOOTNOTE_MARK: Final = re.compile(r"\s*(?:\[(?:\d+|\^[^\]]+)\]|[*†‡¹²³]+)$")
_FULL_WIDTH: Final = str.maketrans("（）：／　", "():/ ")


def recognise(table: MarkdownTable) -> tuple[Column, ...]:
    """What the headers of a table most likely mean, left to right."""
    headers = [_unqualified(normalised(header)) for header in table.headers]
    name = _name_column(table, headers)
    leads = _leads_column(table, headers, name)
    responsibilities = _best(headers, RESPONSIBILITIES_HEADERS, (name, leads))
    fixed = {name: "name", leads: "leads", responsibilities: "responsibilities"}
    bound: list[Column] = []
    for at, header in enumerate(table.headers):
        used = {column.field for column in bound} | set(fixed.values())
        field = fixed.get(at) or field_name(header, used, at)
        is_people = headers[at] in PEOPLE_HEADERS
        kind = SIG_FIELDS.get(field) or (Kind.PEOPLE if is_people else Kind.TEXT)
        bound.append(Column(header, field, kind))
    return tuple(bound)


def is_likely(table: MarkdownTable) -> bool:
    """Whether a table looks like one of groups: its headers say a name, and what or who."""
    headers = [_unqualified(normalised(header)) for header in table.headers]
    name = _name_column(table, headers)
    leads = _leads_column(table, headers, name)
    responsibilities = _best(headers, RESPONSIBILITIES_HEADERS, (name, leads))
    is_named = headers[name] in (*NAME_HEADERS, *GENERIC_NAME_HEADERS)
    return is_named and (leads is not None or responsibilities is not None)


def normalised(header: str) -> str:
    """A header without markup, footnote marks, or difference of case and width."""
    text = markdown.plain(header).translate(_FULL_WIDTH).replace("\u00a0", " ").casefold()
    text = _FOOTNOTE_MARK.sub("", text.strip())
    return " ".join(text.split())


def field_name(header: str, used: AbstractSet[str], at: int = 0) -> str:
    """A field named after a header, other than `used`: `Slack Channel` is `slack_channel`."""
    name = _FIELD_NAME.sub("_", normalised(header)).strip("_") or f"column_{at + 1}"
    if name[0].isdigit():
        name = f"column_{name}"
    if name in SIG_FIELDS:
        name = f"{name}_text"
    candidates = (name if n == 1 else f"{name}_{n}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)


def _unqualified(header: str) -> str:
    """A header without what it says in brackets at its end: `assignee (github id)`."""
    return re.sub(r"\s*\((?!s\)).*\)$", "", header)


def _best(headers: Sequence[str], names: Sequence[str], taken: Sequence[int | None]) -> int | None:
    ranked = [
        (names.index(text), at)
        for at, text in enumerate(headers)
        if text in names and at not in taken
    ]
    return min(ranked)[1] if ranked else None


def _name_column(table: MarkdownTable, headers: Sequence[str]) -> int:
    """The column of the names: by its header, else the first that does not only number rows."""
    for names in (NAME_HEADERS, GENERIC_NAME_HEADERS):
        for at, header in enumerate(headers):
            if header in names and not (header in LEADS_HEADERS and _holds_people(table, at)):
                return at
    return next((at for at, text in enumerate(headers) if text not in _ORDINAL_HEADERS), 0)


def _leads_column(table: MarkdownTable, headers: Sequence[str], name: int) -> int | None:
    """The column of the leads: by its header, before all where its cells can be read as people."""
    taken = [at for at in range(len(headers)) if at == name or not _holds_people(table, at)]
    found = _best(headers, LEADS_HEADERS, taken)
    return _best(headers, LEADS_HEADERS, (name,)) if found is None else found


def _holds_people(table: MarkdownTable, column: int) -> bool:
    """Whether no less than half of the filled cells of a column can be read as persons."""
    cells = [text for row in table.rows if (text := unescape(table.text(row, column)))]
    return 2 * sum(people.parse(text) is not None for text in cells) >= len(cells)
