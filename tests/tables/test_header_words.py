"""Every word for which a header is known, and what a column that has it is bound to."""

from collections.abc import Iterator

import pytest

from sigtool.markdown import blocks
from sigtool.tables import headers
from sigtool.text.source import Source

PEOPLE, TEXT = "@ada", "see [1], or ask"
# A row of headers with the word at `?`, a row of cells, and what the columns are bound to: fields,
# those of people with a star; `-` is a field named after the header.
Row = tuple[str, str, str]
CASES: list[tuple[Row, str]] = [
    # Nothing but a word for leads, whatever the cells say.
    (
        ("SIG | ?", f"Docs | {TEXT}", "name | leads*"),
        """lead, leader, 负责人, 组长, chair, co-chair, chairperson, 主席, organizer, organiser,
        coordinator, facilitator, convener, convenor, captain, champion, steward, dri, tl, ptl,
        spokesperson, 责任人, 牵头人, 召集人, 接口人, 对接人, 代表, point of contact,
        primary contact, contact person, project manager, manager, リーダー, 責任者, 担当者, 担当,
        리더, 팀장, 책임자, 담당자, maintainer, 维护者, 维护人, owner, committer, 创建人, mentor,
        assignee, author, writer, translator, contributor, member, 成员, team, 学生, liaison""",
    ),
    (("SIG | Node ?", f"Docs | {PEOPLE}", "name | -"), "manager, 创建人, team, 学生"),
    # People, but not the leads.
    (
        ("SIG | ?", f"Docs | {TEXT}", "name | -*"),
        """sponsor, tc sponsor, shadow, volunteer, reviewer, approver, mentee, deputy, emeritus,
        secretary, 联系人, 导师, 委员""",
    ),
    (("SIG | Lead | ?", f"Docs | x | {TEXT}", "name | leads* | -*"), "co-lead, tech lead"),
    (("SIG | Lead | ?", f"Docs | x | {TEXT}", "name | leads* | -*"), "technical lead"),
    # People if the cells say so, and nothing else if not.
    (
        ("SIG | Node ?", f"Docs | {PEOPLE}", "name | -*"),
        """chairman, chairwoman, 译者, 校对, 贡献者, treasurer, representative, delegate, alternate,
        editor, moderator, administrator, director, trustee, advisor, founder, triager, expert,
        alumni, person, メンバー, 멤버""",
    ),
    (("SIG | ?", f"Docs | {TEXT}", "name | -"), "chairman, 译者, editor, alumni, メンバー"),
    (
        ("SIG | ? chair | Member", "Docs | @ada | @bob", "name | -* | leads*"),
        "vice, deputy, assistant, former, past, emeritus",
    ),
    # The accounts of persons.
    (
        ("Name | ?", f"Ada | {PEOPLE}", "name | -*"),
        """github, gitee, gitlab, gitcode, atomgit, codeberg, handle, username, login, account,
        profile, 账号, 帐号, 账户, 用户名, アカウント, ユーザー名, 계정""",
    ),
    (
        ("SIG | Chair ?", f"Docs | {PEOPLE}", "name | leads*"),
        "id, user, name, alias, nickname, link, url, page, main, primary, backup",
    ),
    # What a group is for: alone, and among other words.
    (
        ("SIG | ?", f"Docs | {TEXT}", "name | responsibilities"),
        """responsibility, 职责, 职责范围, 责任范围, 负责内容, 工作职责, description, scope,
        mission, purpose, charter summary, objective, about, 描述, 简介, 介绍, 目标, 说明, 功能,
        范围, duty, goal, focus, remit, mandate, summary, overview, 概要, 目的, 目標, 役割, 説明,
        설명, 역할, 목적""",
    ),
    (
        ("SIG | 描述 | ?", f"Docs | x | {TEXT}", "name | - | responsibilities"),
        "职责范围, 责任范围, 工作职责",
    ),
    (
        ("SIG | ? goal", f"Docs | {TEXT}", "name | responsibilities"),
        "of, the, and, or, area, main, primary, key, brief, short, statement, guild, working",
    ),
    # What a group is, and what it is called by.
    (
        ("Foo | ?", f"Docs | {TEXT}", "- | name"),
        """sig, wg, group, team, project, 组, committee, subcommittee, council, subproject,
        subgroup, workgroup, workstream, force, chapter, community, circle, squad, guild,
        initiative, component, package, repo, plugin, extension, 委员会, グループ, チーム, 팀, 그룹,
        name, 名称, 技术领域, 领域, 模块, module, repository, area, 项目, topic, idea, task, guide,
        姓名, maintainer name, member, 이름, 名前, title, role, 模块名称, 项目名称, 题目名称,
        小组分类, group classification, project idea, community group""",
    ),
    (
        ("Foo | ? council", f"Docs | {TEXT}", "- | name"),
        "special, interest, working, task, steering, technical, advisory, sub, user, study",
    ),
    # Surer than a word alone.
    (("Topic | ?", f"Docs | {TEXT}", "- | name"), "sig name, wg 名称, 组名, team 이름, 小组名前"),
    (
        ("Topic | ?", f"Docs | {TEXT}", "- | name"),
        """模块名称, 项目名称, 题目名称, 小组分类, group classification, project name,
        project idea, working group, community group""",
    ),
    # Where a row is a person.
    (
        ("? | GitHub", f"Ada | {PEOPLE}", "name | github*"),
        "name, 姓名, maintainer name, 이름, 名前, title, tsc member",
    ),
    # German, French, Spanish, Portuguese, Russian.
    (
        ("SIG | ?", f"Docs | {PEOPLE}", "name | leads*"),
        """leitung, leiter, ansprechpartner, verantwortliche, koordination, responsable,
        responsables, animateur, coordinateurs, référents, pilote, líder, líderes,
        coordinador, coordinadores,
        coordenadores, responsável, responsáveis, referentes, ведущий, руководитель,
        ответственный, координатор, лидер""",
    ),
    (
        ("SIG | ?", f"Docs | {TEXT}", "name | responsibilities"),
        """aufgaben, aufgabenbereich, beschreibung, zuständigkeiten, ziel, ziele, rôle, objectifs,
        responsabilité, responsabilidad, responsabilidades, descripción, descrição, objetivo,
        propósito, описание, задачи, цель""",
    ),
    (
        ("Foo | ?", f"Docs | {TEXT}", "- | name"),
        """gruppe, arbeitsgruppe, arbeitskreis, groupe, groupe de travail, équipe, équipes,
        commission, grupo, grupo de trabajo, grupo de trabalho, equipo, equipe, comité, группа,
        рабочая группа, команда, комитет""",
    ),
    # A number names nothing.
    (("? | Foo", f"1 | {TEXT}", "- | name"), ", no, no., #, number, id, task id, nr, 序号, 编号"),
]


