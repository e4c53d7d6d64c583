"""sigtool on a terminal: prompts, Ctrl-C, tables, and data that would be obeyed. Needs a pty."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from community import README, REGISTRY
from conftest import contents, process, write_files
from terminals import Terminal

from sigtool.outside import lock


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are killed at the end, whatever a test came to."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.kill()


Start = Callable[..., Terminal]


@pytest.fixture
def sigtool(terminals: list[Terminal]) -> Start:
    """Starts sigtool on a terminal, with arguments and settings of the environment."""

    def start(*arguments: str, **environment: str) -> Terminal:
        terminals.append(Terminal(sys.executable, "-m", "sigtool", *arguments, **environment))
        return terminals[-1]

    return start


def test_add_sig_asks_for_what_is_missing(community: Path, sigtool: Start) -> None:
    terminal = sigtool("add-sig")
    terminal.read_until("SIG name: ")
    terminal.type("compiler\n")
    terminal.read_until("SIG name: ")
    terminal.type("Graph Learning\n")
    terminal.read_until("Page (link): ")
    terminal.type("\n")
    terminal.read_until("Responsibilities: ")
    terminal.type("Learns from graphs.\n")
    terminal.read_until("SIG Leads (comma between): ")
    terminal.type("a|b\n")
    terminal.read_until("SIG Leads (comma between): ")
    terminal.type("@new, ada\n")
    assert terminal.end() == 0
    assert terminal.shown == (
        "SIG name: compiler\n"
        "Error: there is a SIG called 'Compiler' already; see it with `sigtool show Compiler`\n"
        "SIG name: Graph Learning\n"
        "Page (link): \n"
        "Responsibilities: Learns from graphs.\n"
        "SIG Leads (comma between): a|b\n"
        "Error: 'a|b' does not name one person; write @handle, a name, 'Name <mail>', a link, "
        "or [@handle](link)\n"
        "SIG Leads (comma between): @new, ada\n"
        "Added Graph Learning.\n"
    )
    assert (community / "sigs.yaml").read_text(encoding="utf-8") == REGISTRY + (
        "  - name: Graph Learning\n"
        "    responsibilities: Learns from graphs.\n"
        "    leads:\n"
        "      - handle: new\n"
        "        url: https://example.org/new\n"
        "      - handle: ada\n"
        "        url: https://example.org/ada\n"
    )


PEOPLE_TABLE = """\
# Maintainers

## Active

