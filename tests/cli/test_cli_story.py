"""The main job, from adopting sigtool to a year of maintenance, on a real community's README."""

import subprocess
from pathlib import Path

import pytest
from conftest import UP_TO_DATE, Outcome, Run, contents, write_files
from shell import ROOT

# 14 SIGs with all that a hand-kept table has: SIGs without a link, a row with two leads, an e-mail
# address glued to a link, two blanks before a bar, a paragraph that begins with one.
SEED = ROOT / "tests/mindspore-sigs-README.md"

NEW_ROW = (
    "| [Graph Learning](graphlearning/README.md) | Graph machine learning. "
    "| [@fengxun](https://gitee.com/fengxun) |\n"
)
NEW_ITEM = """\
  - name: Graph Learning
    readme: graphlearning/README.md
    responsibilities: Graph machine learning.
    leads:
      - handle: fengxun
        url: https://gitee.com/fengxun
"""
MISMATCHES = """\
sigs.yaml:13:17: warning SIG404 handle-mismatch: FrontEnd: @wangnan links to the account 'wangnan39'
sigs.yaml:31:17: warning SIG404 handle-mismatch: ModelZoo: @chenhaozhe links to the account 'c_34'
sigs.yaml:42:17: warning SIG404 handle-mismatch: Visualization: @liangyongxiong links to the account 'liangyongxiong1024'
sigs.yaml:47:17: warning SIG404 handle-mismatch: Usability: @zhangtong links to the account 'tong-zhang'
sigs.yaml:58:17: warning SIG404 handle-mismatch: MindQuantum: @lujiale links to the account 'ljl0711'
sigs.yaml:75:17: warning SIG404 handle-mismatch: Parallel: @baiyouhui links to the account 'bert0108'
"""  # noqa: E501 - a line is a line
NOTES = """\
sigs.yaml:39:11: note SIG308 missing-readme: Visualization has no page (and 3 others like it)
sigs.yaml:49:11: note SIG304 name-style: AI Security: the name is not in CamelCase, most others are
sigs.yaml:83:16: note SIG409 published-email: DevelopereXperience: the e-mail address of @jiancao81 is published in README.md
"""  # noqa: E501 - a line is a line
BROKEN = """\
sigs.yaml:10:13: error SIG501 broken-link: FrontEnd: there is no 'frontend/README.md'
sigs.yaml:16:13: error SIG501 broken-link: Compiler: there is no 'compiler/README.md'
sigs.yaml:22:13: error SIG501 broken-link: Executor: there is no 'executor/README.md'
sigs.yaml:28:13: error SIG501 broken-link: ModelZoo: there is no 'modelzoo/README.md'
sigs.yaml:34:13: error SIG501 broken-link: Data: there is no 'data/README.md'
sigs.yaml:50:13: error SIG501 broken-link: AI Security: there is no 'security/README.md'
sigs.yaml:61:13: error SIG501 broken-link: MSLITE: there is no 'mslite/README.md'
sigs.yaml:72:13: error SIG501 broken-link: Parallel: there is no 'parallel/README.md'
sigs.yaml:78:13: error SIG501 broken-link: DevelopereXperience: there is no 'dx/README.md'
sigs.yaml:85:13: error SIG501 broken-link: DataCompliance: there is no 'datacompliance/README.md'
"""


def _in_order(lines: str) -> str:
    """Diagnostics in the order of their lines."""
    return "".join(
        sorted(lines.splitlines(keepends=True), key=lambda line: int(line.split(":")[1]))
    )


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def readme(repository: Path) -> Path:
    write_files(repository, {"README.md": SEED.read_bytes()})
    git("add", "README.md")
    return repository / "README.md"


@pytest.fixture
def registry(readme: Path, sigtool: Run) -> Path:
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 14 SIGs and 15 leads from the table at README.md:11.\n"
        "Columns: SIG name = name, Responsibilities = responsibilities, SIG Leads = leads. "
        "Next: sigtool validate; sigtool list.\n",
    )
    git("add", "sigs.yaml")
    return readme.with_name("sigs.yaml")


def test_adopting_moves_no_byte(readme: Path, registry: Path, sigtool: Run) -> None:
    assert sigtool("render", "--check") == Outcome(0)
    assert sigtool("render") == UP_TO_DATE
    assert git("diff") == ""
    assert sorted(contents(readme.parent)) == ["README.md", "sigs.yaml"]


