"""What the cells of a column tell of it, and headers that are almost a known one."""

import pytest

from sigtool.markdown import blocks
from sigtool.model import Kind
from sigtool.tables import headers as aliases
from sigtool.tables.bind import bound
from sigtool.text.source import Source

SIGNS = {Kind.PEOPLE: "*", Kind.LINK: "@", Kind.TEXT: ""}


def fields_of(*columns: tuple[str, ...]) -> list[str]:
    """What columns are bound to, each a header and its cells: `*` holds people, `@` links."""
    header, *rows = [f"| {' | '.join(line)} |" for line in zip(*columns, strict=True)]
    lines = [header, "|" + "---|" * len(columns), *rows]
    (table,) = blocks.read(Source("x.md", "\n".join(lines))).tables
    return [column.field + SIGNS[column.kind] for column in aliases.recognise(table)]


NAMES = ("SIG", "Data", "Docs", "Web", "Build")
LINKED = (
    "[ada](https://gitee.com/ada)",
    "[grace](https://gitee.com/grace), [bob](https://gitee.com/bob)",
    "",
    "[Eve Adams](https://gitee.com/eve)",
)
HANDLES = ("@ada", "@grace", "@bob", "TBD")
MIXED = ("[@ada](https://github.com/ada)", "Grace Hopper", "@bob", "[eve](https://github.com/eve)")


@pytest.mark.parametrize("cells", [LINKED, HANDLES, MIXED], ids=["links", "handles", "mixed"])
@pytest.mark.parametrize(
    "header",
    [
        "Admins",
        "Responsible Adults",
        "TOC Liaisons - updated as of 4/11/2023",
        "Co-Cordinators",
        "Staff Contact",
        "Maintainer清单",
        "联系方式",
        "Wer",
    ],
)
def test_a_column_of_persons_with_an_account_holds_people(
    header: str, cells: tuple[str, ...]
) -> None:
    (_, found) = fields_of(NAMES, (header, *cells))
    assert found == "leads*"


@pytest.mark.parametrize(
    ("header", "field"), [("Full Name (legal)", "name"), ("Who", "name"), ("Member", "name")]
)
def test_beside_persons_an_account_is_one_too(header: str, field: str) -> None:
    names = (header, "Ada Lovelace", "Grace Hopper", "Bob Ross", "Eve Adams")
    assert fields_of(names, ("GitHub", *HANDLES)) == [field, "github*"]
    assert fields_of(names, ("Handle", *HANDLES)) == [field, "handle*"]


@pytest.mark.parametrize(
    "column",
    [
        ("Slack", "@data", "@docs", "@web", "@build"),
        ("Twitter", *LINKED),
        ("Notes", "Asks @ada first.", "See [ada](https://gitee.com/ada) or the list", "x", "y"),
        ("Package", "@scope/data", "@scope/docs", "@scope/web", "@scope/build"),
        ("Repository", *LINKED),
        ("Where", "Berlin", "Paris", "@ada", "Rome"),
        ("Notes", *("[Google Doc](https://docs.example/ada)",) * 4),
        ("Timezone", *("[CT - Central Time](https://time.example/CT)",) * 4),
        ("Region", *("[North America](https://regions.example/na)",) * 4),
        ("Home country", *("[Costa Rica](https://countries.example/cr)",) * 4),
    ],
    ids=lambda column: str(column[0]),
)
def test_a_column_of_other_things_holds_no_people(column: tuple[str, ...]) -> None:
    (_, found) = fields_of(NAMES, column)
    assert not found.endswith("*")


@pytest.mark.parametrize(
    "header",
    [
        "职能", "工作目标", "描述信息", "领域", "Charter", "Area", "Responsibilites",
        "Responsability", "Descripton", "Focus areas", "技术领域", "Areas of responsibility",
    ],
)  # fmt: skip
def test_what_a_group_is_for(header: str) -> None:
    texts = (header, "Loads data.", "Writes.", "Shows.", "Builds.")
    assert fields_of(NAMES, texts, ("Leads", *HANDLES)) == ["name", "responsibilities", "leads*"]


