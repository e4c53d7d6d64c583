"""What each command does to the files and says: every byte of both files, stdout, stderr, exit."""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from community import README, REGISTRY
from conftest import Adopt, Outcome, Run, contents, write_files

NEW_ITEM = """\
  - name: Graph Learning
    readme: graph/README.md
    status: active
    responsibilities: Learns from *graphs*.
    leads:
      - handle: new
        url: https://example.org/new
      - name: Ada Byron
        email: byron@example.org
"""
NEW_ROW = (
    "| [Graph Learning](graph/README.md) | Learns from *graphs*. "
    # With a comma, who is named without a link would read as the other's affiliation.
    "| [@new](https://example.org/new)<br>Ada Byron(byron@example.org) |\n"
)
COMPILER_ITEM, COMPILER_ROW = (
    "  - name: Compiler\n    readme: compiler/README.md\n    responsibilities: Compiles graphs.\n"
    "    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
    "| [Compiler](compiler/README.md) | Compiles graphs. | [@ada](https://example.org/ada) |\n",
)
DOCS_ITEM, DOCS_ROW = (
    "  - name: Docs\n    responsibilities: 文档与教程。\n"
    "    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
    "| Docs | 文档与教程。 | [@ada](https://example.org/ada) |\n",
)
DATA_ITEM = REGISTRY[REGISTRY.index("  - name: Data Sets") :]
DATA_ROW = next(line for line in README.splitlines(keepends=True) if "Data Sets" in line)

# Text -> text, each there once; "" after it is the end of the registry, or of the table's rows.
Changes = Mapping[str, str]

