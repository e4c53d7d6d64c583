"""What the headers of a table mean, in English and Chinese.

Pure. A header is read word by word (`Lead(s)`, `SIG 负责人 / Leads`) against the lists below, and
one that says nothing even so becomes a field named after it.
"""

import re
from collections.abc import Callable, Collection
from typing import Final

from sigtool.markdown.blocks import MarkdownTable, plain
from sigtool.markdown.rows import unescape
from sigtool.model import SIG_FIELDS, Column, Kind, Person, account, in_language
from sigtool.people import cell


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


# All in the singular; a word in Chinese, Japanese or Korean may end a longer one: 技术负责人.
#
# What somebody is to a group, the likeliest lead first.
_LEADS: Final = _listed(
    """lead, leader, 负责人, 组长, chair, co chair, chairperson, 主席, organizer, organiser,
    coordinator, facilitator, convener, convenor, captain, champion, steward, dri, tl, ptl,
    spokesperson, 责任人, 牵头人, 召集人, 接口人, 对接人, 代表, point of contact, primary contact,
    contact person, project manager, manager, リーダー, 責任者, 担当者, 担当, 리더, 팀장, 책임자,
    담당자, maintainer, 维护者, 维护人, owner, committer, 创建人, mentor, assignee, author, writer,
    translator, contributor, member, 成员, team, 学生, liaison"""
)
# Of those, which mean something else at the end of a longer header: package manager.
_NO_ENDS: Final = _listed("manager, 创建人, team, 学生")
# Who is somebody else than a lead. A column called nothing but this or a lead, or that of a group,
# holds people whatever its cells say.
_OTHERS: Final = _listed(
    """sponsor, tc sponsor, shadow, volunteer, reviewer, approver, mentee, co lead, tech lead,
    technical lead, deputy, emeritus, secretary, 联系人, 导师, 委员"""
)
# Who is one, too, where the cells can be read as people.
_MORE_ROLES: Final = _listed(
    """chairman, chairwoman, 译者, 校对, 贡献者, treasurer, representative, delegate, alternate,
    editor, moderator, administrator, director, trustee, advisor, founder, triager, expert, alumni,
    person, メンバー, 멤버"""
)
_ROLES: Final = (*(role for role in _LEADS if role not in _NO_ENDS), *_OTHERS, *_MORE_ROLES)
# Of those, whom a group has as many of as there are.
_MANY: Final = _listed(
    """member, maintainer, owner, committer, contributor, reviewer, approver, author, writer,
    translator, volunteer, alumni, emeritus, delegate, representative, 成员, 委员, 维护者, 维护人,
    贡献者, メンバー, 멤버"""
)
# Who stands in for such a person, or did so once.
_DEPUTIES: Final = frozenset(_listed("vice, deputy, assistant, former, past, emeritus"))
# Where somebody has an account that people are called by, and what one is.
_FORGES: Final = _listed("github, gitee, gitlab, gitcode, atomgit, codeberg")
_ACCOUNTS: Final = _listed(
    """handle, username, login, account, profile, 账号, 帐号, 账户, 用户名, アカウント, ユーザー名,
    계정"""
)
_IDS: Final = _listed("id, user, name, alias, nickname, link, url, page, main, primary, backup")
# What a group is for: as a header alone, the best first; then only with other such words.
_RESPONSIBILITIES: Final = _listed(
    """responsibility, 职责, 职责范围, 责任范围, 负责内容, 工作职责, description, scope, mission,
    purpose, charter summary, objective, about, 描述, 简介, 介绍, 目标, 说明, 功能, 范围"""
)
_DUTIES: Final = _RESPONSIBILITIES + _listed(
    """duty, goal, focus, remit, mandate, summary, overview, 概要, 目的, 目標, 役割, 説明, 설명,
    역할, 목적"""
)
# What a group is, first as most call it, and what else its name may say.
_MAIN_GROUPS: Final = _listed("sig, wg, group, team, 组")
_GROUPS: Final = _MAIN_GROUPS + _listed(
    """committee, subcommittee, council, project, subproject, subgroup, workgroup, workstream,
    force, chapter, community, circle, squad, guild, initiative, component, package, repo, plugin,
    extension, 委员会, グループ, チーム, 팀, 그룹"""
)
_OF_GROUPS: Final = _listed(
    "special, interest, working, task, steering, technical, advisory, sub, user, study"
)
_NAMES: Final = _listed("name, 名称, 名前, 名, 이름")
_BESIDE: Final = _listed("of, the, and, or, area, main, primary, key, brief, short, statement")
# What names a group beside the words for one: surely; or if nothing else does; and what stands
# beside a name as often as it is one.
_SURE_NAMES: Final = _listed(
    """模块名称, 项目名称, 题目名称, 小组分类, group classification, project name, project idea,
    community group"""
)
_LIKELY_NAMES: Final = _listed(
    """name, 名称, 技术领域, 领域, 模块, module, repository, area, 项目, topic, idea, task, guide,
    姓名, maintainer name, member, 이름, 名前"""
)
_LAST_NAMES: Final = _listed("title, role")
# Where a row is a person.
_OF_PERSONS: Final = _listed("name, 姓名, 이름, 名前, title")
# A column that only numbers its rows names nothing.
_ORDINALS: Final = _listed(", no, no., #, number, id, task id, nr, 序号, 编号")

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
    read = _Headers(table)
    accounts, leads = read.accounts(), read.leads()
    if leads is None and not read.is_of_persons:
        leads = next(iter(accounts), None)
    if leads is None:
        leads = next((at for at in range(len(read.headers)) if read.is_untitled(at)), None)
    fixed = {read.name: "name", leads: "leads", read.responsibilities(leads): "responsibilities"}
    bound: list[Column] = []
    for at, header in enumerate(table.headers):
        used = {column.field for column in bound} | set(fixed.values())
        field = fixed.get(at) or field_name(header, used, at)
        is_people = at in accounts or read.is_of_people(at)
        kind = SIG_FIELDS.get(field) or (Kind.PEOPLE if is_people else Kind.TEXT)
        bound.append(Column(header, field, kind))
    return tuple(bound)