| Maintainer | GitHub ID | Site |
| --- | --- | --- |
| Ada | @ada | [site](https://example.org/ada) |
| Grace | @grace | [site](https://example.org/grace) |

## Emeritus

| Maintainer | GitHub ID | Until |
| --- | --- | --- |
| Alan | @alan | 2020 |
"""
EN_TABLE = """\
# List

| Name | Responsibilities | Leads |
| --- | --- | --- |
| Web | Pages. | [@ada](https://example.org/ada) |
| Data | Sets. | [@ada](https://example.org/ada) |
"""
ZH_TABLE = """\
# 列表

| **名称** | 职责 | 负责人 |
| --- | --- | --- |
| Web | 网页。 | [@ada](https://example.org/ada) |
| Data | 数据。 | [@ada](https://example.org/ada) |
"""
WIDER_TABLE = """\
# List

| Name | Responsibilities | Leads | Meets |
| --- | --- | --- | --- |
| Web | Pages. | [@ada](https://example.org/ada) | Monday |
| Data | Sets. | [@ada](https://example.org/ada) | Friday |
"""


@pytest.mark.parametrize(
    ("documents", "arguments", "dialogue", "said", "item"),
    [
        (
            {"README.md": PEOPLE_TABLE},
            ["add-sig"],
            [
                ("Section (active, emeritus): ", "retired"),
                ("Section (active, emeritus): ", ""),
                ("Section (active, emeritus): ", "ACTIVE"),
                ("Maintainer: ", "ada"),
                ("Maintainer: ", ""),
                ("Maintainer: ", "Edsger"),
                ("GitHub ID (comma between): ", "@edsger, a|b"),
                ("GitHub ID (comma between): ", "@edsger"),
                ("Site (link): ", "https://example.org/edsger"),
            ],
            "Added Edsger.\n",
            "  - name: Edsger\n    section: active\n    github_id:\n      - handle: edsger\n"
            "    site: https://example.org/edsger\n",
        ),
        # Each section has columns of its own, and an answer may be left out.
        (
            {"README.md": PEOPLE_TABLE},
            ["add-sig", "Edsger", "--section", "Emeritus"],
            [("GitHub ID (comma between): ", ""), ("Until: ", "")],
            "Added Edsger.\n",
            "  - name: Edsger\n    section: emeritus\n",
        ),
        (
            {"README.md": PEOPLE_TABLE},
            ["add-sig", "Edsger", "--after", "Alan", "--set", "until=2021"],
            [("GitHub ID (comma between): ", "")],
            "Added Edsger.\n",
            '  - name: Edsger\n    section: emeritus\n    until: "2021"\n',
        ),
        (
            {"README.md": PEOPLE_TABLE},
            ["add-sig", "Edsger", "--section", "active", "--yes"],
            [],
            "Added Edsger.\n",
            "  - name: Edsger\n    section: active\n",
        ),
        # A comma in brackets parts nobody.
        *(
            (
                {"README.md": EN_TABLE},
                ["add-sig", "Docs", "--responsibilities", "Explains."],
                [("Leads (comma between): ", f"{name} ({employer}){more}")],
                "Added Docs.\n",
                "  - name: Docs\n    responsibilities: Explains.\n"
                f"    leads:\n      - name: {name}\n        affiliation: {employer}\n{item}",
            )
            for name, employer, more, item in [
                ("Sun", "School of Computer Science, West University", "", ""),
                ("王小明", "西大, 计算机学院", "", ""),
                (
                    "Grace Hopper",
                    "Navy, Arlington",
                    ", @ada",
                    "      - handle: ada\n        url: https://example.org/ada\n",
                ),
            ]
        ),
        # Texts are asked for in each language; people are the same in all.
        (
            {"README.md": EN_TABLE, "README_zh.md": ZH_TABLE},
            ["add-sig"],
            [
                ("Name (en): ", "Docs"),
                ("Responsibilities (en): ", "Explains."),
                ("Leads (comma between): ", "@ada"),
                ("名称 (zh): ", "文档"),
                ("职责 (zh): ", "说明。"),
            ],
            "Added Docs / 文档.\n",
            "  - name:\n      en: Docs\n      zh: 文档\n"
            "    responsibilities:\n      en: Explains.\n      zh: 说明。\n"
            "    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
        ),
        # What is the same in all languages is one text.
        (
            {"README.md": EN_TABLE, "README_zh.md": ZH_TABLE},
            ["add-sig", "--lead", "@ada", "--responsibilities", "All."],
            [("Name (en): ", "Docs"), ("名称 (zh): ", "Docs")],
            "Added Docs.\n"
            "Docs: responsibilities has no text of its own in zh: sigtool edit-sig Docs --language "
            "zh --responsibilities ...\n",
            "  - name: Docs\n    responsibilities: All.\n"
            "    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
        ),
        (
            {"README.md": EN_TABLE, "README_zh.md": ZH_TABLE},
            ["add-sig", "文档", "--language", "zh", "--lead", "@ada"],
            [("职责 (zh): ", "说明。")],
            "Added 文档.\n文档: name lacks en: sigtool edit-sig '文档' --language en --name ...\n"
            "文档: responsibilities lacks en: sigtool edit-sig '文档' --language en "
            "--responsibilities ...\n",
            "  - name:\n      zh: 文档\n    responsibilities:\n      zh: 说明。\n"
            "    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
        ),
        (
            {"README.md": EN_TABLE, "README_zh.md": ZH_TABLE},
            ["add-sig", "文档", "--language", "zh", "--responsibilities", "说明。"],
            [("负责人 (comma between): ", "")],
            "Added 文档.\n文档: name lacks en: sigtool edit-sig '文档' --language en --name ...\n"
            "文档: responsibilities lacks en: sigtool edit-sig '文档' --language en "
            "--responsibilities ...\n",
            "  - name:\n      zh: 文档\n    responsibilities:\n      zh: 说明。\n",
        ),
        # A column that one language has is asked for once, and not for another language.
        (
            {"README.md": WIDER_TABLE, "README_zh.md": ZH_TABLE},
            ["add-sig", "Docs", "--lead", "@ada", "--responsibilities", "All."],
            [("Meets: ", "Sunday")],
            "Added Docs.\n"
            "Docs: responsibilities has no text of its own in zh: sigtool edit-sig Docs --language "
            "zh --responsibilities ...\n",
            "  - name: Docs\n    responsibilities: All.\n"
            "    leads:\n      - handle: ada\n        url: https://example.org/ada\n"
            "    meets: Sunday\n",
        ),
        (
            {"README.md": WIDER_TABLE, "README_zh.md": ZH_TABLE},
            ["add-sig", "Docs", "--language", "zh", "--lead", "@ada"],
            [("职责 (zh): ", "")],
            "Added Docs.\nDocs: name lacks en: sigtool edit-sig Docs --language en --name ...\n",
            "  - name:\n      zh: Docs\n"
            "    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
        ),
    ],
)
def test_add_sig_asks_for_what_tables_show(
    repository: Path,
    sigtool: Start,
    documents: dict[str, str],
    arguments: list[str],
    dialogue: list[tuple[str, str]],
    said: str,
    item: str,
) -> None:
    write_files(repository, documents)
    assert process("init", *documents, "--all").code == 0
    before = (repository / "sigs.yaml").read_text(encoding="utf-8")
    terminal = sigtool(*arguments)
    for question, answer in dialogue:
        terminal.read_until(question)
        terminal.type(f"{answer}\n")
    assert terminal.end() == 0
    asked = [line for line in terminal.shown.splitlines() if not line.startswith("Error: ")]
    assert asked == [q + a for q, a in dialogue] + said.splitlines()
    after = (repository / "sigs.yaml").read_text(encoding="utf-8")
    assert after.replace(item, "", 1) == before


def test_add_sig_where_others_name_no_section(repository: Path, sigtool: Start) -> None:
    write_files(repository, {"README.md": PEOPLE_TABLE})
    assert process("init", "README.md", "--all").code == 0
    registry = repository / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    before = text.replace("  - name: Ada\n    section: active\n", "  - name: Ada\n")
    registry.write_text(before, encoding="utf-8")
    terminal = sigtool("add-sig", "Edsger", "--set", "github_id=@edsger", "--set", "site=a")
    terminal.read_until("Section (active, emeritus; Enter: active): ")
    terminal.type("\n")
    assert terminal.end() == 0
    assert terminal.shown == "Section (active, emeritus; Enter: active): \nAdded Edsger.\n"
    item = "  - name: Edsger\n    github_id:\n      - handle: edsger\n    site: a\n"
    after = registry.read_text(encoding="utf-8")
    assert after.replace(item, "", 1) == before


def test_add_sig_asks_for_no_more_than_is_missing(community: Path, sigtool: Start) -> None:
    terminal = sigtool("add-sig", "New", "--lead", "ada", "--responsibilities", "Work.")
    terminal.read_until("Page (link): ")
    terminal.type(" new/README.md \n")
    assert terminal.end() == 0
    assert terminal.shown == "Page (link):  new/README.md \nAdded New.\n"
    row = "| [New](new/README.md) | Work. | [@ada](https://example.org/ada) |\n"
    assert (community / "README.md").read_text(encoding="utf-8").count(row) == 1


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (
            ["add-sig", "docs"],
            "sigtool: there is a SIG called 'Docs' already; see it with `sigtool show Docs`\n",
        ),
        (
            ["--file", "x.yaml", "add-sig"],
            "sigtool: x.yaml: there is no such file; check the path\n",
        ),
    ],
)
def test_no_question_is_asked_in_vain(
    community: Path, sigtool: Start, arguments: list[str], shown: str
) -> None:
    terminal = sigtool(*arguments)
    assert terminal.end() == 2
    assert terminal.shown == shown


def test_ctrl_c_at_a_question(community: Path, sigtool: Start) -> None:
    before = contents(community)
    terminal = sigtool("add-sig", "New")
    terminal.read_until("Page (link): ")
    assert terminal.interrupt() == 130
    assert terminal.shown.replace("^C", "") == "Page (link): \nsigtool: stopped\n"
    assert contents(community) == before


def test_ctrl_d_at_a_question(community: Path, sigtool: Start) -> None:
    before = contents(community)
    terminal = sigtool("add-sig", "New")
    terminal.read_until("Page (link): ")
    terminal.type("\x04")
    assert terminal.end() == 130
    assert terminal.shown.replace("^D\b\b", "") == "Page (link): \nsigtool: stopped\n"
    assert contents(community) == before


PER_SIG = "validate:\n  per_sig:\n    Docs:\n      SIG401: later\n"
LISTED = "sigs.yaml:37: per_sig: Docs becomes Texts\nalso names it: README.md:3\n"
QUESTION = "Rename Docs to Texts? (y/N) "


@pytest.fixture
def suppressed(community: Path) -> Path:
    """The community with a setting that names the SIG Docs, and a text that does."""
    (community / "sigs.yaml").write_text(REGISTRY + PER_SIG, encoding="utf-8")
    (community / "README.md").write_text(README.replace("Text with", "Docs with"), encoding="utf-8")
    return community


@pytest.mark.parametrize(
    ("answer", "code", "last"),
    [
        ("y\n", 0, "Renamed Docs to Texts.\n"),
        ("n\n", 1, "Nothing was renamed.\n"),
        ("\n", 1, "Nothing was renamed.\n"),
    ],
)
def test_rename_sig_lists_then_asks(
    suppressed: Path, sigtool: Start, answer: str, code: int, last: str
) -> None:
    before = contents(suppressed)
    terminal = sigtool("rename-sig", "Docs", "Texts")
    terminal.read_until(QUESTION)
    assert contents(suppressed) == before
    # Nobody has to wait for the answer.
    with lock.lock(suppressed / "sigs.yaml", waiting=lambda: pytest.fail("is locked")):
        pass
    terminal.type(answer)
    assert terminal.end() == code
    assert terminal.shown == LISTED + QUESTION + answer + last
    renamed = (REGISTRY + PER_SIG).replace("Docs", "Texts").encode()
    assert contents(suppressed)["sigs.yaml"] == (renamed if code == 0 else before["sigs.yaml"])


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["Docs", "Texts", "--yes"], LISTED + "Renamed Docs to Texts.\n"),
        # The SIG alone changes.
        (
            ["Compiler", "Kernel"],
            "also names it: sigs.yaml:10, README.md:9\nRenamed Compiler to Kernel.\n",
        ),
    ],
)
def test_rename_sig_asks_for_no_more(
    suppressed: Path, sigtool: Start, arguments: list[str], shown: str
) -> None:
    terminal = sigtool("rename-sig", *arguments)
    assert terminal.end() == 0
    assert terminal.shown.replace("\n", "") == shown.replace("\n", "")


def test_rename_sig_asks_before_it_changes_the_baseline(community: Path, sigtool: Start) -> None:
    baseline = '{"version": 1, "findings": [\n{"message": "Docs has no lead"}]}\n'
    baseline = baseline.replace('"message"', '"code": "SIG401", "path": "x", "count": 1, "message"')
    (community / ".sigtool-baseline.json").write_text(baseline, encoding="utf-8")
    terminal = sigtool("rename-sig", "Docs", "Texts")
    terminal.read_until(QUESTION)
    terminal.type("n\n")
    assert terminal.end() == 1
    assert terminal.shown == (
        f".sigtool-baseline.json: 1 finding has the new name\n{QUESTION}n\nNothing was renamed.\n"
    )


def test_what_changed_while_it_asked_counts(suppressed: Path, sigtool: Start) -> None:
    terminal = sigtool("rename-sig", "Docs", "Texts")
    terminal.read_until(QUESTION)
    registry = suppressed / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text + "# Docs, later\n", encoding="utf-8")
    terminal.type("y\n")
    assert terminal.end() == 0
    assert terminal.shown == LISTED + QUESTION + "y\n" + (
        "also names it: sigs.yaml:39, README.md:3\nRenamed Docs to Texts.\n"
    )
    renamed = text.replace("Docs", "Texts") + "# Docs, later\n"
    assert registry.read_text(encoding="utf-8") == renamed


def test_ctrl_c_in_a_command_that_waits(community: Path, sigtool: Start) -> None:
    before = contents(community)
    with lock.lock(community / "sigs.yaml", waiting=lambda: None):
        terminal = sigtool("add-lead", "docs", "grace")
        terminal.read_until("Waiting for another sigtool to finish ...\n")
        assert terminal.interrupt() == 130
    assert terminal.shown.replace("^C", "") == (
        "Waiting for another sigtool to finish ...\n\nsigtool: stopped\n"
    )
    assert contents(community) == before


def plain(shown: str) -> str:
    """What a terminal shows, without colours and links."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)


def test_list_is_a_table(community: Path, sigtool: Start) -> None:
    terminal = sigtool("list", "--grep", "graphs")
    assert terminal.end() == 0
    assert "\x1b]8;" in terminal.shown  # the names and leads are links
    assert plain(terminal.shown) == (
        "╭──────────┬──────────────────┬────────╮\n"
        "│ Name     │ Responsibilities │ Leads  │\n"
        "├──────────┼──────────────────┼────────┤\n"
        "│ Compiler │ Compiles graphs. │ @ada   │\n"
        "│ Runtime  │ Runs a|b graphs. │ @grace │\n"
        "│          │                  │ @alan  │\n"
        "╰──────────┴──────────────────┴────────╯\n"
    )


def test_no_color(community: Path, sigtool: Start) -> None:
    terminal = sigtool("validate", NO_COLOR="1")
    assert terminal.end() == 0
    assert "\x1b[3" not in terminal.shown
    assert "\x1b[9" not in terminal.shown


@pytest.mark.parametrize(
    "arguments",
    [
        "list",
        "leads",
        "show runtime",
        "validate",
        "render --diff",
        "list --output-format json",
        "list --output-format csv",
        "remove-sig runtime --dry-run",
        "show x",
    ],
)
def test_data_is_never_obeyed(community: Path, sigtool: Start, arguments: str) -> None:
    """Neither what a terminal obeys (titles, colours) nor what Rich does (`[/red]`)."""
    registry = REGISTRY.replace("handle: grace", r'handle: "\e]0;pwned\a[/red]"')
    registry = registry.replace("Loads data.", r'"\e[2J[bold]\u202e"')
    write_files(community, {"sigs.yaml": registry})
    readme = README.replace("Compiles graphs.", "\x1b]0;pwned\x07 [/red] graphs.")
    write_files(community, {"README.md": readme})
    terminal = sigtool(*arguments.split())
    assert terminal.end() in (0, 1, 2)
    assert (
        re.findall(r"\x1b\](?!8;)|\x1b\[(?![0-9;]*m)|\x07|\u202e|Traceback", terminal.shown) == []
    )


# What is typed before Tab, and the words of the line after it.
COMPLETIONS = {
    "sigtool show Com": ["show", "Compiler"],
    "sigtool show Dat": ["show", "Data Sets"],
    'sigtool show "Dat': ["show", "Data Sets"],
    "sigtool show 'Data S": ["show", "Data Sets"],
    "sigtool add-lead Docs gr": ["add-lead", "Docs", "grace"],
    "sigtool add-lead Docs @gr": ["add-lead", "Docs", "@grace"],
    "sigtool list --lead @ed": ["list", "--lead", "@edsger"],
    "sigtool move-sig Docs --after Run": ["move-sig", "Docs", "--after", "Runtime"],
    "sigtool edit-sig Docs --unset resp": ["edit-sig", "Docs", "--unset", "responsibilities"],
    "sigtool init REA": ["init", "README.md"],
    "sigtool --file sig": ["--file", "sigs.yaml"],
    "sigtool rename-l": ["rename-lead"],
    "sigtool list --output-format mark": ["list", "--output-format", "markdown"],
}


def test_completion_in_bash(
    community: Path, terminals: list[Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tab completes the word, and the shell then takes it for one."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    folder = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    bash = Terminal("bash", "--norc", "--noprofile", "-i", TERM="dumb", INPUTRC="/dev/null")
    terminals.append(bash)
    bash.type("eval \"$(sigtool --show-completion bash)\"; echo rea''dy\n")
    bash.read_until("ready\n")
    for typed, words in COMPLETIONS.items():
        # Back to the beginning of the line: there, `printf` shows the words instead.
        bash.type(typed + "\t" + "\x01printf '<%s>' \n")
        bash.read_until("".join(f"<{word}>" for word in ["sigtool", *words]))
