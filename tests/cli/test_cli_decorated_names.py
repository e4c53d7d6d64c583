"""Names that readers see in bold, in a link or beside a mark: another name, and another page."""

import pytest
from conftest import Adopt, Outcome, Run, contents

HEADER = "| SIG | Leads |\n| --- | --- |\n"
ARROW = '{}&nbsp;<a id="sig-arrow" href="#sig-arrow"><sup>🔗</sup></a>'
CELLS = {
    "bold link": ("Paris", "**[{}](https://paris.example.org)**"),
    "italic link": ("Rome", "*[{}](u)*"),
    "title": ("Bonn", '[{}](u "Bonn am Rhein")'),
    "icon": ("World", "🌍 [{}](u)"),
    "code": ("Oslo", "`{}`"),
    "flag": ("Wien", "{} 🇦🇹"),
    "bold in a link": ("Batch", "[**{}**](u)"),
    "badge": ("Docs", "![badge](b.svg) [{}](d.md)"),
    "anchor": ("Arrow", ARROW),
    "empty link": ("IoT", "[{}]()"),
    "reference": ("Net", "[{}][n]"),
    "address": ("Mail", "**{}** [write](mailto:a@example.org)"),
    "html": ("Html", '<a href="h.md">{}</a>'),
}


def _page(cell: str) -> str:
    return f"{HEADER}| {cell} | @ada |\n| Other | @grace |\n\n[n]: https://example.org\n"


@pytest.mark.parametrize("command", ["rename-sig {} Lagos", "edit-sig {} --name Lagos"])
@pytest.mark.parametrize(("name", "cell"), CELLS.values(), ids=CELLS)
def test_a_new_name_took_what_stood_around_the_old_one(
    adopt: Adopt, sigtool: Run, name: str, cell: str, command: str
) -> None:
    folder = adopt({"README.md": _page(cell.format(name))})
    before = contents(folder)
    assert sigtool(*command.format(name).split()).code == 0
    assert (folder / "README.md").read_text(encoding="utf-8") == _page(cell.format("Lagos"))
    assert sigtool("render", "--check").code == 0
    assert sigtool("rename-sig", "Lagos", name).code == 0
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("**[Web](u)** (WG)", "Net (WG)", "**[Net](u)** (WG)"),
        ("**[Web](u)** (WG)", "Net", "**[Net](u)**"),
        ("🌍 [World](u)", "🌍 Mars", "🌍 [Mars](u)"),
        ("[Net][]", "Lan", "[Lan][Net]"),
    ],
)
def test_a_part_of_a_name(adopt: Adopt, sigtool: Run, old: str, new: str, shown: str) -> None:
    folder = adopt({"README.md": _page(old)})
    (name,) = sigtool("list", "--output-format", "names").stdout.splitlines()[:1]
    assert sigtool("edit-sig", name, "--name", new) == Outcome(0, f"Changed {name}: name.\n")
    assert (folder / "README.md").read_text(encoding="utf-8") == _page(shown)


def test_what_cannot_stay_is_printed(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": _page("[A](u) / [B](v)")})
    assert sigtool("edit-sig", "A / B", "--name", "Lagos") == Outcome(
        0,
        "Changed A / B: name.\n",
        "Lagos: the name takes the place of: [A](u) / [B](v)\n",
    )
    assert (folder / "README.md").read_text(encoding="utf-8") == _page("Lagos")


@pytest.mark.parametrize(
    ("old", "name", "shown"),
    [
        ("**[Paris](https://paris.example.org)**", "Paris", "**[Paris](p.md)**"),
        ('[Bonn](u "Bonn am Rhein")', "Bonn", '[Bonn](p.md "Bonn am Rhein")'),
        ("[IoT]()", "IoT", "[IoT](p.md)"),
        ("`Oslo`", "Oslo", "[`Oslo`](p.md)"),
        (ARROW.format("Arrow"), "Arrow", ARROW.format("[Arrow](p.md)")),
        ("[![b](b.svg)](ci) Docs", "Docs", "[![b](b.svg)](ci) [Docs](p.md)"),
        ('<a href="h.md">Html</a>', "Html", '<a href="p.md">Html</a>'),
    ],
)
def test_no_page_could_be_given(
    adopt: Adopt, sigtool: Run, old: str, name: str, shown: str
) -> None:
    folder = adopt({"README.md": _page(old)})
    outcome = sigtool("edit-sig", name, "--readme", "p.md")
    assert outcome == Outcome(0, f"Changed {name}: readme.\n")
    assert (folder / "README.md").read_text(encoding="utf-8") == _page(shown)
    assert sigtool("show", name).stdout.splitlines()[1] == "readme: p.md"
    assert (
        sigtool("list", "--output-format", "csv").stdout.splitlines()[1].startswith(f"{name},p.md,")
    )
    assert sigtool("render", "--check").code == 0


def test_the_page_of_a_reference(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": _page("[Net][n]")})
    before = contents(folder)
    assert sigtool("edit-sig", "Net", "--readme", "p.md") == Outcome(
        2,
        "",
        "sigtool: Net: the name links the page by the reference [n]; change its definition in "
        "README.md\n",
    )
    assert contents(folder) == before


def test_a_page_from_another_folder(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"docs/README.md": _page("**[Paris](paris.md)**")})
    assert "readme: docs/paris.md" in sigtool("show", "Paris").stdout.splitlines()
    assert sigtool("edit-sig", "Paris", "--readme", "docs/p.md").code == 0
    shown = (folder / "docs/README.md").read_text(encoding="utf-8")
    assert shown == _page("**[Paris](p.md)**")


def test_a_name_in_one_of_two_languages(adopt: Adopt, sigtool: Run) -> None:
    english, chinese = "| **[Docs](d.md)** | @ada |\n", "| 📖 [文档](d.md) | @ada |\n"
    folder = adopt(
        {"README.md": HEADER + english, "README_zh.md": HEADER + chinese},
    )
    assert sigtool("rename-sig", "Docs", "Manual", "--language", "EN").code == 0
    assert sigtool("rename-sig", "Manual", "手册", "--language", "zh_CN").code == 0
    assert (folder / "README.md").read_text(encoding="utf-8") == HEADER + english.replace(
        "Docs", "Manual"
    )
    assert (folder / "README_zh.md").read_text(encoding="utf-8") == HEADER + chinese.replace(
        "文档", "手册"
    )