def cases() -> Iterator[tuple[list[str], list[str], list[str]]]:
    for (texts, cells, bound), words in CASES:
        for word in words.split(","):
            row = texts.replace("?", " ".join(word.split()))
            yield row.split(" | "), cells.split(" | "), bound.split(" | ")


@pytest.mark.parametrize(("row", "cells", "bound"), list(cases()), ids=str)
def test_a_word_is_known(row: list[str], cells: list[str], bound: list[str]) -> None:
    lines = (row, ["---"] * len(row), cells)
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    (table,) = blocks.read(Source("x.md", text)).tables
    expected = [
        each.replace("-", headers.field_name(header, set(), at))
        for at, (header, each) in enumerate(zip(row, bound, strict=True))
    ]
    found = headers.recognise(table)
    assert [each.field + "*" * (each.kind == "people") for each in found] == expected


def test_of_whom_a_group_has_any_number() -> None:
    many = """member, maintainer, owner, committer, contributor, reviewer, approver, author, writer,
        translator, volunteer, alumni, emeritus, delegate, representative, 成员, 委员, 维护者,
        维护人, 贡献者, メンバー, 멤버"""
    words = [*(word.strip() for word in many.split(",")), "lead", "editor"]
    assert [word for word in words if not headers.names_many(word)] == ["lead", "editor"]
