"""`init --add`: a further table comes into a registry, which keeps all that it says."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

ENGLISH = """# SIGs

| Name | Responsibilities | Leads |
| --- | --- | --- |
| [Compiler](sigs/compiler) | Makes code. | [@ada](https://github.com/ada) |
| [Data](sigs/data) | Loads data. | [@grace](https://github.com/grace) |
| Docs | Writes. | |
"""
REGISTRY = """# Ours.
tables:
  - path: README.md
    heading: SIGs
    columns:
      Name: name
      Responsibilities: responsibilities
      Leads: leads
sigs:
  - name: Compiler
    readme: sigs/compiler
    responsibilities: Makes code.
    # keep
    leads:
      - handle: ada
        url: https://github.com/ada
  - name: Data
    readme: sigs/data
    responsibilities: Loads data.
    leads:
      - handle: grace
        url: https://github.com/grace
  - name: Docs
    responsibilities: Writes.
validate:
  max_leads: 2
"""
CHINESE = """# SIGs

| 名称 | 职责 | 负责人 |
| --- | --- | --- |
| [编译器](sigs/compiler) | 编译。 | [@ada](https://github.com/ada) |
| 新组 | 新。 | @eve |
| [数据](sigs/data) | 加载。 | [@grace](https://github.com/grace) [@bob](https://github.com/bob) |
"""
TRANSLATED = """# Ours.
tables:
  - path: README.md
    language: en
    heading: SIGs
    columns:
      Name: name
      Responsibilities: responsibilities
      Leads: leads
  - path: README_zh.md
    heading: SIGs
    language: zh
    columns:
      名称: name
      职责: responsibilities
      负责人: leads
sigs:
  - name:
      en: Compiler
      zh: 编译器
    readme: sigs/compiler
    responsibilities:
      en: Makes code.
      zh: 编译。
    # keep
    leads:
      - handle: ada
        url: https://github.com/ada
  - name:
      zh: 新组
    responsibilities:
      zh: 新。
    leads:
      - handle: eve
  - name:
      en: Data
      zh: 数据
    readme: sigs/data
    responsibilities:
      en: Loads data.
      zh: 加载。
    leads:
      - handle: grace
        url: https://github.com/grace
  - name:
      en: Docs
    responsibilities:
      en: Writes.
validate:
  max_leads: 2
"""
MEETINGS = """# Meetings

| SIG | Meeting |
| --- | --- |
| Compiler | weekly |
| Data | monthly |
| Zed | never |
"""
GROUPS = """# Working groups

| WG name | Chairs |
| --- | --- |
| Release | @ada |
"""


@pytest.fixture
def place(repository: Path) -> Path:
    write_files(
        repository,
        {
            "README.md": ENGLISH,
            "README_zh.md": CHINESE,
            "docs/meetings.md": MEETINGS,
            "docs/groups.md": GROUPS,
            "sigs.yaml": REGISTRY,
        },
    )
    return repository


def test_a_translation_gives_each_sig_its_texts_and_leaves_what_differs(
    place: Path, sigtool: Run
) -> None:
    before = contents(place)
    assert sigtool("init", "--add", "README_zh.md") == Outcome(
        1,
        "README_zh.md:7: 数据: leads: @bob: the registry has nothing, the table has @bob; "
        "no commit says which of the two is newer\n"
        "  help: keep the registry's: sigtool sync '数据' --prefer registry; "
        "keep the table's: sigtool sync '数据' --prefer table\n",
        "Added README_zh.md:3 to sigs.yaml: 1 new SIG; 3 were there.\n"
        "Columns: 名称 = name, 职责 = responsibilities, 负责人 = leads.\n"
        "README_zh.md: matched 2 by link.\n"
        "README_zh.md: 新组 is there alone; give both rows one link, or write its name for each "
        "language.\n"
        "README_zh.md: Docs is not there; give both rows one link, or write its name for each "
        "language.\n"
        "Where the two differ, the registry was kept, and the table as it is.\n",
    )
    assert contents(place) == before | {"sigs.yaml": TRANSLATED.encode()}
    assert sigtool("sync", "数据", "--prefer", "table").code == 0
    assert sigtool("sync", "--check").code == 0
    assert (place / "README_zh.md").read_text("utf-8") == CHINESE


def test_a_dry_run_shows_and_writes_nothing(place: Path, sigtool: Run) -> None:
    before = contents(place)
    found = sigtool("init", "--add", "README_zh.md", "--dry-run")
    first, second = found.stdout.splitlines()[:2]
    assert (found.code, first, second) == (1, "--- a/sigs.yaml", "+++ b/sigs.yaml")
    assert found.stderr.splitlines()[0] == (
        "Would add README_zh.md:3 to sigs.yaml: 1 new SIG; 3 were there."
    )
    assert contents(place) == before


def test_another_view_of_the_same_sigs_adds_what_it_alone_says(place: Path, sigtool: Run) -> None:
    write_files(place, {"README.md": ENGLISH.replace("](sigs/compiler)", "](c)")})
    (place / "sigs.yaml").write_text(
        REGISTRY.replace("    readme: sigs/compiler\n", "").replace("    readme: sigs/data\n", ""),
        "utf-8",
    )
    found = sigtool("init", "--add", "docs/meetings.md")
    text = (place / "sigs.yaml").read_text("utf-8")
    assert found.stdout == (
        "docs/meetings.md:3: Docs: is in the registry only; no commit says whether it is new\n"
        "  help: keep the registry's: sigtool sync Docs --prefer registry; "
        "keep the table's: sigtool sync Docs --prefer table\n"
    )
    assert text == (
        REGISTRY.replace("    readme: sigs/compiler\n", "")
        .replace("    readme: sigs/data\n", "")
        .replace(
            "sigs:\n",
            "  - path: docs/meetings.md\n    heading: Meetings\n    columns:\n      SIG: name\n"
            "      Meeting: meeting\nsigs:\n",
        )
        .replace("github.com/ada\n", "github.com/ada\n    meeting: weekly\n")
        .replace(
            "github.com/grace\n",
            "github.com/grace\n    meeting: monthly\n  - name: Zed\n    meeting: never\n",
        )
    )
    assert (place / "docs/meetings.md").read_text("utf-8") == MEETINGS


def test_other_groups_become_a_section_beside_the_first(place: Path, sigtool: Run) -> None:
    assert sigtool("init", "--add", "docs/groups.md") == Outcome(
        0,
        "",
        "Added docs/groups.md:3 to sigs.yaml: 1 new SIG; 3 were there.\n"
        "Columns: WG name = name, Chairs = leads.\n",
    )
    assert (place / "sigs.yaml").read_text("utf-8") == REGISTRY.replace(
        "  - path: README.md\n", "  - path: README.md\n    section: sigs\n"
    ).replace(
        "sigs:\n",
        "  - path: docs/groups.md\n    heading: Working groups\n    section: working-groups\n"
        "    columns:\n      WG name: name\n      Chairs: leads\nsigs:\n",
        1,
    ).replace(
        "    responsibilities: Writes.\n",
        "    responsibilities: Writes.\n"
        "  - name: Release\n    section: working-groups\n    leads:\n      - handle: ada\n",
    )
    assert sigtool("render", "--check").code == 0


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("init --add README.md", "README.md:3: is in `tables` already"),
        ("init --add README_zh.md --force", "--add and --force cannot go together; "
         "give one of them"),
        ("init --add README_zh.md -o x.yaml", "--add and --output cannot go together; "
         "give one of them"),
        ("init --add absent.md", "absent.md: there is no such file; check the path"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_changes_nothing(
    place: Path, sigtool: Run, command: str, message: str
) -> None:
    before = contents(place)
    assert sigtool(*command.split()) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(place) == before


def test_one_sig_were_there(repository: Path, sigtool: Run) -> None:
    table = "| SIG | Leads |\n|---|---|\n| {} | @ada |\n"
    write_files(repository, {"A.md": table.format("Net"), "B.md": table.format("Web")})
    assert sigtool("init", "A.md").code == 0
    assert sigtool("init", "--add", "B.md") == Outcome(
        0,
        "",
        "Added B.md:1 to sigs.yaml: 1 new SIG; 1 was there.\nColumns: SIG = name, Leads = leads.\n",
    )


def test_a_layout_without_room_is_left_and_the_entry_printed(place: Path, sigtool: Run) -> None:
    flow = "tables: [{path: README.md, columns: {Name: name, Responsibilities: r, Leads: leads}}]\n"
    (place / "sigs.yaml").write_text(flow + "sigs: []\n", "utf-8")
    assert sigtool("init", "--add", "docs/groups.md") == Outcome(
        2,
        "",
        "sigtool: sigs.yaml: the layout of `tables` leaves no room; write it by hand: tables: - "
        "path: docs/groups.md heading: Working groups section: working-groups columns: WG name: "
        "name Chairs: leads\n",
    )
    assert (place / "sigs.yaml").read_text("utf-8") == flow + "sigs: []\n"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("| Zed | @eve |\n", "a row for Zed; to write what is missing: sigtool sync Zed"),
        ("| Zed | @eve |\n| Two words | |\n",
         "rows for Zed, Two words; to write what is missing: sigtool sync Zed 'Two words'"),
    ],
    ids=["one row", "two rows"],
)  # fmt: skip
def test_a_table_that_lacks_the_new_rows_is_told(
    repository: Path, sigtool: Run, more: str, told: str
) -> None:
    table = "# {}\n\n| Group | Leads |\n| --- | --- |\n| Net | @ada |\n| Web | @grace |\n"
    write_files(repository, {"A.md": table.format("A"), "B.md": table.format("B") + more})
    assert sigtool("init", "A.md").code == 0
    count = more.count("\n")
    assert sigtool("init", "--add", "B.md") == Outcome(
        0,
        "",
        f"Added B.md:3 to sigs.yaml: {count} new SIG{'s' * (count > 1)}; 2 were there.\n"
        f"Columns: Group = name, Leads = leads.\nA.md:3: lacks {told} --prefer registry\n",
    )
    names = ["Zed", "Two words"][:count]
    assert sigtool("sync", *names, "--prefer", "registry").code == 0
    assert (repository / "A.md").read_text("utf-8") == table.format("A") + more


def test_a_third_language_was_not_told_from_the_first_two(place: Path, sigtool: Run) -> None:
    """The first two translate each other: which of them the third one translates is no matter."""
    japanese = CHINESE.replace("名称 | 职责 | 负责人", "グループ | 役割 | リーダー")
    japanese = japanese.replace("| 新组 | 新。 | @eve |\n", "").replace("编译", "コンパイル")
    japanese = japanese.replace("加载。", "ロード。").replace("数据", "データ")
    write_files(place, {"README_ja.md": japanese})
    assert sigtool("init", "--add", "README_zh.md").code == 1
    before = (place / "sigs.yaml").read_text("utf-8")
    found = sigtool("init", "--add", "README_ja.md")
    assert found.stderr.splitlines()[:3] == [
        "Added README_ja.md:3 to sigs.yaml: 0 new SIGs; 4 were there.",
        "Columns: グループ = name, 役割 = responsibilities, リーダー = leads.",
        "README_ja.md: matched 2 by link.",
    ]
    text = (place / "sigs.yaml").read_text("utf-8")
    assert [line for line in text.splitlines() if line not in before.splitlines()] == [
        "  - path: README_ja.md",
        "    language: ja",
        "      グループ: name",
        "      役割: responsibilities",
        "      リーダー: leads",
        "      ja: コンパイル器",
        "      ja: コンパイル。",
        "      ja: データ",
        "      ja: ロード。",
    ]


def test_columns_that_are_paired_with_none_are_listed(repository: Path, sigtool: Run) -> None:
    write_files(
        repository,
        {
            "README.md": "| SIG | Slack | Leads |\n|---|---|---|\n| Docs | #a | @ada |\n",
            "README_zh.md": "| 小组 | 微信群 | 周会 | 负责人 |\n|---|---|---|---|\n"
            "| Docs | 群一 | 周一 | @ada |\n",
        },
    )
    assert sigtool("init", "README.md").code == 0
    assert sigtool("init", "--add", "README_zh.md") == Outcome(
        0,
        "",
        "Added README_zh.md:1 to sigs.yaml: 0 new SIGs; 1 was there.\n"
        "Columns: 小组 = name, 微信群 = 微信群, 周会 = 周会, 负责人 = leads.\n"
        "README_zh.md: the column '微信群' is paired with none; README.md has 'Slack' left: write "
        "--column '微信群=slack'\n"
        "README_zh.md: the column '周会' is paired with none; README.md has 'Slack' left: write "
        "--column '周会=slack'\n"
        "README_zh.md: matched 1 by name.\n",
    )