def is_likely(table: MarkdownTable) -> bool:
    """Whether a table looks like one of groups: its headers say a name, and what or who."""
    read = _Headers(table)
    leads = read.leads()
    is_named = any(says(read.headers[read.name]) for says in _SAYS_NAME)
    return is_named and (leads is not None or read.responsibilities(leads) is not None)


def is_of_persons(table: MarkdownTable) -> bool:
    """Whether a table looks like one of people: a row is a person, and says their account."""
    read = _Headers(table)
    is_named = read.is_of_persons and len(read.headers) > 1
    return is_named and bool(read.accounts() or read.holds_people(read.name, _has_link))


def names_many(header: str) -> bool:
    """Whether a header is about people of whom a group has any number: members, maintainers."""
    return _role(_bare(header)) in _MANY


def normalised(header: str) -> str:
    """A header without markup, footnote marks, or difference of case and width."""
    text = plain(header).translate(_FULL_WIDTH).replace("\u00a0", " ").casefold()
    text = _FOOTNOTE_MARK.sub("", text.strip())
    return " ".join(text.split())


def field_name(header: str, used: Collection[str], at: int = 0) -> str:
    """A field named after a header, other than `used`: `Slack Channel` is `slack_channel`."""
    said = _PLURAL.sub("", normalised(header))
    name = _FIELD_NAME.sub("_", said).strip("_") or f"column_{at + 1}"
    if name[0].isdigit():
        name = f"column_{name}"
    if name in SIG_FIELDS:
        name = f"{name}_text"
    candidates = (name if n == 1 else f"{name}_{n}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)


def _bare(header: str) -> str:
    """`:star: **Lead(s)** (GitHub ID):` as `lead`."""
    text = re.sub(r"\s*\((?!e?s\)).*\)$", "", _EMOJI.sub("", normalised(header)))
    return re.sub(r"^[^\w!-~]+|[^\w!-~]+$|:$", "", _PLURAL.sub("", text))


def _words(text: str) -> list[str]:
    """The words of a header, each in the singular."""
    return [
        f"{word[:-3]}y" if word.endswith("ies") else re.sub(r"(?<![sui])(?<!alia)s$", "", word)
        for word in _WORD.findall(text)
    ]


def _stem(word: str, words: Collection[str]) -> str | None:
    """Which of these a word is; in a script that has no blanks, which it ends in."""
    if word in words or word.isascii():
        return word if word in words else None
    return next((each for each in words if not each.isascii() and word.endswith(each)), None)


def _role(header: str) -> str | None:
    """The word of a header that says what somebody is, if that is what the header is about."""
    for part in _EITHER.split(header):
        words = _words(part)
        while len(words) > 1 and words[-1] in _FORGES + _ACCOUNTS + _IDS:
            words.pop()
        if words and (role := _stem(words[-1], _ROLES)):
            return role
    return None


def _alone(header: str) -> str:
    """A header without the group that it speaks of: `SIG leads` as `lead`."""
    words = _words(header)
    is_of_group = len(words) > 1 and words[0] in _MAIN_GROUPS
    return " ".join(words[is_of_group:])


def _says_account(header: str, *, of_a_row: bool) -> bool:
    """Whether a header is about persons' accounts, and nothing else: `GitHub ID`; where a row is a
    person, `GitHub` too."""
    words = set(_words(header))
    telling = _ACCOUNTS + (_FORGES if of_a_row else (*_ROLES, "id"))
    is_telling = words & set(_FORGES + _ACCOUNTS) and words & set(telling)
    return bool(is_telling) and words <= set(_FORGES + _ACCOUNTS + _IDS + _ROLES + _BESIDE)


def _says(header: str, about: Collection[str], beside: Collection[str]) -> bool:
    """Whether a header has one of the words, and no other but those beside."""
    words = [re.sub(r"(?<=.)(?:名称|名前|名)$", "", word) for word in _words(header)]
    stems = [_stem(word, about) for word in words]
    return any(stems) and all(
        stem or _stem(word, beside) for stem, word in zip(stems, words, strict=True)
    )


def _says_group(header: str, groups: Collection[str] = _GROUPS) -> bool:
    """Whether a header names groups, and nothing about them: `Task force`, `SIG / WG name`."""
    return _says(header, groups, _OF_GROUPS + _NAMES + _BESIDE)


# What may say a name, the surest first.
_SAYS_NAME: Final[tuple[Callable[[str], bool], ...]] = (
    lambda header: (
        header in _SURE_NAMES
        or (header.endswith((*_NAMES, " group")) and _says_group(header, _MAIN_GROUPS))
    ),
    lambda header: header in _LIKELY_NAMES or _says_group(header),
    _LAST_NAMES.__contains__,
)


class _Headers:
    """The headers of a table, and what its cells tell of them."""

    def __init__(self, table: MarkdownTable) -> None:
        self.table = table
        self.headers = [_bare(header) for header in table.headers]
        self.name = self._name()
        named = self.headers[self.name]
        self.is_of_persons = named in _OF_PERSONS or _role(named) is not None

    def _name(self) -> int:
        """The column of the names: by its header, else the first that does not only number rows."""
        for says in _SAYS_NAME:
            for at, header in enumerate(self.headers):
                if says(header) and not (_alone(header) in _LEADS and self.holds_people(at)):
                    return at
        return next((at for at, text in enumerate(self.headers) if text not in _ORDINALS), 0)

    def leads(self) -> int | None:
        """The column of the leads: before all where its cells are people, then who is no deputy."""
        ranks = []
        for at, header in enumerate(self.headers):
            alone = _alone(header)
            role = alone if alone in _LEADS else _role(header)
            if at == self.name or role not in _LEADS:
                continue
            are_people = self.holds_people(at)
            if are_people or role == alone:  # words alone may mislead
                is_deputy = header.startswith("副") or not _DEPUTIES.isdisjoint(_words(header))
                ranks.append((not are_people, is_deputy, _LEADS.index(role), role != alone, at))
        return min(ranks)[-1] if ranks else None

    def responsibilities(self, leads: int | None) -> int | None:
        """The column of what the groups are for."""
        free = [at for at in range(len(self.headers)) if at not in (self.name, leads)]
        words = {at: " ".join(_words(self.headers[at])) for at in free}
        known = [at for at in free if words[at] in _RESPONSIBILITIES]
        if known:
            return min(known, key=lambda at: _RESPONSIBILITIES.index(words[at]))
        beside = _GROUPS + _OF_GROUPS + _NAMES + _BESIDE
        return next((at for at in free if _says(self.headers[at], _DUTIES, beside)), None)

    def accounts(self) -> list[int]:
        """The columns that hold the accounts of persons."""
        return [
            at
            for at, header in enumerate(self.headers)
            if at != self.name and _says_account(header, of_a_row=self.is_of_persons)
            if self.holds_people(at, _has_account)
        ]

    def is_of_people(self, at: int) -> bool:
        """Whether a column holds people: its header says so alone, or with its cells."""
        header = self.headers[at]
        is_sure = _alone(header) in _LEADS + _OTHERS
        return is_sure or (_role(header) is not None and self.holds_people(at))

    def is_untitled(self, at: int) -> bool:
        """Whether a column without a header, beside the names, can hold nothing but people: a name
        alone might be anything."""
        is_empty = not any(self.table.text(row, at) for row in self.table.rows)
        if at == self.name or self.table.headers[at] or is_empty:
            return False
        return self.holds_people(
            at, lambda each: bool(each.handle or each.email or _has_link(each))
        )

    def holds_people(self, at: int, is_meant: Callable[[Person], bool] | None = None) -> bool:
        """Whether no less than half of the cells that say something are read as (such) persons."""
        cells = [unescape(self.table.text(row, at)) for row in self.table.rows]
        filled = [text for text in cells if not cell.is_placeholder(text)]
        read = [found.persons for text in filled if (found := cell.parse(text))]
        meant = [persons for persons in read if is_meant is None or all(map(is_meant, persons))]
        return 2 * len(meant) >= len(filled)


def _has_account(person: Person) -> bool:
    """Whether a person is shown by an account: its link opens one, or it is a single word."""
    if person.url:
        return _has_link(person)
    return " " not in in_language(person.handle or person.name or " ", None)


def _has_link(person: Person) -> bool:
    return account(in_language(person.url or "", None)) is not None
