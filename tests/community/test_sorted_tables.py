"""A new SIG in a community whose tables are sorted by name goes where the order puts it (A27)."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents
from hypothesis import given
from hypothesis import strategies as st

from sigtool.cli import edits
from sigtool.community.community import Community
from sigtool.markdown import blocks
from sigtool.markdown.inline import name_key
from sigtool.registry import document as yamldoc
from sigtool.tables.change import Scope
from sigtool.text.source import Source

PLAIN = """\
tables:
  - path: README.md
    columns: {Name: name, Leads: leads}
sigs:
"""
SECTIONS = """\
tables:
  - path: README.md
    heading: Active
    section: active
    columns: {Name: name, Leads: leads}
  - path: README.md
    heading: Young
    section: young
    columns: {Name: name, Leads: leads}
sigs:
"""
LANGUAGES = """\
tables:
  - path: README.md
    language: zh
    columns: {Name: name, Leads: leads}
  - path: README_en.md
    language: en
    columns: {Name: name, Leads: leads}
sigs:
"""
OWN = LANGUAGES.replace("    language: en\n", "    language: en\n    order: own\n")
HEADER = "| Name | Leads |\n|---|---|\n"


# How a name stands for a SIG that no table shows.
HIDDEN = {"-": "archived", "~": "proposed"}


def item(word: str) -> str:
    """A SIG as `sigs.yaml` has it: `Docs`, `young/Docs`, `-Docs` for one that is archived, `~Docs`
    for one that is proposed, and `zh:文档+en:Docs` for one in two languages."""
    section, _, name = word.rpartition("/")
    status = HIDDEN.get(name[0], "")
    lines = ["name:", *(f"  {text.replace(':', ': ')}" for text in name.split("+"))]
    if ":" not in name:
        lines = [f"name: {name.lstrip('-~')}"]
    lines += [f"section: {section}"] if section else []
    lines += [f"status: {status}"] if status else []
    return "  - " + "\n    ".join(lines) + "\n"


def rows(names: str) -> str:
    return HEADER + "".join(f"| {name} | |\n" for name in names.split())


@dataclass(frozen=True)
class Case:
    """The SIGs of a registry, the names in the rows of each table, and both after a command."""

    label: str
    command: str
    sigs: str
    sigs_after: str
    shown: Sequence[str]
    shown_after: Sequence[str]
    tables: str = PLAIN


def plain(
    label: str, command: str, sigs: str, after: str, shown: str = "", shown_after: str = ""
) -> Case:
    """A case of one table, whose rows are the active SIGs unless they are given."""
    active, active_after = (
        " ".join(name for name in names.split() if name[0] not in HIDDEN) for names in (sigs, after)
    )
    return Case(label, command, sigs, after, [shown or active], [shown_after or active_after])


CAROL = "add-sig Carol"
ABDE = "Ada Bob Dan Eve"
ABCDE = "Ada Bob Carol Dan Eve"
LAST = "Ada Bob Dan Eve Carol"
CHINESE = "zh:数据+en:Data zh:文档+en:Docs zh:模型+en:Models zh:工具+en:Tools"

CASES = [
    plain("between two", CAROL, ABDE, ABCDE),
    plain("as the first", "add-sig Aaron", ABDE, "Aaron Ada Bob Dan Eve"),
    plain("as the last", "add-sig Fay", ABDE, "Ada Bob Dan Eve Fay"),
    plain("add is the same", "add Carol", ABDE, ABCDE),
    plain("three rows", CAROL, "Ada Bob Dan", "Ada Bob Dan Carol"),
    plain("one pair out of order", CAROL, "Ada Dan Bob Eve", "Ada Dan Bob Eve Carol"),
    plain("two of one name", CAROL, "Ada Bob Bob Eve", "Ada Bob Bob Eve Carol"),
    plain("two that differ in case", CAROL, "Ada bob BOB Eve", "Ada bob BOB Eve Carol"),
    plain("case", "add-sig carol", "ada Bob dan Eve", "ada Bob carol dan Eve"),
    plain(
        "Markdown",
        CAROL,
        "'`Ada`' Bob '**Dan**' Eve",
        "'`Ada`' Bob Carol '**Dan**' Eve",
        "`Ada` Bob **Dan** Eve",
        "`Ada` Bob Carol **Dan** Eve",
    ),
    plain("by code point", "add-sig 框架", "数据 文档 模型 编译", "数据 文档 框架 模型 编译"),
    plain("Chinese behind Latin", "add-sig 框架", ABDE, "Ada Bob Dan Eve 框架"),
    # What the command line says counts.
    plain("--last", "add-sig Carol --last", ABDE, LAST),
    plain("--first", "add-sig Carol --first", ABDE, "Carol Ada Bob Dan Eve"),
    plain("--after", "add-sig Carol --after Dan", ABDE, "Ada Bob Dan Carol Eve"),
    plain("--before", "add-sig Carol --before Bob", ABDE, "Ada Carol Bob Dan Eve"),
    # SIGs that no table shows are no part of the order, and stand where they belong.
    plain("archived, in order", CAROL, "Ada Bob -Carl Dan Eve", "Ada Bob -Carl Carol Dan Eve"),
    plain("archived, elsewhere", CAROL, f"-Zoe {ABDE} -Ann", f"-Zoe {ABCDE} -Ann"),
    plain("archived, last", "add-sig Fay", f"{ABDE} -Ann -Zoe", f"{ABDE} -Ann Fay -Zoe"),
    plain("archived, no fourth", CAROL, "Ada -Beth Bob Dan", "Ada -Beth Bob Dan Carol"),
    plain(
        "proposed", "add-sig Carol --status proposed", ABDE, "Ada Bob ~Carol Dan Eve", ABDE, ABDE
    ),
    # The rows as they stand count, too.
    plain("rows", CAROL, ABDE, LAST, "Bob Ada Dan Eve", "Bob Ada Dan Eve Carol"),
    plain("registry", CAROL, "Bob Ada Dan Eve", "Bob Ada Dan Eve Carol", ABDE, LAST),
    plain("row by hand, out of order", CAROL, ABDE, LAST, f"{ABDE} Bo", f"{LAST} Bo"),
    plain(
        "rows by hand, in order",
        CAROL,
        ABDE,
        ABCDE,
        "Ada Bob Cal Cyd Dan Eve",
        "Ada Bob Cal Carol Cyd Dan Eve",
    ),
    plain(
        "row by hand, first",
        "add-sig Aaron",
        ABDE,
        f"Aaron {ABDE}",
        f"Aali {ABDE}",
        f"Aali Aaron {ABDE}",
    ),
    plain(
        "row by hand, last", "add-sig Fox", ABDE, f"{ABDE} Fox", f"{ABDE} Fay", f"{ABDE} Fay Fox"
    ),
    plain("row that is gone", CAROL, ABDE, LAST, "Ada Bob Eve", "Ada Bob Eve Carol"),
    # A row that somebody wrote stays where it is.
    plain("taken over", CAROL, ABDE, LAST, LAST),
    plain("taken over, first", CAROL, ABDE, f"Carol {ABDE}", f"Carol {ABDE}"),
    # A section is sorted by itself.
    Case(
        "two sections",
        "add-sig Carol --section active",
        "young/Zoe active/Ada young/Yan active/Bob active/Dan active/Eve",
        "young/Zoe active/Ada young/Yan active/Bob active/Carol active/Dan active/Eve",
        [ABDE, "Zoe Yan"],
        [ABCDE, "Zoe Yan"],
        SECTIONS,
    ),
    Case(
        "the other section",
        "add-sig Carol --section young",
        "active/Ada active/Bob active/Dan active/Eve young/Zoe young/Yan",
        "active/Ada active/Bob active/Dan active/Eve young/Zoe young/Yan young/Carol",
        [ABDE, "Zoe Yan"],
        [ABDE, "Zoe Yan Carol"],
        SECTIONS,
    ),
    Case(
        "no section is the first",
        CAROL,
        "Ada Bob young/Zoe Dan Eve",
        "Ada Bob Carol young/Zoe Dan Eve",
        [ABDE, "Zoe"],
        [ABCDE, "Zoe"],
        SECTIONS,
    ),
    Case(
        "a name that both sections have",
        "add-sig Carol --section active",
        "active/Ada young/Bob active/Bob active/Dan active/Eve",
        "active/Ada young/Bob active/Bob active/Carol active/Dan active/Eve",
        [ABDE, "Bob"],
        [ABCDE, "Bob"],
        SECTIONS,
    ),
    # Of translations those that are sorted tell.
    Case(
        "the translation is sorted",
        "add-sig Graphs",
        CHINESE,
        CHINESE.replace(" zh:模", " Graphs zh:模"),
        ["数据 文档 模型 工具", "Data Docs Models Tools"],
        ["数据 文档 Graphs 模型 工具", "Data Docs Graphs Models Tools"],
        LANGUAGES,
    ),
    Case(
        "a name in the language that is not sorted",
        "add-sig 图 --language zh",
        CHINESE,
        f"{CHINESE} zh:图",
        ["数据 文档 模型 工具", "Data Docs Models Tools"],
        ["数据 文档 模型 工具 图", "Data Docs Models Tools"],
        LANGUAGES,
    ),
    Case(
        "an order of its own stays sorted",
        "add-sig Graphs",
        "zh:数据+en:Data zh:工具+en:Tools zh:文档+en:Docs zh:模型+en:Models",
        "zh:数据+en:Data zh:工具+en:Tools zh:文档+en:Docs zh:模型+en:Models Graphs",
        ["数据 工具 文档 模型", "Data Docs Models Tools"],
        ["数据 工具 文档 模型 Graphs", "Data Docs Graphs Models Tools"],
        OWN,
    ),
    Case(
        "an order of its own that is none",
        "add-sig Graphs",
        CHINESE,
        f"{CHINESE} Graphs",
        ["数据 文档 模型 工具", "Tools Models Docs Data"],
        ["数据 文档 模型 工具 Graphs", "Tools Graphs Models Docs Data"],
        OWN,
    ),
]


def texts(case: Case, sigs: str, shown: Sequence[str]) -> dict[str, bytes]:
    """The files of a case."""
    if case.tables is SECTIONS:
        parts = zip(("Active", "Young"), shown, strict=True)
        pages = ["\n".join(f"## {title}\n\n{rows(names)}" for title, names in parts)]
    else:
        pages = [rows(names) for names in shown]
    files = dict(zip(("README.md", "README_en.md"), pages, strict=False))
    files["sigs.yaml"] = case.tables + "".join(map(item, sigs.split()))
    return {name: text.encode() for name, text in files.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_where_a_new_sig_goes(repository: Path, sigtool: Run, case: Case) -> None:
    before = texts(case, case.sigs, case.shown)
    for name, content in before.items():
        (repository / name).write_bytes(content)
    verb, name, *options = shlex.split(case.command)
    found = sigtool(verb, name, *options)
    assert (found.code, found.stdout) == (0, f"Added {name}.\n")
    assert contents(repository) == texts(case, case.sigs_after, case.shown_after)
    if "took over" not in found.stderr:
        assert sigtool("remove-sig", name).code == 0
        assert contents(repository) == before


def test_the_registry_alone_tells_where_tables_are_left(repository: Path, sigtool: Run) -> None:
    (repository / "sigs.yaml").write_text(PLAIN + "".join(map(item, ABDE.split())))
    assert sigtool("add-sig", "Carol", "--no-render").code == 0
    assert contents(repository) == {
        "sigs.yaml": (PLAIN + "".join(map(item, ABCDE.split()))).encode()
    }


def test_one_place(repository: Path, sigtool: Run) -> None:
    assert sigtool("add-sig", "Carol", "--first", "--last") == Outcome(
        2, "", "sigtool: --first and --last cannot go together; give one of them\n"
    )


NAMES = [
    "Ada",
    "bob",
    "Carol",
    "**Dan**",
    "`eve`",
    "Fay 2",
    "fay 10",
    "Ünï",
    "数据",
    "框架",
    "C++",
    "_x",
]


@given(st.lists(st.sampled_from(NAMES), min_size=5, unique=True), st.data())
def test_a_sorted_table_stays_sorted(names: list[str], data: st.DataObject) -> None:
    """Also where rows that somebody wrote stand between those of the registry; and the way back
    gives every byte."""
    names.sort(key=name_key)
    new = data.draw(st.sampled_from(names))
    known = [name for name in names if name != new]
    by_hand = data.draw(st.sets(st.sampled_from(known), max_size=len(known) - 4))
    held = [name for name in known if name not in by_hand]
    before = _community(held, known)
    outcome = edits.add_sig(before, edits.NewSig(new, {}))
    after = before.edited(outcome.registry, Scope(by_name=outcome.by_name)).after
    assert _names(after) == ([name for name in names if name not in by_hand], names)
    back = after.edited(edits.remove_sig(after, new).registry).after
    assert back.registry_document.source == before.registry_document.source
    assert back.documents["README.md"].source == before.documents["README.md"].source


def _community(held: Sequence[str], shown: Sequence[str]) -> Community:
    registry = PLAIN + "".join(f"  - name: {json.dumps(name)}\n" for name in held)
    table = HEADER + "".join(f"| {name} | |\n" for name in shown)
    document = blocks.read(Source("README.md", table))
    return Community(yamldoc.read(Source("sigs.yaml", registry)), {"README.md": document})


def _names(community: Community) -> tuple[list[str], list[str]]:
    """The names in the registry, and in the rows."""
    (place,) = community.all_places()
    rows = [sig.one_name for _, sig in place.rows if sig]
    return [str(sig.name) for sig in community.registry.sigs], rows
