"""What a person sees: whole screens of a real terminal, and the pipe that a dumb one is."""

from pathlib import Path
from typing import Final

import pytest
from conftest import Run, write_files
from screens import HYPERLINK, STYLE, plain, seen

from sigtool.report import terminal

# Markup of Rich, a shortcut for an emoji, a control character, wide characters.
REGISTRY: Final = r"""tables:
  - path: README.md
    heading: Current SIGs
    columns:
      Name: name
      About: responsibilities
      Leads: leads
sigs:
  - name: Compiler [/foo]
    readme: compiler/README.md
    responsibilities: "[red]x[/red] :smile: \u202e 把文本变成程序。"
    leads: [{name: 王小明, url: https://例子.example.org/王小明}, {handle: ada, url: https://example.org/grace}]
  - name: Runtime
    status: dormant
    readme: runtime/README.md
    responsibilities: Runs what the compiler makes of a text, whatever it is, and says so when it fails.
    leads:
      - handle: grace
        url: javascript:alert(1)
"""  # noqa: E501 - a line that does not fit is the point
README: Final = """\
# Current SIGs

| Name | About | Leads |
| ---- | ----- | ----- |
"""
LEADS: Final = "[王小明](https://例子.example.org/王小明), [@ada](https://example.org/grace)"
SHOWN: Final = f"{README}| [Compiler [/foo]](compiler/README.md) | 把 | {LEADS} |\n"


@pytest.fixture
def folder(repository: Path) -> Path:
    write_files(repository, {"sigs.yaml": REGISTRY, "README.md": README})
    (repository / "compiler").mkdir()
    (repository / "compiler/README.md").touch()
    return repository


DRIFT: Final = """\
README.md:5:43: error SIG601 out-of-date: Compiler [/foo]: responsibilities are '把', registry has '[red]x[/red] :smile: \\u202e 把文本变成程序。'
 5 | …](compiler/README.md) | 把 | [王小明](https://例子.example.org/王小明), […
   |                          ^^
  sigs.yaml:11:23: the registry says so here
  help: sigtool render takes that back; to keep it: sigtool edit-sig 'Compiler [/foo]' --responsibilities '把'
  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes
"""  # noqa: E501 - a message is one line
FAULTS: Final = """\
sigs.yaml:11:23: warning SIG010 invisible-character: Compiler [/foo]: responsibilities has an invisible character: U+202E (right-to-left override) behind ':smile:'
 11 |     responsibilities: "[red]x[/red] :smile: \\u202e 把文本变成程序。"
    |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: take it out, unless the script needs it
  unsafe fix: take the invisible characters out of Compiler [/foo]: sigtool validate --fix --unsafe-fixes
sigs.yaml:12:68: warning SIG404 handle-mismatch: Compiler [/foo]: @ada links to the account 'grace'
 12 | …/例子.example.org/王小明}, {handle: ada, url: https://example.org/grace}]
    |                                      ^^^
  sigs.yaml:12:78: the link is here
  help: sigtool rename-lead @ada @grace, or correct the link
sigs.yaml:15:13: error SIG501 broken-link: Runtime: there is no 'runtime/README.md'
 15 |     readme: runtime/README.md
    |             ^^^^^^^^^^^^^^^^^
  help: make the page, correct the link, or take it away
sigs.yaml:19:14: error SIG502 bad-url: Runtime: 'javascript:alert(1)' is no http, https or mailto link
 19 |         url: javascript:alert(1)
    |              ^^^^^^^^^^^^^^^^^^^
"""  # noqa: E501 - a message is one line
ROWS: Final = {
    "take it out": "5:43: in the table it is here, under 'About'",
    "sigtool rename-lead": "5:47: in the table it is here, under 'Leads'",
}
COLOURS: Final = {"1;31", "1;33"}


def with_rows(faults: str) -> str:
    """The faults, each with the place in the document that shows it."""
    for help_, row in ROWS.items():
        faults = faults.replace(f"  help: {help_}", f"  README.md:{row}\n  help: {help_}")
    return faults


def test_diagnostics_show_the_place_and_what_to_do(folder: Path) -> None:
    write_files(folder, {"README.md": SHOWN})
    screen = seen("validate")
    summary = "Found 3 errors, 2 warnings. 2 can be fixed: sigtool validate --fix --unsafe-fixes.\n"
    assert plain(screen) == DRIFT + with_rows(FAULTS) + summary
    assert set(STYLE.findall(screen)) == {"0", "1", "2", *COLOURS}