EDITS: dict[str, tuple[str, str, Changes, Changes]] = {
    "add-sig": (
        "add-sig New",
        "Added New.",
        {DATA_ITEM: DATA_ITEM + "  - name: New\n"},
        {DATA_ROW: DATA_ROW + "| New | | |\n"},
    ),
    "add": (
        'add "Graph Learning" --before docs --readme graph/README.md --responsibilities '
        '"Learns from *graphs*." --status active --lead @new --lead '
        '"Ada Byron <byron@example.org>"',
        "Added Graph Learning.",
        {DOCS_ITEM: NEW_ITEM + DOCS_ITEM},
        {DOCS_ROW: NEW_ROW + DOCS_ROW},
    ),
    "add-first": (
        "add-sig New --first --lead turing",
        "Added New.",
        {
            COMPILER_ITEM: "  - name: New\n    leads:\n      - handle: alan\n"
            "        url: https://example.org/turing\n" + COMPILER_ITEM
        },
        {COMPILER_ROW: "| New | | [@alan](https://example.org/turing) |\n" + COMPILER_ROW},
    ),
    "add-after-hidden": (
        'add-sig New --after COMPILER --status dormant --set "responsibilities=a = b" '
        '--set "leads=ada, grace"',
        "Added New.",
        {
            COMPILER_ITEM: COMPILER_ITEM
            + "  - name: New\n    status: dormant\n    responsibilities: a = b\n    leads:\n"
            + "      - handle: ada\n        url: https://example.org/ada\n"
            + "      - handle: grace\n        url: https://example.org/grace\n"
        },
        {},
    ),
    "edit-name-and-page": (
        'edit-sig "**docs**" --name "The Docs" --set "responsibilities=a | b"',
        "Changed Docs: name, responsibilities.",
        {
            "  - name: Docs\n": "  - name: The Docs\n",
            "    responsibilities: 文档与教程。\n": "    responsibilities: a | b\n",
        },
        {"| Docs | 文档与教程。 |": "| The Docs | a \\| b |"},
    ),
    "edit-page": (
        'edit-sig "Data Sets" --readme sets/README.md',
        "Changed Data Sets: readme.",
        {"    readme: data/README.md\n": "    readme: sets/README.md\n"},
        {"[Data Sets](data/README.md)": "[Data Sets](sets/README.md)"},
    ),
    "edit-unset": (
        "edit-sig Compiler --unset readme --unset leads",
        "Changed Compiler: readme, leads.",
        {
            COMPILER_ITEM: "  - name: Compiler\n    responsibilities: Compiles graphs.\n",
        },
        {COMPILER_ROW: "| Compiler | Compiles graphs. | |\n"},
    ),
    "edit-status": (
        "edit-sig docs --status archived",
        "Changed Docs: status.",
        {"  - name: Docs\n": "  - name: Docs\n    status: archived\n"},
        {DOCS_ROW: ""},
    ),
    "edit-nothing": (
        "edit-sig docs --responsibilities 文档与教程。",
        "Nothing changed: the registry says so already.",
        {},
        {},
    ),
    "remove-sig": (
        'remove-sig " data sets "',
        "Removed Data Sets.",
        {DATA_ITEM: ""},
        {DATA_ROW: ""},
    ),
    "move-first": (
        "move-sig docs --first",
        "Moved Docs.",
        {DOCS_ITEM: "", COMPILER_ITEM: DOCS_ITEM + COMPILER_ITEM},
        {DOCS_ROW: "", COMPILER_ROW: DOCS_ROW + COMPILER_ROW},
    ),
    "move-last": (
        "move-sig compiler --last",
        "Moved Compiler.",
        {COMPILER_ITEM: "", DATA_ITEM: DATA_ITEM + COMPILER_ITEM},
        {COMPILER_ROW: "", DATA_ROW: DATA_ROW + COMPILER_ROW},
    ),
    "move-after": (
        "move-sig compiler --after docs",
        "Moved Compiler.",
        {COMPILER_ITEM: "", DOCS_ITEM: DOCS_ITEM + COMPILER_ITEM},
        {COMPILER_ROW: "", DOCS_ROW: DOCS_ROW + COMPILER_ROW},
    ),
    "move-before": (
        'move-sig "data sets" --before docs',
        "Moved Data Sets.",
        {DATA_ITEM: "", DOCS_ITEM: DATA_ITEM + DOCS_ITEM},
        {DATA_ROW: "", DOCS_ROW: DATA_ROW + DOCS_ROW},
    ),
    "add-lead": (
        "add-lead docs grace",
        "Added @grace to the leads of Docs.",
        {DOCS_ITEM: DOCS_ITEM + "      - handle: grace\n        url: https://example.org/grace\n"},
        {DOCS_ROW: DOCS_ROW.replace(" |\n", " [@grace](https://example.org/grace) |\n")},
    ),
    "remove-lead": (
        "remove-lead runtime https://example.org/turing",
        "Removed @alan from the leads of Runtime.",
        {"      - handle: alan\n        url: https://example.org/turing\n": ""},
        {" [@alan](https://example.org/turing)": ""},
    ),
    "remove-last-lead": (
        'remove-lead "data sets" edsger@example.org',
        "Removed @edsger from the leads of Data Sets.",
        {DATA_ITEM: "".join(DATA_ITEM.splitlines(keepends=True)[:3])},
        {"[@edsger](https://example.org/edsger)(edsger@example.org)  |": " |"},
    ),
    "rename-lead": (
        "rename-lead @ada @lovelace",
        "Renamed @ada to @lovelace in Compiler, Docs.",
        {
            COMPILER_ITEM: COMPILER_ITEM.replace("ada", "lovelace"),
            DOCS_ITEM: DOCS_ITEM.replace("ada", "lovelace"),
        },
        {
            COMPILER_ROW: COMPILER_ROW.replace("ada", "lovelace"),
            DOCS_ROW: DOCS_ROW.replace("ada", "lovelace"),
        },
    ),
    "rename-lead-of-one-sig": (
        "rename-lead @ada @Ada --sig docs",
        "Renamed @ada to @Ada in Docs.",
        {DOCS_ITEM: DOCS_ITEM.replace("ada", "Ada")},
        {DOCS_ROW: DOCS_ROW.replace("ada", "Ada")},
    ),
    "rename-lead-whose-link-stays": (
        "rename-lead turing @mathison",
        "Renamed @alan to @mathison in Runtime.",
        {"handle: alan": "handle: mathison"},
        {"[@alan]": "[@mathison]"},
    ),
    "rename-lead-by-link": (
        "rename-lead grace https://example.org/hopper",
        "Renamed @grace to @hopper in Runtime.",
        {
            "handle: grace": "handle: hopper",
            "https://example.org/grace": "https://example.org/hopper",
        },
        {"[@grace](https://example.org/grace)": "[@hopper](https://example.org/hopper)"},
    ),
    "rename-lead-by-mail": (
        "rename-lead edsger ed@example.org",
        "Renamed @edsger (email edsger@example.org to ed@example.org) in Data Sets.",
        {"email: edsger@example.org": "email: ed@example.org"},
        {"(edsger@example.org)": "(ed@example.org)"},
    ),
    "rename-lead-to-the-same": (
        "rename-lead @ada ada",
        "Nothing changed: the registry says so already.",
        {},
        {},
    ),
}


