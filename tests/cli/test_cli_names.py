"""What follows from a SIG's new name, or its end, in the baseline and in what else names it."""

import json
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Outcome, Run, contents, write_files
from shell import run

from sigtool.model import by_language
from sigtool.registry import document
from sigtool.text.source import Source

BASELINE = ".sigtool-baseline.json"
TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities, Leads: leads}
sigs:
"""
COMPILER = "  - name: Compiler\n    readme: c/\n    responsibilities: Compiles.\n"
DOCS = "  - name: Docs\n    readme: d/\n    responsibilities: Explains 'Compiler' and Compiler.\n"
TESTS = "  - name: Compiler Tests\n    responsibilities: TBD\n"
SIGS = TABLES + COMPILER + DOCS + TESTS
HEADER = "| Name | About | Leads |\n|---|---|---|\n"
COMPILER_ROW = "| [Compiler](c/) | Compiles. | |\n"
DOCS_ROW = "| [Docs](d/) | Explains 'Compiler' and Compiler. | |\n"
TESTS_ROW = "| Compiler Tests | TBD | |\n"
ROWS = HEADER + COMPILER_ROW + DOCS_ROW + TESTS_ROW
FOLLOWS = f"{BASELINE}: 2 findings have the new name\n"
NAMED = "also names {}: sigs.yaml:10, README.md:4\n"


@pytest.fixture
def old(repository: Path, sigtool: Run) -> Path:
    """A commit with findings of several SIGs in its baseline."""
    write_files(repository, {"sigs.yaml": SIGS, "README.md": ROWS, "d/README.md": "# Docs\n"})
    assert sigtool("validate", "--write-baseline").code == 0
    commit(repository)
    return repository


def commit(folder: Path) -> None:
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-qm", "x")


def messages(folder: Path) -> list[str]:
    found = json.loads((folder / BASELINE).read_bytes())["findings"]
    return [each["message"] for each in found]


def test_the_baseline_has_findings_of_each_kind(old: Path) -> None:
    assert messages(old) == [
        "Compiler Tests: About is a placeholder: 'TBD'",
        "Compiler Tests has nobody under 'Leads'",
        "Compiler has nobody under 'Leads'",
        "Docs has nobody under 'Leads'",
        "Compiler: there is no 'c/'",
    ]


@pytest.mark.parametrize(
    ("command", "outcome"),
    [
        (
            "rename-sig Compiler Kernel",
            Outcome(0, "Renamed Compiler to Kernel.\n", FOLLOWS + NAMED.format("it")),
        ),
        (
            "edit-sig Compiler --name Kernel",
            Outcome(0, "Changed Compiler: name.\n", FOLLOWS),
        ),
        (
            "sync",
            Outcome(
                0,
                "README.md:3: Compiler: name: the registry has 'Compiler', the table has 'Kernel'; "
                "the table changed it, so it goes to the registry\n",
                FOLLOWS + NAMED.format("Compiler") + f"Wrote sigs.yaml, {BASELINE}.\n",
            ),
        ),
    ],
)
def test_findings_of_a_renamed_sig_were_new(
    old: Path, sigtool: Run, command: str, outcome: Outcome
) -> None:
    before = contents(old)
    if command == "sync":
        write_files(old, {"README.md": ROWS.replace("[Compiler]", "[Kernel]")})
    assert sigtool(*shlex.split(command)) == outcome
    expected = before[BASELINE].decode()
    for text in ("Compiler has", "Compiler:"):
        expected = expected.replace(f'"{text}', f'"{text.replace("Compiler", "Kernel")}')
    assert contents(old) == before | {
        "sigs.yaml": SIGS.replace("name: Compiler\n", "name: Kernel\n").encode(),
        "README.md": ROWS.replace("[Compiler]", "[Kernel]").encode(),
        BASELINE: expected.encode(),
    }
    assert sigtool("validate", "--baseline") == NO_PROBLEMS
    assert sigtool("rename-sig", "Kernel", "Compiler").code == 0
    assert contents(old) == before


CASES = sorted((Path(__file__).parents[1] / "rules" / "cases").glob("SIG*"))
# Nothing can be renamed there, before the tables are found.
STOPPED = {"SIG101", "SIG102", "SIG103", "SIG104", "SIG106"}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_what_every_rule_finds_follows(folder: Path, repository: Path, sigtool: Run) -> None:
    shutil.copytree(folder / "bad", repository, dirs_exist_ok=True)
    assert sigtool("validate", "--write-baseline").code == 0
    before = (sigtool("validate", "--baseline"), (repository / BASELINE).read_bytes())
    registry = document.read(Source("sigs.yaml", (repository / "sigs.yaml").read_text()))
    names = list(by_language(registry.registry.sigs[0].name))
    # In English nobody can read its row, so a rename leaves the row as it is.
    codes, name = names[1 if folder.name == "SIG105-cell-count" else 0]
    language = ["--language", *codes] if codes else []
    code = sigtool("rename-sig", name, "Kernel", *language).code
    assert code == (2 if folder.name[:6] in STOPPED else 0)
    assert sigtool("validate", "--baseline") == before[0]
    if code == 0:
        assert sigtool("rename-sig", "Kernel", name, *language).code == 0
        assert (repository / BASELINE).read_bytes() == before[1]


def with_findings(*messages: str, newline: str = "\n") -> bytes:
    """A baseline that somebody has laid out as they like."""
    lines = [
        f'{{"code": "SIG601", "path": "README.md", "message": {json.dumps(each)}, "count": 1}}'
        for each in messages
    ]
    text = '{"version": 1, "findings": [\n' + ",\n".join(lines) + "\n]}\n"
    return text.replace("\n", newline).encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Docs: belongs after Compiler", "Docs: belongs after Kernel"),
        ("Docs: has the responsibilities of Compiler", "Docs: has the responsibilities of Kernel"),
        ("Docs: links to 'c/', the page of Compiler", "Docs: links to 'c/', the page of Kernel"),
        ("compiler: there is a SIG called 'Compiler' already",) * 2,
        ("validate: per_sig: Compiler: no", "validate: per_sig: Kernel: no"),
        ("Docs: responsibilities are 'Explains of Compiler.', registry has 'Compiler: all'",) * 2,
        ("Compiler Tests has no lead",) * 2,
        ("Docs: has the responsibilities of Compiler Tests",) * 2,
        ("Docs: there is no 'Compiler/README.md'",) * 2,
        ("Docs: @Compiler links to the account 'ada'",) * 2,
    ],
)
def test_where_a_message_names_the_sig(
    old: Path, sigtool: Run, newline: str, before: str, after: str
) -> None:
    """A word of a text that a message shows stays, and so does the name of another SIG."""
    if before.startswith("compiler"):
        after = before.replace("Compiler", "Kernel")
    write_files(old, {BASELINE: with_findings(before, newline=newline)})
    assert sigtool("rename-sig", "Compiler", "Kernel").code == 0
    assert (old / BASELINE).read_bytes() == with_findings(after, newline=newline)


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        (["Docs: responsibilities of Compiler"], "1 finding has"),
        (["Compiler has no lead", "Compiler: no"], "2 findings have"),
        (["Compiler: responsibilities are 'a#b' of Compiler"], "1 finding has"),
    ],
    ids=["one on a line", "two on a line", "one with a line separator"],
)
def test_findings_were_counted_as_lines(
    old: Path, sigtool: Run, messages: list[str], count: str
) -> None:
    baseline = with_findings(*messages).decode().replace("\n", " ").replace("#", "\u2028")
    write_files(old, {BASELINE: baseline})
    assert sigtool("rename-sig", "Compiler", "Kernel") == Outcome(
        0,
        "Renamed Compiler to Kernel.\n",
        f"{BASELINE}: {count} the new name\n" + NAMED.format("it"),
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 2, "findings": [{"message": "Compiler has no lead"}]}\n',
        '{"message": "Compiler has no lead"\n',
    ],
    ids=["of another version", "not JSON"],
)
def test_what_is_no_baseline_is_listed(old: Path, sigtool: Run, text: str) -> None:
    write_files(old, {BASELINE: text})
    told = f"also names it: sigs.yaml:10, README.md:4, {BASELINE}:1\n"
    assert sigtool("rename-sig", "Compiler", "Kernel") == Outcome(
        0, "Renamed Compiler to Kernel.\n", told
    )
    assert (old / BASELINE).read_text() == text


def test_a_baseline_that_leads_out_of_the_repository(old: Path, sigtool: Run) -> None:
    outside = old.parent / "outside.json"
    (old / BASELINE).rename(outside)
    (old / BASELINE).symlink_to(outside)
    before = outside.read_bytes()
    assert sigtool("rename-sig", "Compiler", "Kernel") == Outcome(
        0, "Renamed Compiler to Kernel.\n", NAMED.format("it")
    )
    assert outside.read_bytes() == before


def test_a_dry_run_shows_the_baseline(old: Path, sigtool: Run) -> None:
    before = contents(old)
    found = sigtool("rename-sig", "Compiler", "Kernel", "--dry-run")
    changes = [line for line in found.stdout.splitlines() if line[:1] in "+-"]
    assert (found.code, found.stderr) == (0, FOLLOWS + NAMED.format("it"))
    assert [line for line in changes if "message" in line or line.endswith(BASELINE)] == [
        f"--- a/{BASELINE}",
        f"+++ b/{BASELINE}",
        '-      "message": "Compiler has nobody under \'Leads\'",',
        '+      "message": "Kernel has nobody under \'Leads\'",',
        '-      "message": "Compiler: there is no \'c/\'",',
        '+      "message": "Kernel: there is no \'c/\'",',
    ]
    assert contents(old) == before


def test_a_name_in_one_of_two_languages(repository: Path, sigtool: Run) -> None:
    """Messages about the registry have the names of all languages, those about a row its own."""
    table = "  - {{path: {}.md, language: {}, columns: {{Name: name, Leads: leads}}}}\n"
    registry = "tables:\n" + table.format("README", "zh") + table.format("en", "en")
    registry += "sigs:\n  - name: {zh: 数据, en: Data}\n  - name: Docs\n"
    rows = "| Name | Leads |\n|---|---|\n| {} | |\n| Docs | |\n"
    files = {"README.md": rows.format("数据"), "en.md": rows.format("Data")}
    write_files(repository, {"sigs.yaml": registry, **files})
    assert sigtool("validate", "--write-baseline").code == 0
    baseline = (repository / BASELINE).read_bytes()
    for name, new, language in (("Data", "Facts", "en"), ("Docs", "文档", "zh")):
        assert sigtool("rename-sig", name, new, "--language", language).code == 0
        assert sigtool("validate", "--baseline").stderr == "No problems found.\n"
    assert messages(repository) == [
        "文档 / Docs has nobody under 'Leads'",
        "数据 / Facts has nobody under 'Leads'",
    ]
    for name, new, language in (("Facts", "Data", "en"), ("文档", "Docs", "zh")):
        assert sigtool("rename-sig", name, new, "--language", language).code == 0
    assert (repository / BASELINE).read_bytes() == baseline


# --- removed ------------------------------------------------------------------------------------

PARENT = "  - name: Runtime\n    readme: r/\n    responsibilities: Runs.\n    parents: [Docs]\n"
PER_SIG = "validate:\n  per_sig:\n    Docs: {SIG501: moves}\n"
STILL = "sigs.yaml:11, sigs.yaml:14, README.md:1"


@pytest.fixture
def named(repository: Path) -> Path:
    """A commit of a SIG that another one, the settings of the rules and a document name."""
    registry = TABLES + COMPILER + DOCS + PARENT + PER_SIG
    rows = "Ask Docs.\n\n" + HEADER + COMPILER_ROW + DOCS_ROW + "| [Runtime](r/) | Runs. | |\n"
    write_files(repository, {"sigs.yaml": registry, "README.md": rows})
    commit(repository)
    return repository


def without_docs(folder: Path) -> dict[str, bytes]:
    return {
        "sigs.yaml": (folder / "sigs.yaml").read_bytes().replace(DOCS.encode(), b""),
        "README.md": (folder / "README.md").read_bytes().replace(DOCS_ROW.encode(), b""),
    }


def test_what_still_names_a_removed_sig_was_not_said(named: Path, sigtool: Run) -> None:
    after = without_docs(named)
    assert sigtool("remove-sig", "Docs") == Outcome(
        0, "Removed Docs.\n", f"also names it: {STILL}\n"
    )
    assert contents(named) == after


def test_what_still_names_a_sig_whose_row_was_deleted(named: Path, sigtool: Run) -> None:
    after = without_docs(named)
    write_files(named, {"README.md": after["README.md"]})
    gone = "- " + DOCS.strip()[2:].replace("\n    ", "\n  ")
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: Docs: its row was removed, so it goes from the registry\n",
        f"Goes from sigs.yaml:8:\n{gone}\nalso names Docs: {STILL}\nWrote sigs.yaml.\n",
    )
    assert contents(named) == after


def test_a_removed_sig_whose_name_another_one_has(repository: Path, sigtool: Run) -> None:
    """A text may mean the other one."""
    write_files(repository, {"sigs.yaml": "sigs:\n  - name: Docs\n  - name: Compiler\n"})
    text = "sigs:\n  - {name: Docs, section: old}\n  - name: Docs\n    responsibilities: Docs.\n"
    columns = "columns: {Name: name, About: responsibilities}"
    tables = "".join(
        f"  - {{path: {each}.md, section: {each}, {columns}}}\n" for each in ("new", "old")
    )
    rows = "| Name | About |\n|---|---|\n| Docs | {} |\n"
    files = {"sigs.yaml": "tables:\n" + tables + text, "old.md": rows.format("")}
    write_files(repository, {**files, "new.md": rows.format("Docs.")})
    assert sigtool("remove-sig", "old/Docs") == Outcome(0, "Removed Docs.\n", "")


def test_a_removed_sig_above_a_renamed_one(named: Path, sigtool: Run) -> None:
    """It ended in a traceback: the last SIG was looked for where it stood before."""
    text = (named / "README.md").read_text()
    text = text.replace(COMPILER_ROW, "").replace("[Runtime]", "[Engine]")
    write_files(named, {"README.md": text})
    found = sigtool("sync")
    assert (found.code, found.stderr.splitlines()[4:]) == (
        0,
        ["also names Compiler: sigs.yaml:7, README.md:5", "Wrote sigs.yaml."],
    )


# --- removed by one side, changed by the other -------------------------------------------------


@pytest.mark.parametrize(
    ("registry", "rows", "told"),
    [
        (
            DOCS.replace("Explains", "Shows").replace("readme: d/", "readme: e/"),
            HEADER + COMPILER_ROW + TESTS_ROW,
            "README.md:1: Docs: its row was removed, and the registry changed it "
            "(readme, responsibilities)\n",
        ),
        (
            "",
            ROWS.replace("Explains 'Compiler' and Compiler. | ", "Explains. | @ada "),
            "README.md:4: Docs: was removed from the registry, and its row changed "
            "(responsibilities, leads)\n",
        ),
        (
            DOCS + "    leads: ['@ada']\n",
            HEADER + COMPILER_ROW + TESTS_ROW,
            "README.md:1: Docs: its row was removed, and the registry changed it (leads)\n",
        ),
    ],
    ids=["in the registry", "in the table", "people"],
)
def test_what_one_side_changed_of_a_removed_sig_was_not_named(
    old: Path, sigtool: Run, registry: str, rows: str, told: str
) -> None:
    files = {"sigs.yaml": SIGS.replace(DOCS, registry), "README.md": rows}
    write_files(old, files)
    keep = "  help: keep the registry's: sigtool sync Docs --prefer registry; "
    keep += "keep the table's: sigtool sync Docs --prefer table\n"
    assert sigtool("sync") == Outcome(1, told + keep, "1 fact is left as it is, on both sides.\n")
    assert {name: (old / name).read_text() for name in files} == files


# --- one text for every language ----------------------------------------------------------------

TWO_LANGUAGES = """\
tables:
  - {path: README.md, language: zh, columns: {Name: name, About: responsibilities}}
  - {path: en.md, language: en, columns: {Name: name, About: responsibilities}}