def test_a_long_line_keeps_its_place_in_view(folder: Path) -> None:
    screen = seen("validate", "--select", "SIG404", width=44)
    assert plain(screen).splitlines()[1:3] == [
        " 12 | …, {handle: ada, url: https://example…",
        "    |             ^^^",
    ]


def test_colours_go_where_nobody_wants_them(folder: Path) -> None:
    screen = seen("validate", "--ignore", "SIG601", NO_COLOR="1")
    assert plain(screen) == FAULTS + (
        "Found 2 errors, 2 warnings. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n"
    )
    assert set(STYLE.findall(screen)) == {"0", "1", "2"}


@pytest.mark.parametrize("command", ["validate", "list"])
def test_a_dumb_terminal_is_a_pipe(folder: Path, sigtool: Run, command: str) -> None:
    piped = sigtool(command)
    assert seen(command, TERM="dumb") == piped.stdout + piped.stderr


LISTS: Final = {
    40: """\
Compiler [/foo]
  [red]x[/red] :smile: \\u202e
  把文本变成程序。
  王小明
  @ada
Runtime (dormant)
  Runs what the compiler makes of a
  text, whatever it is, and says so when
  it fails.
  @grace
""",
    80: """\
╭─────────────────┬─────────┬─────────────────────────────────────────┬────────╮
│ Name            │ Status  │ Responsibilities                        │ Leads  │
├─────────────────┼─────────┼─────────────────────────────────────────┼────────┤
│ Compiler [/foo] │ active  │ [red]x[/red] :smile: \\u202e             │ 王小明 │
│                 │         │ 把文本变成程序。                        │ @ada   │
│ Runtime         │ dormant │ Runs what the compiler makes of a text, │ @grace │
│                 │         │ whatever it is, and says so when it     │        │
│                 │         │ fails.                                  │        │
╰─────────────────┴─────────┴─────────────────────────────────────────┴────────╯
""",
    200: """\
╭─────────────────┬─────────┬────────────────────────────────────────────────────────────────────────────────────┬────────╮
│ Name            │ Status  │ Responsibilities                                                                   │ Leads  │
├─────────────────┼─────────┼────────────────────────────────────────────────────────────────────────────────────┼────────┤
│ Compiler [/foo] │ active  │ [red]x[/red] :smile: \\u202e 把文本变成程序。                                       │ 王小明 │
│                 │         │                                                                                    │ @ada   │
│ Runtime         │ dormant │ Runs what the compiler makes of a text, whatever it is, and says so when it fails. │ @grace │
╰─────────────────┴─────────┴────────────────────────────────────────────────────────────────────────────────────┴────────╯
""",  # noqa: E501 - a screen is as wide as it is
}


@pytest.mark.parametrize(("width", "expected"), LISTS.items(), ids=map(str, LISTS))
def test_a_list_fits_the_terminal(folder: Path, width: int, expected: str) -> None:
    screen = seen("list", width=width)
    assert plain(screen) == expected
    # A page that is not there and a link that no click may follow are texts alone.
    assert [link for link in HYPERLINK.findall(screen) if link] == [
        (folder / "compiler/README.md").as_uri(),
        "https://%E4%BE%8B%E5%AD%90.example.org/%E7%8E%8B%E5%B0%8F%E6%98%8E",
        "https://example.org/grace",
    ]


def test_people_are_a_table(folder: Path) -> None:
    assert plain(seen("leads")) == (
        "╭────────┬─────────────────╮\n"
        "│ Person │ SIGs            │\n"
        "├────────┼─────────────────┤\n"
        "│ 王小明 │ Compiler [/foo] │\n"
        "│ @ada   │ Compiler [/foo] │\n"
        "│ @grace │ Runtime         │\n"
        "╰────────┴─────────────────╯\n"
    )