def changed(text: str, changes: Changes) -> bytes:
    """The bytes of `text` after each change; what is changed is there exactly once."""
    marks = {old: f"\0{at}\0" for at, old in enumerate(changes)}
    for old, mark in marks.items():
        assert text.count(old) == 1, old
        text = text.replace(old, mark)
    for old, mark in marks.items():
        text = text.replace(mark, changes[old])
    return text.encode()


@pytest.mark.parametrize("name", EDITS)
def test_edit(community: Path, sigtool: Run, name: str) -> None:
    arguments, said, registry, readme = EDITS[name]
    after = {
        **contents(community),
        "sigs.yaml": changed(REGISTRY, registry),
        "README.md": changed(README, readme),
    }
    assert sigtool(*shlex.split(arguments)) == Outcome(0, said + "\n")
    assert contents(community) == after
    assert sigtool("render", "--check") == Outcome(0)


@pytest.mark.parametrize("name", EDITS)
def test_dry_run_prints_a_patch(community: Path, sigtool: Run, name: str) -> None:
    arguments, _, registry, readme = EDITS[name]
    before = contents(community)
    found = sigtool(*shlex.split(arguments), "--dry-run")
    assert contents(community) == before
    assert (found.code, found.stderr) == (0, "")
    if found.stdout:
        subprocess.run(["git", "apply", "-"], input=found.stdout.encode(), check=True)
    assert (community / "sigs.yaml").read_bytes() == changed(REGISTRY, registry)
    assert (community / "README.md").read_bytes() == changed(README, readme)


@pytest.mark.parametrize("name", EDITS)
def test_no_render_leaves_the_tables(community: Path, sigtool: Run, name: str) -> None:
    arguments, said, registry, _ = EDITS[name]
    after = {**contents(community), "sigs.yaml": changed(REGISTRY, registry)}
    assert sigtool(*shlex.split(arguments), "--no-render") == Outcome(0, said + "\n")
    assert contents(community) == after


def test_a_rename_to_what_some_mentions_say_already_tells_what_the_others_said(
    community: Path, sigtool: Run
) -> None:
    names = ("Ada Lovelace", "Grace Hopper", "Ada L.", "Ada Lovelace")
    sigs = (
        f"  - name: S{at}\n    leads:\n      - name: {name}\n        url: https://example.org/ada\n"
        for at, name in enumerate(names)
    )
    write_files(community, {"sigs.yaml": "sigs:\n" + "".join(sigs)})
    assert sigtool("rename-lead", "https://example.org/ada", "Ada Lovelace") == Outcome(
        0, "Renamed Grace Hopper to Ada Lovelace, Ada L. to Ada Lovelace in S1, S2.\n"
    )


def test_no_render_needs_no_document(community: Path, sigtool: Run) -> None:
    (community / "README.md").unlink()
    assert sigtool("add-lead", "docs", "grace", "--no-render").code == 0
    assert sigtool("add-lead", "docs", "alan") == Outcome(
        2, "", "sigtool: README.md: there is no such file; check the path\n"
    )