def test_what_is_less_like_it_than_another_column_stays_what_it_is() -> None:
    texts = ("Loads data.", "Writes.", "Shows.", "Builds.")
    links = tuple(f"[Charter]({name}.md)" for name in "abcd")
    assert fields_of(NAMES, ("Area", *texts), ("Description", *texts)) == [
        "name",
        "area",
        "responsibilities",
    ]
    assert fields_of(NAMES, ("Charter", *links)) == ["name", "charter@"]


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("Responsibilites", [("Responsibilites", "responsibilities")]),
        ("Descripton", [("Descripton", "description")]),
        ("Co-Cordinators", [("Co-Cordinators", "coordinators")]),
        ("Responsibilities", []),
        ("Description", []),
        ("Organized", []),
    ],
)
def test_a_header_that_is_almost_a_known_one_is_told(
    header: str, word: list[tuple[str, str]]
) -> None:
    people = header == "Co-Cordinators"
    cells = HANDLES if people else ("Loads data.", "Writes.", "Shows.", "Builds.")
    lines = [f"|{a}|{b}|" for a, b in zip(NAMES, (header, *cells), strict=True)]
    (table,) = blocks.read(Source("x.md", "\n".join([lines[0], "|-|-|", *lines[1:]]))).tables
    ((binding,),) = bound([[aliases.recognise(table)]])
    assert list(binding.near_misses) == word


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (("Slack Channel", *(f"[#{n}](https://e.org/{n})" for n in "abcd")), "slack_channel@"),
        (("Details", *(f"[Details](sigs/{n}.md)" for n in "abcd")), "details@"),
        (("Meetings", "[Mon](https://e.org/m)", "[Tue](t.md)", "", ""), "meetings@"),
        (("Page", *(f"https://example.org/{n}" for n in "abcd")), "page@"),
        (("Meetings", "[Mon](m.md)", "[Tue](t.md), weekly", "", ""), "meetings"),
        (("Meetings", "[Mon](m.md)", "Tuesdays", "[Wed](w.md)", ""), "meetings"),
        (("Charter", "[C](c.md)", "", "", ""), "charter"),
    ],
)  # fmt: skip
def test_a_column_of_links(column: tuple[str, ...], found: str) -> None:
    assert fields_of(NAMES, column) == ["name", found]


@pytest.mark.parametrize("header", ["About", "职责", "Goals"])
def test_one_name_twice_made_what_the_groups_are_for_their_names(header: str) -> None:
    texts = (header, "Loads.", "Stores.")
    assert fields_of(("Name", "Data", "Data"), texts) == ["name", "responsibilities"]
    assert fields_of(("Name", "Data", "Data"), ("Meets", "Mondays", "Tuesdays"), texts) == [
        "name",
        "meets",
        "responsibilities",
    ]


def links(label: str) -> tuple[str, ...]:
    return tuple(f"[{label}]({folder}/MEMBERS.md)" for folder in ("data", "docs", "web", "build"))


@pytest.mark.parametrize(
    ("header", "cells", "found"),
    [
        ("成员", links("成员"), "成员@"),
        ("Members", links("members"), "members@"),
        ("Maintainers", links("list"), "maintainers@"),
        ("Members", ("[members](https://github.com/example/data)",) * 4, "members@"),
        ("博客", tuple(f"[博客](https://github.com/{n})" for n in "abcd"), "博客@"),
        # One person may be in every row.
        ("Members", ("[Ada Lovelace](https://github.com/ada)",) * 4, "leads*"),
    ],
)
def test_links_of_one_label_were_people(header: str, cells: tuple[str, ...], found: str) -> None:
    assert fields_of(NAMES, (header, *cells)) == ["name", found]


@pytest.mark.parametrize(
    ("header", "cells", "found"),
    [
        ("Members", ("3", "12", "7", "9"), "members"),
        ("Members", ("3", "", "", ""), "members"),
        ("成员", ("3 人", "12人", "~20", "-"), "成员"),
        ("Leads", ("1", "2", "2", "2"), "leads_text"),
        ("Members", ("see [1], or ask", "see [2], or ask", "see [3], or ask", ""), "members"),
        # Leads are people, however they are written.
        ("Leads", ("see [1], or ask", "see [2], or ask", "see [3], or ask", ""), "leads*"),
        ("负责人", ("Ada, ACME Ltd", "Bob, ACME Ltd", "Eve, Example Ltd", ""), "leads*"),
        # What cannot be read once may be a person yet, and a handle may have no letter.
        ("Members", ("see [1], or ask", "", "", ""), "leads*"),
        ("Members", ("@3", "@12", "@7", "@9"), "leads*"),
    ],
)
def test_counts_were_people(header: str, cells: tuple[str, ...], found: str) -> None:
    assert fields_of(NAMES, (header, *cells)) == ["name", found]


def test_beside_leads_counts_of_members_were_people() -> None:
    leads = ("Leads", *HANDLES)
    counts = ("Reviewers", "3", "12", "7", "9")
    assert fields_of(NAMES, counts, leads) == ["name", "reviewers", "leads*"]