def test_adding_and_removing_a_sig(readme: Path, registry: Path, sigtool: Run) -> None:
    table, items = readme.read_text(encoding="utf-8"), registry.read_text(encoding="utf-8")
    found = sigtool(
        "add-sig",
        "Graph Learning",
        "--responsibilities",
        "Graph machine learning.",
        "--readme",
        "graphlearning/README.md",
        "--lead",
        "@fengxun",
    )
    assert found == Outcome(0, "Added Graph Learning.\n")
    end = table.index("\n## Resources")
    assert readme.read_text(encoding="utf-8") == table[:end] + NEW_ROW + table[end:]
    assert registry.read_text(encoding="utf-8") == items + NEW_ITEM
    stat = git("diff", "--stat")
    assert stat.splitlines()[-1] == " 2 files changed, 7 insertions(+)"
    assert sigtool("remove-sig", "graph learning") == Outcome(0, "Removed Graph Learning.\n")
    assert git("diff") == ""


def test_renaming_a_lead(readme: Path, registry: Path, sigtool: Run) -> None:
    assert sigtool("rename-lead", "@clement_li", "@clementli") == Outcome(
        0, "Renamed @clement_li to @clementli in DataCompliance.\n"
    )
    changed = [
        line for line in git("diff", "-U0").splitlines() if line[:2] in ("- ", "+ ", "-|", "+|")
    ]
    row = next(line for line in SEED.read_text(encoding="utf-8").splitlines() if "clement" in line)
    assert changed == [
        "-" + row,
        "+" + row.replace("clement_li", "clementli"),
        "-      - handle: clement_li",
        "-        url: https://gitee.com/clement_li",
        "+      - handle: clementli",
        "+        url: https://gitee.com/clementli",
    ]


@pytest.mark.parametrize(
    "who", ["wangnan39", "@wangnan", "wangnan", "https://gitee.com/wangnan39", "WangNan"]
)
def test_ways_to_name_a_lead(readme: Path, registry: Path, sigtool: Run, who: str) -> None:
    assert sigtool("list", "--lead", who, "--output-format", "names") == Outcome(0, "FrontEnd\n")
    assert sigtool("rename-lead", who, "@nan") == Outcome(
        0, "Renamed @wangnan to @nan in FrontEnd.\n"
    )
    row = "[@nan](https://gitee.com/wangnan39)"
    assert readme.read_text(encoding="utf-8") == SEED.read_text(encoding="utf-8").replace(
        "[@wangnan](https://gitee.com/wangnan39)", row
    )


def test_listing(registry: Path, sigtool: Run) -> None:
    lines = sigtool("list").stdout.splitlines()
    assert len(lines) == 14
    assert lines[12].split("\t")[::2] == ["DevelopereXperience", "@jiancao81"]
    assert sigtool(
        "list", "--lead", "gopikrishnanrajbahadur", "--output-format", "names"
    ) == Outcome(0, "DataCompliance\n")


def test_validating(readme: Path, registry: Path, sigtool: Run) -> None:
    concise = ("validate", "--output-format", "concise")
    assert sigtool(*concise) == Outcome(
        1, _in_order(MISMATCHES + NOTES + BROKEN), "Found 10 errors, 6 warnings, 3 notes.\n"
    )
    for line in BROKEN.splitlines():
        page = registry.parent / line.split("'")[1]
        page.parent.mkdir()
        page.touch()
    found = _in_order(MISMATCHES + NOTES)
    assert sigtool(*concise) == Outcome(0, found, "Found 6 warnings, 3 notes.\n")
    assert sigtool(*concise, "--strict") == Outcome(1, found, "Found 6 warnings, 3 notes.\n")


def test_drifting(readme: Path, registry: Path, sigtool: Run) -> None:
    drifted = SEED.read_bytes().replace(b"[Data](data/README.md)", b"[Datum](data/README.md)")
    readme.write_bytes(drifted)
    finding = (
        "README.md:17:3: error SIG601 out-of-date: Data: name is 'Datum', registry has 'Data'\n"
    )
    assert sigtool("validate", "--select", "SIG601") == Outcome(
        1,
        f"{finding}  sigs.yaml:33:11: the registry says so here\n"
        "  help: sigtool render takes that back; "
        "to keep it: sigtool edit-sig Data --name Datum\n"
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes\n",
        "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n",
    )
    out_of_date = (
        "Out of date: run `sigtool sync`, or `sigtool render` to write what the registry says.\n"
    )
    assert sigtool("render", "--check") == Outcome(1, "", finding + out_of_date)
    found = sigtool("render", "--diff")
    changed = [line for line in found.stdout.splitlines() if line[:2] in ("-|", "+|")]
    assert (found.code, [line[:8] for line in changed]) == (0, ["-| [Datu", "+| [Data"])
    assert readme.read_bytes() == drifted
    replaced = "README.md:17: Data: replaced what the table said of name: "
    assert sigtool("render") == Outcome(
        0, "Rendered README.md.\n", f"{replaced}[Datum](data/README.md)\n"
    )
    assert readme.read_bytes() == SEED.read_bytes()