def test_remove_sig_shows_the_comments_that_go_with_it(community: Path, sigtool: Run) -> None:
    comment = "  # Ada asked for it.\n  # See the minutes.\n"
    registry = REGISTRY.replace(DOCS_ITEM, comment + DOCS_ITEM)
    write_files(community, {"sigs.yaml": registry})
    assert sigtool("remove-sig", "docs") == Outcome(
        0, "Removed Docs.\n", "Removed with it:\n  # Ada asked for it.\n  # See the minutes.\n"
    )
    assert (community / "sigs.yaml").read_text(encoding="utf-8") == REGISTRY.replace(DOCS_ITEM, "")
    assert (community / "README.md").read_bytes() == changed(README, {DOCS_ROW: ""})


SPONSORED = """\
| Group | Leads | TC Sponsors | Chat |
|---|---|---|---|
| A | @ada | [Grace Hopper](https://example.org/grace) | [irc](https://example.org/a) |
| B | [Grace Hopper](https://example.org/grace) | @ada, @alan | |
"""
BOUND = """\
tables:
  - path: README.md
    columns:
      Group: name
      Leads: leads
      TC Sponsors: {field: tc_sponsors, kind: people}
      Chat: chat
sigs:
  - name: A
    leads:
      - handle: ada
    tc_sponsors:
      - name: Grace Hopper
        url: https://example.org/grace
    chat: "[irc](https://example.org/a)"
  - name: B
    leads:
      - name: Grace Hopper
        url: https://example.org/grace
    tc_sponsors:
      - handle: ada
      - handle: alan
"""


@pytest.mark.parametrize(
    ("arguments", "said", "registry", "readme"),
    [
        (
            "rename-lead ada @lovelace",
            "Renamed @ada to @lovelace in A, B (tc_sponsors).",
            BOUND.replace("handle: ada", "handle: lovelace"),
            SPONSORED.replace("@ada", "@lovelace"),
        ),
        (
            "rename-lead grace https://example.org/hopper",
            "Renamed Grace Hopper (url https://example.org/grace to https://example.org/hopper) "
            "in A (tc_sponsors), B.",
            BOUND.replace("/grace", "/hopper"),
            SPONSORED.replace("/grace", "/hopper"),
        ),
        (
            "edit-sig B --set tc_sponsors=alan --set chat=#b",
            "Changed B: tc_sponsors, chat.",
            BOUND.replace("      - handle: ada\n      - handle: alan\n", "      - handle: alan\n")
            + '    chat: "#b"\n',
            SPONSORED.replace("@ada, @alan | |", "@alan | #b |"),
        ),
        (
            "edit-sig A --unset chat",
            "Changed A: chat.",
            BOUND.replace('    chat: "[irc](https://example.org/a)"\n', ""),
            SPONSORED.replace("[irc](https://example.org/a)", "").replace("|  |", "| |"),
        ),
    ],
)
def test_fields_that_columns_bind(
    adopt: Adopt, sigtool: Run, arguments: str, said: str, registry: str, readme: str
) -> None:
    repository = adopt({"README.md": SPONSORED})
    assert (repository / "sigs.yaml").read_text(encoding="utf-8") == BOUND
    assert sigtool("list", "--lead", "alan", "--output-format", "names") == Outcome(0, "B\n")
    assert sigtool(*shlex.split(arguments)) == Outcome(0, said + "\n")
    assert (repository / "sigs.yaml").read_text(encoding="utf-8") == registry
    assert (repository / "README.md").read_text(encoding="utf-8") == readme


def test_a_sig_whose_row_is_there_already_gets_no_second_one(community: Path, sigtool: Run) -> None:
    row = "| New | Does it. | [@ada](https://example.org/ada) |\n"
    page = README.replace(DATA_ROW, row + DATA_ROW)
    write_files(community, {"README.md": page})
    words = ("--responsibilities", "Does it all.", "--lead", "@ada", "--before", "Data Sets")
    assert sigtool("add-sig", "new", *words) == Outcome(
        0,
        "Added new.\n",
        "README.md:12: took over this row.\n"
        "README.md:12: new: replaced what the table said of name: New\n"
        "README.md:12: new: replaced what the table said of responsibilities: Does it.\n",
    )
    wanted = page.replace("| New | Does it. |", "| new | Does it all. |")
    assert contents(community)["README.md"].decode() == wanted
