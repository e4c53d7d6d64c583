"""What the headers of a table mean, in English and Chinese.

Pure. What communities call the columns is in the lists below; what is in none of them is read word
by word (`Lead(s)`, `SIG 负责人 / Leads`), and a header that says nothing even so becomes a field
named after it.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from sigtool.markdown import blocks
from sigtool.markdown.blocks import MarkdownTable
from sigtool.markdown.rows import unescape
from sigtool.model import SIG_FIELDS, Column, Kind, Person, account, in_language
from sigtool.people import cell

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
    "module", "project", "repository", "sub-project", "subproject", "area", "committee", "项目",
    "topic", "idea", "task", "guide", "姓名", "maintainer name", "member", "이름", "名前",
)  # fmt: skip
# What stands beside a name as often as it is one.
_LAST_NAME_HEADERS: Final = ("title", "role")
# Where a row is a person.
_PERSON_HEADERS: Final = ("name", "姓名", "maintainer name", "이름", "名前", "title")
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
    "facilitator", "convener", "convenor", "captain", "champion", "steward", "dri", "tl", "ptl",
    "spokesperson", "责任人", "牵头人", "召集人", "接口人", "对接人", "代表", "point of contact",
    "primary contact", "contact person", "manager", "managers",
    "project manager", "リーダー", "責任者", "担当者", "担当", "리더", "팀장", "책임자", "담당자",
    "maintainers", "maintainer", "维护者", "维护人", "owners", "owner", "committers", "committer",
    "创建人", "lead mentor", "mentor", "mentors", "assignee", "author", "authors",
    "writer", "translator", "contributor", "contributors", "members", "成员", "team",
    "学生", "liaison", "steering committee liaison", "governance committee liaison",
)  # fmt: skip
# Headers of columns that hold people beside the leads.
PEOPLE_HEADERS: Final = (
    *LEADS_HEADERS, "sponsor", "sponsors", "tc sponsors", "shadow", "shadows", "volunteer",
    "volunteers", "reviewers", "approvers", "mentee", "mentees", "co-leads",
    "co-chair", "deputy", "tech leads", "technical leads", "emeritus", "secretary", "facilitator",
    "联系人", "导师", "委员",
)  # fmt: skip
# A column that only numbers its rows names nothing.
_ORDINAL_HEADERS: Final = ("", "no", "no.", "#", "number", "id", "task id", "nr", "序号", "编号")

# The words that other headers are put together of, in the singular; one in Chinese, Japanese or
# Korean may end a longer one: 技术负责人. First, what somebody is.
_ROLES: Final = frozenset((
    "lead", "leader", "负责人", "组长", "リーダー", "責任者", "担当者", "担当", "리더", "팀장",
    "책임자", "담당자", "chair", "chairperson", "chairman", "chairwoman", "主席", "organizer",
    "organiser", "coordinator", "facilitator", "convener", "convenor", "captain", "champion",
    "steward", "dri", "maintainer", "owner", "维护者", "维护人", "committer", "assignee", "author",
    "writer", "translator", "译者", "校对", "contributor", "贡献者", "member", "成员", "委员",
    "mentor", "mentee", "导师", "liaison", "sponsor", "shadow", "volunteer", "reviewer", "approver",
    "deputy", "emeritus", "secretary", "treasurer", "representative", "delegate", "alternate",
    "editor", "moderator", "administrator", "director", "trustee", "advisor", "founder", "triager",
    "expert", "alumni", "person", "tl", "ptl", "spokesperson", "联系人", "责任人", "牵头人",
    "召集人", "接口人", "对接人", "代表", "メンバー", "멤버",
))  # fmt: skip
# Of those, whom a group has as many of as there are.
_MANY: Final = frozenset((
    "member", "maintainer", "owner", "committer", "contributor", "reviewer", "approver", "author",
    "writer", "translator", "volunteer", "alumni", "emeritus", "delegate", "representative", "成员",
    "委员", "维护者", "维护人", "贡献者", "メンバー", "멤버",
))  # fmt: skip
# Who stands in for such a person, or did so once.
_DEPUTIES: Final = frozenset(("vice", "deputy", "assistant", "former", "past", "emeritus"))
# Where somebody has an account that people are called by, and what one is.
_FORGES: Final = frozenset(("github", "gitee", "gitlab", "gitcode", "atomgit", "codeberg"))
_ACCOUNTS: Final = frozenset((
    "handle", "username", "login", "account", "profile", "账号", "帐号", "账户", "用户名",
    "アカウント", "ユーザー名", "계정",
))  # fmt: skip
_IDS: Final = frozenset((
    "id", "user", "name", "alias", "nickname", "link", "url", "page", "main", "primary", "backup",
))  # fmt: skip
# What a group is for, and what a group is.
_DUTIES: Final = frozenset((
    "responsibility", "duty", "description", "scope", "mission", "purpose", "objective", "goal",
    "focus", "remit", "mandate", "summary", "overview", "职责", "描述", "简介", "介绍", "范围",
    "概要", "目的", "目標", "役割", "説明", "설명", "역할", "목적",
))  # fmt: skip
_GROUPS: Final = frozenset((
    "sig", "wg", "group", "team", "committee", "subcommittee", "council", "project", "subproject",
    "subgroup", "workgroup", "workstream", "force", "chapter", "community", "circle", "squad",
    "guild", "initiative", "component", "package", "repo", "plugin", "extension", "组", "委员会",
    "グループ", "チーム", "팀", "그룹",
))  # fmt: skip
_OF_GROUPS: Final = frozenset((
    "name", "special", "interest", "working", "task", "steering", "technical", "advisory", "sub",
    "user", "study", "名", "名称", "名前", "이름",
))  # fmt: skip
_BESIDE: Final = frozenset((
    "of", "the", "and", "or", "area", "main", "primary", "key", "brief", "short", "statement",
))  # fmt: skip

_FIELD_NAME: Final = re.compile(r"[^\w]+")
_FOOTNOTE_MARK: Final = re.compile(r"\s*(?:\[(?:\d+|\^[^\]]+)\]|[*†‡¹²³]+)$")
_FULL_WIDTH: Final = str.maketrans("（）：／　", "():/ ")
_CJK: Final = r"\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_WORD: Final = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_PLURAL: Final = re.compile(r"(?<=\w)(?:/s\b|\(e?s\))")  # mentor/s, lead(s)
_EMOJI: Final = re.compile(r":[a-z0-9_+-]+:")
_EITHER: Final = re.compile(r"[/&,+|、，;]|\b(?:and|or)\b")


def recognise(table: MarkdownTable) -> tuple[Column, ...]:
    """What the headers of a table most likely mean, left to right."""
    headers = _said(table)
    name = _name_column(table, headers)
    accounts = _account_columns(table, headers, name)
    leads = _leads_column(table, headers, name)
    if leads is None and not _says_person(headers[name]):
        leads = next(iter(accounts), None)
    if leads is None:
        leads = next((at for at in range(len(headers)) if _is_untitled(table, at, name)), None)
    responsibilities = _responsibilities_column(headers, (name, leads))
    fixed = {name: "name", leads: "leads", responsibilities: "responsibilities"}
    bound: list[Column] = []
    for at, header in enumerate(table.headers):
        used = {column.field for column in bound} | set(fixed.values())
        field = fixed.get(at) or field_name(header, used, at)
        is_people = at in accounts or _is_of_people(table, headers, at)
        kind = SIG_FIELDS.get(field) or (Kind.PEOPLE if is_people else Kind.TEXT)
        bound.append(Column(header, field, kind))
    return tuple(bound)


def is_likely(table: MarkdownTable) -> bool:
    """Whether a table looks like one of groups: its headers say a name, and what or who."""
    headers = _said(table)
    name = _name_column(table, headers)
    leads = _leads_column(table, headers, name)
    responsibilities = _responsibilities_column(headers, (name, leads))
    is_named = any(says(headers[name]) for says in _SAYS_NAME)
    return is_named and (leads is not None or responsibilities is not None)


def is_of_persons(table: MarkdownTable) -> bool:
    """Whether a table looks like one of people: a row is a person, and says their account."""
    headers = _said(table)
    name = _name_column(table, headers)
    is_named = _says_person(headers[name]) and len(headers) > 1
    return is_named and bool(
        _account_columns(table, headers, name) or _holds_people(table, name, _has_link)
    )


def names_many(header: str) -> bool:
    """Whether a header is about people of whom a group has any number: members, maintainers."""
    return _role(_bare(normalised(header))) in _MANY


def normalised(header: str) -> str:
    """A header without markup, footnote marks, or difference of case and width."""
    text = blocks.plain(header).translate(_FULL_WIDTH).replace("\u00a0", " ").casefold()
    text = _FOOTNOTE_MARK.sub("", text.strip())
    return " ".join(text.split())


def field_name(header: str, used: AbstractSet[str], at: int = 0) -> str:
    """A field named after a header, other than `used`: `Slack Channel` is `slack_channel`."""
    said = _PLURAL.sub("", normalised(header))
    name = _FIELD_NAME.sub("_", said).strip("_") or f"column_{at + 1}"
    if name[0].isdigit():
        name = f"column_{name}"
    if name in SIG_FIELDS:
        name = f"{name}_text"
    candidates = (name if n == 1 else f"{name}_{n}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)


def _said(table: MarkdownTable) -> list[str]:
    """What the headers say, without emoji, what may be many, and what stands in brackets behind."""
    return [_bare(normalised(header)) for header in table.headers]


def _bare(header: str) -> str:
    """`:star: lead(s) (github id):` as `lead`."""
    text = re.sub(r"\s*\((?!e?s\)).*\)$", "", _EMOJI.sub("", header))
    return re.sub(r"^[^\w!-~]+|[^\w!-~]+$|:$", "", _PLURAL.sub("", text))


def _words(text: str) -> list[str]:
    """The words of a header, each in the singular."""
    return [_singular(word) for word in _WORD.findall(text)]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return re.sub(r"(?<![sui])(?<!alia)s$", "", word)


def _stem(word: str, words: AbstractSet[str]) -> str | None:
    """Which of these a word is; in a script that has no blanks, which it ends in."""
    if word in words or word.isascii():
        return word if word in words else None
    return next((each for each in words if not each.isascii() and word.endswith(each)), None)


def _role(header: str) -> str | None:
    """The word of a header that says what somebody is, if that is what the header is about."""
    for part in _EITHER.split(header):
        words = _words(part)
        while len(words) > 1 and words[-1] in _FORGES | _ACCOUNTS | _IDS:
            words.pop()
        if words and (role := _stem(words[-1], _ROLES)):
            return role
    return None


def _says_person(header: str) -> bool:
    """Whether a header names persons, so that a row is one: `Name`, `TSC member`."""
    return header in _PERSON_HEADERS or _role(header) is not None


def _says_account(header: str, *, of_a_row: bool) -> bool:
    """Whether a header is about persons' accounts, and nothing else: `GitHub ID`.

    `GitHub` alone is the account of the row: a person's where the row is a person.
    """
    words = set(_words(header))
    telling = _ACCOUNTS | _FORGES if of_a_row else _ACCOUNTS | _ROLES | {"id"}
    known = _FORGES | _ACCOUNTS | _IDS | _ROLES | _BESIDE
    return bool(words & (_FORGES | _ACCOUNTS) and words & telling) and words <= known


def _says_duties(header: str) -> bool:
    """Whether a header is about what a group is for: `Short description`, `Focus area`."""
    words = _words(header)
    known = _DUTIES | _GROUPS | _OF_GROUPS | _BESIDE
    return all(_stem(word, known) for word in words) and any(_stem(word, _DUTIES) for word in words)


def _says_group(header: str) -> bool:
    """Whether a header names groups, and nothing about them: `Task force`, `SIG / WG name`."""
    words = [re.sub(r"(?<=.)(?:名称|名前|名)$", "", word) for word in _words(header)]
    return all(_stem(word, _GROUPS | _OF_GROUPS | _BESIDE) for word in words) and any(
        _stem(word, _GROUPS) for word in words
    )


# What may say a name, the surest first.
_SAYS_NAME: Final[tuple[Callable[[str], bool], ...]] = (
    NAME_HEADERS.__contains__,
    lambda header: header in GENERIC_NAME_HEADERS or _says_group(header),
    _LAST_NAME_HEADERS.__contains__,
)


def _name_column(table: MarkdownTable, headers: Sequence[str]) -> int:
    """The column of the names: by its header, else the first that does not only number rows."""
    for says in _SAYS_NAME:
        for at, header in enumerate(headers):
            if says(header) and not (header in LEADS_HEADERS and _holds_people(table, at)):
                return at
    return next((at for at, text in enumerate(headers) if text not in _ORDINAL_HEADERS), 0)


def _leads_column(table: MarkdownTable, headers: Sequence[str], name: int) -> int | None:
    """The column of the leads: by its header, before all where its cells can be read as people."""
    ranks = [
        (not _holds_people(table, at), *rank, at)
        for at, header in enumerate(headers)
        if at != name and (rank := _leads_rank(header))
    ]
    # Words alone may mislead.
    sure = [found for found in ranks if not found[0] or headers[found[-1]] in LEADS_HEADERS]
    return min(sure)[-1] if sure else None


def _leads_rank(header: str) -> tuple[bool, int, bool] | None:
    """How near a header is to saying leads, the least the nearest; None if it says nothing such."""
    role = _role(header)
    known = [text for text in (header, role, f"{role}s") if text in LEADS_HEADERS]
    is_deputy = header.startswith("副") or not _DEPUTIES.isdisjoint(_words(header))
    return (is_deputy, LEADS_HEADERS.index(known[0]), header != known[0]) if known else None


def _responsibilities_column(headers: Sequence[str], taken: Sequence[int | None]) -> int | None:
    free = [at for at in range(len(headers)) if at not in taken]
    known = [
        (RESPONSIBILITIES_HEADERS.index(headers[at]), at)
        for at in free
        if headers[at] in RESPONSIBILITIES_HEADERS
    ]
    if known:
        return min(known)[1]
    return next((at for at in free if _says_duties(headers[at])), None)


def _account_columns(table: MarkdownTable, headers: Sequence[str], name: int) -> list[int]:
    """The columns that hold the accounts of persons."""
    of_persons = _says_person(headers[name])
    return [
        at
        for at, header in enumerate(headers)
        if at != name and _says_account(header, of_a_row=of_persons)
        if _holds_people(table, at, _has_account)
    ]


def _is_of_people(table: MarkdownTable, headers: Sequence[str], at: int) -> bool:
    if headers[at] in PEOPLE_HEADERS:
        return True
    return _role(headers[at]) is not None and _holds_people(table, at)


def _is_untitled(table: MarkdownTable, at: int, name: int) -> bool:
    """Whether a column without a header, beside the names, can hold nothing but people."""
    is_empty = not any(table.text(row, at) for row in table.rows)
    if at == name or table.headers[at] or is_empty:
        return False
    return _holds_people(table, at, _is_certain)


def _holds_people(
    table: MarkdownTable, column: int, is_meant: Callable[[Person], bool] | None = None
) -> bool:
    """Whether no less than half of the cells that say something are read as (such) persons."""
    cells = [unescape(table.text(row, column)) for row in table.rows]
    told = [text for text in cells if not cell.is_placeholder(text)]
    read = [found.persons for text in told if (found := cell.parse(text))]
    meant = [persons for persons in read if is_meant is None or all(map(is_meant, persons))]
    return 2 * len(meant) >= len(told)


def _has_account(person: Person) -> bool:
    """Whether a person is shown by an account: its link opens one, or it is a single word."""
    if person.url:
        return _has_link(person)
    return " " not in in_language(person.handle or person.name or " ", None)


def _has_link(person: Person) -> bool:
    return account(in_language(person.url or "", None)) is not None


def _is_certain(person: Person) -> bool:
    """Whether nothing but a person is written so: a name alone might be anything."""
    return bool(person.handle or person.email) or _has_link(person)
