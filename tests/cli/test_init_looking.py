"""`init` without a document finds the tables of a repository by itself."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

SIGS = """# Community

| Part | Size |
| --- | --- |
| Left | 3 |

## SIGs

| SIG | Responsibilities | Leads |
| --- | --- | --- |
| Docs | Writes. | @ada |
| Data | Loads. | @grace |
"""
CHINESE = SIGS.replace("SIG | Responsibilities | Leads", "SIG 名称 | 职责 | 负责人")
MAINTAINERS = """# Maintainers

| Name | GitHub ID | Affiliation |
| --- | --- | --- |
| Ada Lovelace | @ada | ACME |
"""
GROUPS = """# Working groups

| Working group | Chairs |
| --- | --- |
| Release | @ada |
"""
LIST = (
    "1. README.md:9: table 2 under 'SIGs', 2 groups: SIG, Responsibilities, Leads\n"
    "   sigtool init README.md README_zh.md\n"
    "2. docs/groups.md:3: table 1 under 'Working groups', 1 group: Working group, Chairs\n"
    "   sigtool init docs/groups.md\n"
    "3. MAINTAINERS.md:3: table 1 under 'Maintainers', 1 person: Name, GitHub ID, Affiliation\n"
    "   sigtool init MAINTAINERS.md\n"
)


def test_the_one_that_is_clearly_meant_is_read(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": SIGS, "README_zh.md": CHINESE, "docs/x.md": MAINTAINERS})
    told = sigtool("init")
    by_name = (repository / "sigs.yaml").read_bytes()
    assert told == Outcome(
        0,
        "Wrote sigs.yaml: 2 SIGs and 2 leads from the tables at README.md:9, README_zh.md:9.\n"
        "Columns: SIG = name, Responsibilities = responsibilities, Leads = leads; "
        "SIG 名称 = name, 职责 = responsibilities, 负责人 = leads. "
        "Next: sigtool validate; sigtool list.\n",
        "1. README.md:9: table 2 under 'SIGs', 2 groups: SIG, Responsibilities, Leads\n"
        "   sigtool init README.md README_zh.md\n"
        "2. docs/x.md:3: table 1 under 'Maintainers', 1 person: Name, GitHub ID, Affiliation\n"
        "   sigtool init docs/x.md\n"
        "README_zh.md: matched 2 by name.\n",
    )
    (repository / "sigs.yaml").unlink()
    assert sigtool("init", "README.md", "README_zh.md").code == 0
    assert (repository / "sigs.yaml").read_bytes() == by_name


@pytest.mark.parametrize(
    ("original", "translation"),
    [("sigs.md", "sigs-zh.md"), ("en/sigs.md", "zh/sigs.md"),
     ("docs/sigs.md", "docs/zh-cn/sigs.md"), ("README_en.md", "README_zh.md")],
)  # fmt: skip
def test_a_translation_comes_with_what_it_translates(
    repository: Path, sigtool: Run, original: str, translation: str
) -> None:
    write_files(repository, {original: SIGS, translation: CHINESE})
    assert sigtool("init").stdout.splitlines()[0] == (
        f"Wrote sigs.yaml: 2 SIGs and 2 leads from the tables at {original}:9, {translation}:9."
    )


def test_where_several_may_be_meant_each_has_its_command(repository: Path, sigtool: Run) -> None:
    texts = {
        "README.md": SIGS,
        "README_zh.md": CHINESE,
        "docs/groups.md": GROUPS,
        "MAINTAINERS.md": MAINTAINERS,
    }
    write_files(repository, texts)
    before = contents(repository)
    assert sigtool("init") == Outcome(
        2, LIST, "sigtool: which one is meant? type one of the commands\n"
    )
    assert contents(repository) == before
    for line in LIST.splitlines()[1::2]:
        assert sigtool(*line.split()[1:], "--dry-run").code == 0


def test_beside_the_file_of_another_tool_each_command_names_another_one(
    repository: Path, sigtool: Run
) -> None:
    others = "sigs:\n- dir: sig-docs\n  leadership: {chairs: []}\n"
    write_files(repository, {"README.md": SIGS, "MAINTAINERS.md": MAINTAINERS, "sigs.yaml": others})
    before = contents(repository)
    assert sigtool("init") == Outcome(
        2,
        "1. README.md:9: table 2 under 'SIGs', 2 groups: SIG, Responsibilities, Leads\n"
        "   sigtool init README.md -o sigtool.yaml\n"
        "2. MAINTAINERS.md:3: table 1 under 'Maintainers', 1 person: Name, GitHub ID, Affiliation\n"
        "   sigtool init MAINTAINERS.md -o sigtool.yaml\n",
        "sigtool: sigs.yaml: is another tool's file, no registry of sigtool; write beside it: "
        "sigtool init README.md -o sigtool.yaml\n",
    )
    assert contents(repository) == before
    assert sigtool("init", "README.md", "-o", "sigtool.yaml").code == 0


def test_several_tables_of_a_document_are_chosen_by_number_or_all(
    repository: Path, sigtool: Run
) -> None:
    write_files(repository, {"README.md": f"{SIGS}\n{GROUPS}"})
    assert sigtool("init") == Outcome(
        2,
        "1. README.md:9: table 2 under 'SIGs', 2 groups: SIG, Responsibilities, Leads\n"
        "   sigtool init README.md\n"
        "2. README.md:16: table 3 under 'Working groups', 1 group: Working group, Chairs\n"
        "   sigtool init README.md --table 3\n"
        "3. README.md: all 2 tables of groups\n"
        "   sigtool init README.md --all\n",
        "sigtool: which one is meant? type one of the commands\n",
    )


@pytest.mark.parametrize(
    "words", [["--all"], ["--table", "2"], ["--heading", "SIGs"]], ids=lambda words: words[0]
)
def test_the_only_document_need_not_be_named(
    repository: Path, sigtool: Run, words: list[str]
) -> None:
    write_files(repository, {"docs/sigs.md": SIGS, "news.md": "# News\n"})
    by_itself = sigtool("init", *words)
    (repository / "sigs.yaml").unlink()
    assert by_itself == sigtool("init", "docs/sigs.md", *words)
    assert by_itself.code == 0


def test_of_several_documents_one_has_to_be_named(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": SIGS, "docs/groups.md": GROUPS})
    before = contents(repository)
    assert sigtool("init", "--all") == Outcome(
        2,
        "1. README.md:9: table 2 under 'SIGs', 2 groups: SIG, Responsibilities, Leads\n"
        "   sigtool init README.md\n"
        "2. docs/groups.md:3: table 1 under 'Working groups', 1 group: Working group, Chairs\n"
        "   sigtool init docs/groups.md\n",
        "sigtool: which document is meant? name it, or type one of the commands\n",
    )
    assert contents(repository) == before


def test_minutes_of_a_day_do_not_stand_before_the_list(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"minutes/2024-05-01.md": GROUPS, "z/sigs.md": SIGS})
    assert sigtool("init").stdout.splitlines()[0] == (
        "Wrote sigs.yaml: 2 SIGs and 2 leads from the table at z/sigs.md:9."
    )


def test_only_what_git_tracks_is_looked_at(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": SIGS, "draft.md": GROUPS})
    subprocess.run(["git", "add", "README.md"], check=True)
    assert sigtool("init").code == 0


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("# Us\n", [], "no table of groups or people in 1 Markdown file here; name its document: "
         "sigtool init DOC; or start one: sigtool init --empty --heading 'SIGs'"),
        (None, [], "no table of groups or people in 0 Markdown files here; name its document: "
         "sigtool init DOC; or start one: sigtool init --empty --heading 'SIGs'"),
        (SIGS, ["-o", "old.yaml"], "old.yaml: exists already; one more table comes in with: "
         "sigtool init --add DOC; --force writes it anew"),
    ],
    ids=["no table", "no document", "a registry is there"],
)  # fmt: skip
def test_what_cannot_be_found_is_told(
    repository: Path, sigtool: Run, text: str | None, words: list[str], message: str
) -> None:
    write_files(repository, {"old.yaml": "sigs: []\n"} | ({"README.md": text} if text else {}))
    before = contents(repository)
    assert sigtool("init", *words) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(repository) == before


def test_a_document_that_cannot_be_read_is_told_and_passed_over(
    repository: Path, sigtool: Run
) -> None:
    write_files(repository, {"README.md": SIGS, "old.md": "| Name |\n| --- |\n".encode("utf-16")})
    write_files(repository, {"bad.md": b"| Name |\n| --- |\n| \xff |\n"})
    found = sigtool("init")
    assert (found.code, found.stderr.splitlines()[0]) == (
        0,
        "passed over: bad.md:3:3: is not UTF-8; save it as UTF-8, then run the command again",
    )


@pytest.mark.parametrize(
    ("answer", "document"),
    [("\n", "README.md"), ("2\n", "docs/groups.md"), ("9\nx\n3\n", "MAINTAINERS.md")],
    ids=["Enter takes the best", "a number", "asked again"],
)
def test_a_terminal_asks_which(repository: Path, answer: str, document: str) -> None:
    texts = {"README.md": SIGS, "docs/groups.md": GROUPS, "MAINTAINERS.md": MAINTAINERS}
    write_files(repository, texts)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sigtool", "init"], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, answer.encode())
    screen = b""
    while b"Wrote sigs.yaml" not in screen:
        screen += os.read(ours, 4096)
    assert process.wait() == 0
    os.close(ours)
    path = (repository / "sigs.yaml").read_text("utf-8").splitlines()[1]
    assert path == f"  - path: {document}"
