"""The words that headers are made of, in English and Chinese, and what a header says by them.

Pure. A header is read word by word, each in the singular, against the lists below.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final

from sigtool.people.words import ACCOUNTS, FORGES
from sigtool.text.lazily import lazily


def listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


# All in the singular; a word in Chinese, Japanese or Korean may end a longer one: 技术负责人.
#
# What somebody is to a group, the likeliest lead first.
LEADS: Final = listed(
    """lead, leader, 负责人, 组长, chair, co chair, chairperson, 主席, organizer, organiser,
    coordinator, facilitator, convener, convenor, captain, champion, steward, dri, tl, ptl,
    spokesperson, 责任人, 牵头人, 召集人, 接口人, 对接人, 代表, point of contact, primary contact,
    contact person, project manager, manager, リーダー, 責任者, 担当者, 担当, 리더, 팀장, 책임자,
    담당자, maintainer, 维护者, 维护人, owner, committer, 创建人, mentor, assignee, author, writer,
    translator, contributor, member, 成员, team, 学生, liaison, leitung, leiter, leiterin,
    ansprechpartner, ansprechperson, verantwortlich, verantwortliche, verantwortlicher,
    koordination, koordinator, responsable, animateur, coordinateur, coordinatrice, référent,
    pilote, líder,
    coordinador, coordinadora, coordenador, coordenadora, responsáveis, responsável,
    referente, ведущий, руководитель, ответственный, координатор, лидер"""
)
# Of those, which may as well be a count, or a page that lists them.
CROWDS: Final = listed("contributor, member, 成员, team, 学生")
# Of those, which mean something else at the end of a longer header: package manager.
NO_ENDS: Final = listed("manager, 创建人, team, 学生")
# Who is somebody else than a lead. A column called nothing but this or a lead, or that of a group,
# holds people whatever its cells say.
OTHERS: Final = listed(
    """sponsor, tc sponsor, shadow, volunteer, reviewer, approver, mentee, co lead, tech lead,
    technical lead, deputy, emeritus, secretary, 联系人, 导师, 委员"""
)
# Who is one, too, where the cells can be read as people.
MORE_ROLES: Final = listed(
    """chairman, chairwoman, 译者, 校对, 贡献者, treasurer, representative, delegate, alternate,
    editor, moderator, administrator, director, trustee, advisor, founder, triager, expert, alumni,
    person, メンバー, 멤버"""
)
ROLES: Final = (*(role for role in LEADS if role not in NO_ENDS), *OTHERS, *MORE_ROLES)
# Of those, whom a group has as many of as there are.
MANY: Final = listed(
    """member, maintainer, owner, committer, contributor, reviewer, approver, author, writer,
    translator, volunteer, alumni, emeritus, delegate, representative, 成员, 委员, 维护者, 维护人,
    贡献者, メンバー, 멤버"""
)
# Who stands in for such a person, or did so once.
DEPUTIES: Final = frozenset(listed("vice, deputy, assistant, former, past, emeritus"))
# What is said beside a forge, or a word for an account.
IDS: Final = listed("id, user, name, alias, nickname, link, url, page, main, primary, backup")
# What a group is for: as a header alone, the best first; then only with other such words.
RESPONSIBILITIES: Final = listed(
    """responsibility, 职责, 职责范围, 责任范围, 负责内容, 工作职责, description, scope, mission,
    purpose, charter summary, objective, about, 描述, 简介, 介绍, 目标, 说明, 功能, 范围"""
)
# Of those, what persons have, too.
OF_ANYBODY: Final = RESPONSIBILITIES[:6]
DUTIES: Final = RESPONSIBILITIES + listed(
    """duty, goal, focus, remit, mandate, summary, overview, 职能, 工作目标, 描述信息, 概要,
    目的, 目標, 役割, 説明, 설명, 역할, 목적, aufgabe, aufgaben, aufgabenbereich, beschreibung,
    zuständigkeit, zuständigkeiten, ziel, ziele, rôle, objectif, responsabilité, responsabilidad,
    responsabilidade, descripción, descrição, objetivo, propósito, описание, задача, задачи, цель"""
)
# What a group is for where no other column says it, and its cells are no links.
LAST_DUTIES: Final = listed(
    """charter, area, 领域, 技术领域, focus area, area of responsibility, area of expertise,
    工作内容, 负责领域"""
)
# What a group is, first as most call it, and what else its name may say.
MAIN_GROUPS: Final = listed("sig, wg, group, team, 组")
GROUPS: Final = MAIN_GROUPS + listed(
    """committee, subcommittee, council, project, subproject, subgroup, workgroup, workstream,
    force, chapter, community, circle, squad, guild, initiative, component, package, repo, plugin,
    extension, 委员会, グループ, チーム, 팀, 그룹, gruppe, arbeitsgruppe, arbeitskreis, groupe,
    équipe, commission, grupo, equipo, equipe, comité, группа, команда, комитет"""
)
OF_GROUPS: Final = listed(
    """special, interest, working, task, steering, technical, advisory, sub, user, study, de,
    travail, trabajo, trabalho, рабочая"""
)
NAMES: Final = listed("name, 名称, 名前, 名, 이름, nom, nombre, nome, название, имя")
BESIDE: Final = listed("of, the, and, or, area, main, primary, key, brief, short, statement")
# What names a group beside the words for one: surely; or if nothing else does; and what stands
# beside a name as often as it is one.
SURE_NAMES: Final = listed(
    """模块名称, 项目名称, 题目名称, 小组分类, group classification, project name, project idea,
    community group"""
)
LIKELY_NAMES: Final = listed(
    """name, 名称, 技术领域, 领域, 模块, module, repository, 仓库, area, 项目, topic, idea, task,
    guide, 姓名, maintainer name, member, 이름, 名前"""
)
LAST_NAMES: Final = listed("title, role")
# Of those, what somebody is, tells or does at a meeting as often as in a group.
MATTERS: Final = listed("title, role, topic, idea, task, guide")
# Of those, which as often are what several names belong to.
AREAS: Final = listed("area, topic, 领域, 技术领域, 项目")
# Where a row is a person: surely, and others.
SURE_PERSONS: Final = listed(
    """姓名, 昵称, 人员, full name, first name, real name, display name, nominee, candidate"""
)
OF_PERSONS: Final = SURE_PERSONS + listed("name, 이름, 名前, title, who, people, 名字")
# Who is somebody, where the column beside shows the account.
OF_ACCOUNTS: Final = SURE_PERSONS + listed("person, who, people")
# Who is in a group, where the cells can be read as people.
PEOPLE: Final = listed("people, person, who, 人员, personen, personne, persona, pessoa, люди")
# A column that only numbers its rows names nothing.
ORDINALS: Final = listed(", no, no., #, number, id, task id, nr, 序号, 编号")

# What headings say of groups, of people, and of anything else that is listed.
GROUP_HEADINGS: Final = listed(
    """sig, wg, group, workgroup, subgroup, team, chapter, committee, subcommittee, council,
    workstream, squad, guild, circle, force, 小组, 工作组, 兴趣组, 委员会, 专项组, グループ,
    チーム, 그룹, 팀, gruppe, gruppen, arbeitsgruppe, arbeitsgruppen, groupe, équipe, grupo, equipo,
    equipe, группа, группы, команда, команды"""
)
PEOPLE_HEADINGS: Final = listed(
    """membership, people, nominee, candidate, participant, staff, board, roster, crew, who,
    emeriti, 人员, 名单, 团队"""
)
OTHER_HEADINGS: Final = listed(
    """meeting, agenda, schedule, vote, voting, timeline, roadmap, milestone, changelog, history,
    revision, glossary, definition, abbreviation, requirement, prerequisite, faq, label, command,
    budget, event, talk, domain, organization, adopter, 会议, 议程, 日程, 计划, 术语"""
)
# What else is said of a group, and of a person.
OF_A_GROUP: Final = listed(
    """meeting, slack, channel, chat, contact, mailing, mail, charter, label, repo, repository,
    matrix, wiki, discord, 会议, 邮件列表, 仓库, 频道, 成员, 博客"""
)
OF_A_PERSON: Final = listed(
    """affiliation, affilation, affline, company, organization, organisation, employer, institution,
    email, mail, slack, timezone, zone, term, seat, region, avatar, photo, role, title, country,
    location, linkedin, twitter, discord, 公司, 单位, 组织, 邮箱, 头像"""
)
# What is said of words, levels and roles: rows with a column of these are neither.
MEANINGS: Final = listed("definition, meaning, 定义, 含义, 释义")
# What rows are that are neither.
NO_NAMES: Final = listed(
    """date, time, year, version, field, value, key, metric, term, icon, bit, step, stage, phase,
    event, workflow, artifact, action, criteria, option, command, parameter, feature, element,
    schedule, meeting, vote, talk, question, requirement, error, category, level, decision, change,
    日期, 时间, 版本, 字段, 类型, 阶段, 步骤, 数量, 指标, 会议, 名词, 参数, 文件"""
)
# A column that only shows its rows names nothing.
MARKS: Final = frozenset(listed("avatar, photo, picture, image, logo, icon, status, 头像, 照片"))
# What has accounts and handles, too, and is nobody who could be asked.
THINGS: Final = frozenset(
    listed(
        """twitter, slack, discord, matrix, telegram, wechat, linkedin, mastodon, weibo, zhihu, irc,
        blog, website, homepage, web, repo, repository, repositorie, project, org, organization,
        organisation, channel, group, mailing, list, doc, docs, document, company, affiliation,
        employer, sig, wg, team, package, link, label, tag, topic, date, apache, orcid, timezone,
        zone, region, country, location, note, minute, 仓库, 链接, 项目, 公司, 单位, 频道, 时区,
        地区, 国家"""
    )
)
# The long words of the lists above, in the singular and the plural.
LONG: Final = frozenset(
    form
    for phrase in (*ROLES, *DUTIES, *GROUPS, *OF_GROUPS, *THINGS)
    for word in phrase.split()
    if word.isascii() and len(word) >= 7
    for form in (word, f"{word[:-1]}ies" if word.endswith("y") else f"{word}s")
)

_CJK: Final = r"\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
WORD: Final = lazily(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_LATIN: Final = lazily(r"[A-Za-z0-9]+")
PLURAL: Final = lazily(r"(?<=\w)(?:/s\b|\(e?s\))")  # mentor/s, lead(s)
EITHER: Final = lazily(r"[/&,+|、，;]|\b(?:and|or)\b")


def words_of(text: str) -> list[str]:
    """The words of a header, each in the singular."""
    return [
        f"{word[:-3]}y"
        if word.endswith("ies")
        else re.sub(r"(?<=d[oe]r)es$|(?<![sui])(?<!alia)s$", "", word)
        for word in (_LATIN if text.isascii() else WORD).findall(text)
    ]


def stem(word: str, words: Collection[str]) -> str | None:
    """Which of these a word is; in a script that has no blanks, which it ends in."""
    if word in words or word.isascii():
        return word if word in words else None
    return next((each for each in words if not each.isascii() and word.endswith(each)), None)


# What means something else in a table of another language, by a word that tells which it is in.
_FALSE_FRIENDS: Final = {
    "direction": (
        "responsable",
        frozenset(listed("groupe, équipe, commission, comité, nom, rôle, objectif, courriel")),
    )
}


def in_context(headers: Sequence[str]) -> list[str]:
    """Headers, with another word of its language for one that English has, too: `Direction` beside
    `Groupe`."""
    known = {word for header in headers for word in words_of(header)}
    friends = {word: own for word, (own, tell) in _FALSE_FRIENDS.items() if tell & known}
    return [friends.get(header, header) for header in headers]


def role(header: str) -> str | None:
    """The word of a header that says what somebody is, if that is what the header is about."""
    for part in EITHER.split(header):
        words = words_of(part)
        while len(words) > 1 and words[-1] in FORGES + ACCOUNTS + IDS:
            words.pop()
        if words and (found := stem(words[-1], ROLES)):
            return found
    return None


def alone(header: str) -> str:
    """A header without the group that it speaks of: `SIG leads` as `lead`."""
    words = words_of(header)
    is_of_group = len(words) > 1 and words[0] in MAIN_GROUPS
    return " ".join(words[is_of_group:])


def says_account(header: str, *, of_a_row: bool) -> bool:
    """Whether a header is about persons' accounts, and nothing else: `GitHub ID`; where a row is a
    person, `GitHub` too."""
    words = set(words_of(header))
    telling = ACCOUNTS + (FORGES if of_a_row else (*ROLES, "id"))
    is_telling = words & set(FORGES + ACCOUNTS) and words & set(telling)
    return bool(is_telling) and words <= set(FORGES + ACCOUNTS + IDS + ROLES + BESIDE)


def says(header: str, about: Collection[str], beside: Collection[str]) -> bool:
    """Whether a header has one of the words, and no other but those beside."""
    words = [re.sub(r"(?<=.)(?:名称|名前|名)$", "", word) for word in words_of(header)]
    is_about = [stem(word, about) is not None for word in words]
    return any(is_about) and all(
        is_one or stem(word, beside) for is_one, word in zip(is_about, words, strict=True)
    )


def says_group(header: str, groups: Collection[str] = GROUPS) -> bool:
    """Whether a header names groups, and nothing about them: `Task force`, `SIG / WG name`."""
    return says(header, groups, OF_GROUPS + NAMES + BESIDE)


# What may say a name, the surest first.
SAYS_NAME: Final[tuple[Callable[[str], bool], ...]] = (
    lambda header: (
        header in SURE_NAMES
        or (header.endswith((*NAMES, " group")) and says_group(header, MAIN_GROUPS))
    ),
    lambda header: header in LIKELY_NAMES or says_group(header),
    LAST_NAMES.__contains__,
)