sigs:
"""
LACKS = "Robotics: responsibilities has no text of its own in {0}: "
LACKS += "sigtool edit-sig Robotics --language {0} --responsibilities ...\n"
HABIT = "  - {name: Docs, responsibilities: {zh: 文档。, en: Explains.}}\n"


@pytest.mark.parametrize(
    ("items", "text", "languages"),
    [
        (HABIT, "Robots.", ["zh"]),
        (HABIT, "机器人。", ["en"]),
        ("", "Robots.", ["zh"]),
        ("  - {name: Docs, responsibilities: Explains.}\n", "Robots.", []),
    ],
    ids=["English", "Chinese", "the first text", "others have one text too"],
)
def test_a_text_went_into_the_tables_of_every_language_without_a_word(
    repository: Path, sigtool: Run, items: str, text: str, languages: list[str]
) -> None:
    rows = HEADER_OF_TWO + "| Docs | {} |\n" if items else HEADER_OF_TWO
    zh, en = ("文档。", "Explains.") if items == HABIT else ("Explains.", "Explains.")
    documents = {"README.md": rows.format(zh), "en.md": rows.format(en)}
    items = items or "  []\n"
    write_files(repository, {"sigs.yaml": TWO_LANGUAGES + items, **documents})
    told = "".join(LACKS.format(code) for code in languages)
    added = sigtool("add-sig", "Robotics", "--responsibilities", text)
    assert added == Outcome(0, "Added Robotics.\n", told)
    edited = sigtool("edit-sig", "Robotics", "--set", f"responsibilities={text}{text}")
    assert edited == Outcome(0, "Changed Robotics: responsibilities.\n", told)
    for code in languages:
        other = "Robots." if code == "en" else "机器人。"
        command = ("edit-sig", "Robotics", "--language", code, "--responsibilities", other)
        assert sigtool(*command) == Outcome(0, "Changed Robotics: responsibilities.\n", "")


HEADER_OF_TWO = "| Name | About |\n|---|---|\n"


def test_a_language_whose_table_has_no_such_column_was_said_to_lack_a_text(
    repository: Path, sigtool: Run
) -> None:
    english = "| Name | What |\n|---|---|\n| [Net](net.md) | nets |\n"
    chinese = "| Name | 内容 |\n|---|---|\n| [网](net.md) | 网络 |\n"
    columns = "{Name: name, What: what}", "{Name: name, 内容: 内容}"
    registry = (
        f"tables:\n  - {{path: README.md, language: en, columns: {columns[0]}}}\n"
        f"  - {{path: zh.md, language: zh, columns: {columns[1]}}}\n"
        "sigs:\n  - name: {en: Net, zh: 网}\n    readme: net.md\n    what: nets\n    内容: 网络\n"
    )
    write_files(repository, {"README.md": english, "zh.md": chinese, "sigs.yaml": registry})
    for field, text in (("what", "webs"), ("内容", "webs")):
        found = sigtool("edit-sig", "Net", "--set", f"{field}={text}")
        assert found == Outcome(0, f"Changed Net / 网: {field}.\n", "")