LANGUAGES: Final = """tables:
  - {path: README_CN.md, language: zh}
  - {path: README.md, language: en}
sigs:
  - name: {zh: 编译器, en: Compiler}
    readme: {zh: https://example.org/zh, en: https://example.org/en}
    responsibilities: {zh: 编译图。, en: Compiles.}
    leads:
      - handle: {zh: aida, en: ada}
        url: {zh: https://example.org/aida, en: https://example.org/ada}
      - name: {zh: 王小明, en: Wang}
"""
IN_LANGUAGES: Final = {
    ("list", 80): """\
╭───────────────────┬──────────────────────┬───────────────╮
│ Name              │ Responsibilities     │ Leads         │
├───────────────────┼──────────────────────┼───────────────┤
│ 编译器 / Compiler │ 编译图。 / Compiles. │ @aida / @ada  │
│                   │                      │ 王小明 / Wang │
╰───────────────────┴──────────────────────┴───────────────╯
""",
    ("list", 40): """\
编译器 / Compiler
  编译图。 / Compiles.
  @aida / @ada
  王小明 / Wang
""",
    ("leads", 80): """\
╭───────────────┬───────────────────╮
│ Person        │ SIGs              │
├───────────────┼───────────────────┤
│ @aida / @ada  │ 编译器 / Compiler │
│ 王小明 / Wang │ 编译器 / Compiler │
╰───────────────┴───────────────────╯
""",
}


@pytest.mark.parametrize(
    ("command", "width", "expected"),
    [(*key, screen) for key, screen in IN_LANGUAGES.items()],
    ids=[f"{command} {width}" for command, width in IN_LANGUAGES],
)
def test_a_screen_had_one_language_and_links_the_first(
    repository: Path, command: str, width: int, expected: str
) -> None:
    write_files(repository, {"sigs.yaml": LANGUAGES})
    screen = seen(command, width=width)
    assert plain(screen) == expected
    names = ["https://example.org/zh"] if command == "list" else []
    links = [link for link in HYPERLINK.findall(screen) if link]
    assert links == [*names, "https://example.org/aida"]


def test_a_diff_has_colours(folder: Path) -> None:
    row = "| [Compiler [/foo]](compiler/README.md) |"
    write_files(folder, {"README.md": SHOWN.replace("\n", "\r\n")})
    assert seen("render", "--diff", width=400) == (
        "\x1b[1m--- a/README.md\x1b[0m\n"
        "\x1b[1m+++ b/README.md\x1b[0m\n"
        "\x1b[36m@@ -2,4 +2,4 @@\x1b[0m\n"
        " \n"
        " | Name | About | Leads |\n"
        " | ---- | ----- | ----- |\n"
        f"\x1b[31m-{row} 把 | {LEADS} |\x1b[0m\n"
        f"\x1b[32m+{row} [red]x[/red] :smile: \\u202e 把文本变成程序。 | {LEADS} |\x1b[0m\n"
    )


# --- words -------------------------------------------------------------------------------------

PRINTED: Final = {
    "a text": ("a\tb\n 王 🎉 [/foo]", "a\tb\n 王 🎉 [/foo]"),
    "what a terminal obeys": ("\x00\x07\x1b[2J\x7f\x85\x9b", "\\x00\\x07\\x1b[2J\\x7f\\x85\\x9b"),
    "a line that would be written over": ("a\rb", "a\\x0db"),
    "what turns and hides text": ("\u202e\u2066\u200f\ufeff", "\\u202e\\u2066\\u200f\\ufeff"),
    "what is no character": ("\udcff", "\\udcff"),
    "what a script needs": ("نمی\u200cخواهم", "نمی\u200cخواهم"),
}


@pytest.mark.parametrize(("text", "expected"), PRINTED.values(), ids=PRINTED)
def test_control_characters_are_seen(text: str, expected: str) -> None:
    assert terminal.printable(text) == expected
    assert str(terminal.styled(text)) == expected


LINKS: Final = {
    "a link": ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
    "an encoded one": ("https://example.org/%20", "https://example.org/%20"),
    "what is not ASCII": ("https://example.org/é", "https://example.org/%C3%A9"),
    "what would end the sequence": (
        "https://example.org/\x1b\\ \x07",
        "https://example.org/%1B%5C%20%07",
    ),
    "mail": ("mailto:ada@example.org", "mailto:ada@example.org"),
    "a script": ("javascript:alert(1)", None),
    "a relative one": ("compiler/README.md", None),
    "nothing": (None, None),
}


@pytest.mark.parametrize(("url", "expected"), LINKS.values(), ids=LINKS)
def test_a_click_opens_what_it_may(url: str | None, expected: str | None) -> None:
    spans = terminal.linked("[/foo]", url).spans
    assert [getattr(span.style, "link", None) for span in spans] == ([expected] if expected else [])
