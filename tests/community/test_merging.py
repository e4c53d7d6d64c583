"""What becomes of a registry, and of a document, that two sides changed: whole texts."""

from dataclasses import replace

import pytest
from merging import git_merge

from sigtool.community.merging import merged_document, merged_registry
from sigtool.community.merging_files import Merged, Versions
from sigtool.registry import document as yamldoc
from sigtool.text.pieces import Conflict, Markers, Piece, marked, side
from sigtool.text.source import Source

HEAD = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities, Leads: leads}
sigs:
"""
COMPILER = """\
  - name: Compiler
    responsibilities: Turns.
    leads:
      - handle: ada
"""
RUNTIME = """\
  # The one that runs.
  - name: Runtime
    responsibilities: Runs.
    leads:
      - handle: grace
        affiliation: ACME
"""
BASE = HEAD + COMPILER + RUNTIME
WEB, DOCS = "  - name: Web\n", "  - name: Docs\n"
RUNS, GRACE = "    responsibilities: Runs.\n", "      - handle: grace\n"
ACME = "        affiliation: ACME\n"
REMARK, BOB = "# The one that runs.", "      - handle: bob\n"
FLOW = HEAD + "  - {name: A, leads: [{handle: ada}]}\n  - {name: B, responsibilities: x}\n"
LIST = HEAD.replace("sigs:\n", "sigs: [{name: A, leads: [{handle: ada}]}, {name: B}]\n")
MARKERS = Markers()
MOVED = "sigs.yaml: both sides moved SIGs; the order is that of ours, compare it with theirs"


def registry(base: str, ours: str, theirs: str, markers: Markers = MARKERS) -> Merged:
    versions = Versions(*(Source("sigs.yaml", text) for text in (base, ours, theirs)))
    return merged_registry(versions, markers, git_merge)


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


# What it is about: base, ours, theirs, the merge.
CLEAN: dict[str, tuple[str, str, str, str]] = {
    "both add a SIG at one place": (BASE, BASE + WEB, BASE + DOCS, BASE + DOCS + WEB),
    "both add the first SIGs": (
        HEAD.replace("sigs:\n", "sigs: []\n"), HEAD + WEB, HEAD + DOCS, HEAD + DOCS + WEB,
    ),
    "the file is new on both sides": ("", HEAD + WEB, HEAD + DOCS, HEAD + DOCS + WEB),
    "both add somebody": (
        BASE,
        BASE.replace("handle: ada\n", "handle: ada\n      - handle: bob\n"),
        BASE.replace("handle: ada\n", "handle: ada\n      - handle: carol\n"),
        BASE.replace("handle: ada\n", "handle: ada\n      - handle: bob\n      - handle: carol\n"),
    ),
    "one adds somebody, one changes what is said of another": (
        BASE,
        BASE.replace(ACME, ACME + BOB),
        BASE.replace("ACME", "Example"),
        BASE.replace(ACME, "        affiliation: Example\n" + BOB),
    ),
    "one moves a SIG, one edits it": (
        BASE,
        HEAD + RUNTIME + COMPILER,
        BASE.replace("Turns.", "Turns all."),
        HEAD + RUNTIME + COMPILER.replace("Turns.", "Turns all."),
    ),
    "each adds a key that is not known": (
        BASE,
        BASE.replace(RUNS, "    responsibilities: Runs.\n    chat: c\n"),
        BASE.replace(RUNS, "    responsibilities: Runs!\n    mail: m\n"),
        BASE.replace(
            RUNS, RUNS.replace(".", "!") + "    chat: c\n    mail: m\n"
        ),
    ),
    "a comment here, a fact there": (
        BASE,
        BASE.replace(REMARK, "# The one that runs it."),
        BASE.replace("Runs.", "Runs all."),
        BASE.replace(REMARK, "# The one that runs it.").replace("Runs.", "Runs all."),
    ),
    "SIGs in flow style": (
        FLOW,
        FLOW.replace("{handle: ada}", "{handle: ada}, {handle: bob}"),
        FLOW.replace("{handle: ada}", "{handle: ada}, {handle: carol}"),
        FLOW.replace("{handle: ada}", "{handle: ada}, {handle: bob}, {handle: carol}"),
    ),
    "all SIGs on one line": (
        LIST,
        LIST.replace("{handle: ada}", "{handle: ada}, {handle: bob}"),
        LIST.replace("{name: B}", "{name: B, responsibilities: b}"),
        LIST.replace("{handle: ada}", "{handle: ada}, {handle: bob}").replace(
            "{name: B}", "{name: B, responsibilities: b}"
        ),
    ),
    "tables and SIGs": (
        BASE,
        BASE.replace("About: responsibilities", "Scope: responsibilities"),
        BASE.replace("Turns.", "Turns all."),
        BASE.replace("About: resp", "Scope: resp").replace("Turns.", "Turns all."),
    ),
    "the last SIG of each side is taken out": (
        HEAD + WEB + DOCS, HEAD + WEB, HEAD + DOCS, HEAD.replace("sigs:\n", "sigs: []\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "merged"), CLEAN.values(), ids=CLEAN)
def test_what_is_merged_without_conflict(base: str, ours: str, theirs: str, merged: str) -> None:
    assert registry(base, ours, theirs) == Merged(merged)
    assert registry(base, theirs, ours).conflicts == 0


TWO_NAMES = ("  - name: Web Team\n    readme: w.md\n", "  - name: web team\n    readme: w.md\n")
OPEN: dict[str, tuple[str, str, str, str]] = {
    "one text": (
        BASE,
        BASE.replace("Turns.", "Turns a."),
        BASE.replace("Turns.", "Turns b."),
        BASE.replace(
            "    responsibilities: Turns.\n",
            conflict("    responsibilities: Turns a.\n", "    responsibilities: Turns b.\n"),
        ),
    ),
    "what is said of one person, and somebody who is new": (
        BASE,
        BASE.replace("ACME", "One"),
        BASE.replace("ACME", "Two").replace(GRACE, BOB + GRACE),
        BASE.replace(GRACE, BOB + GRACE).replace(
            ACME,
            conflict("        affiliation: One\n", "        affiliation: Two\n"),
        ),
    ),
    "one takes out what the other edits": (
        BASE,
        HEAD + COMPILER,
        BASE.replace("ACME", "Two"),
        HEAD + COMPILER + conflict("", RUNTIME.replace("ACME", "Two")),
    ),
    "one SIG, spelt in two ways": (
        BASE,
        BASE + TWO_NAMES[0],
        BASE + TWO_NAMES[1] + "    responsibilities: Shows.\n",
        BASE
        + conflict("  - name: Web Team\n", "  - name: web team\n")
        + "    readme: w.md\n    responsibilities: Shows.\n",
    ),
    "settings, and a SIG that is clear": (
        BASE.replace("sigs:\n", "validate:\n  max_leads: 3\nsigs:\n"),
        BASE.replace("sigs:\n", "validate:\n  max_leads: 5\nsigs:\n"),
        BASE.replace("sigs:\n", "validate:\n  max_leads: 7\nsigs:\n").replace("Turns.", "T."),
        BASE.replace(
            "sigs:\n",
            "validate:\n" + conflict("  max_leads: 5\n", "  max_leads: 7\n") + "sigs:\n",
        ).replace("Turns.", "T."),
    ),
    "SIGs in flow style": (
        FLOW,
        FLOW.replace("name: A", "name: A, responsibilities: a"),
        FLOW.replace("name: A", "name: A, responsibilities: b"),
        HEAD
        + conflict(
            "  - {name: A, responsibilities: a, leads: [{handle: ada}]}\n",
            "  - {name: A, responsibilities: b, leads: [{handle: ada}]}\n",
        )
        + "  - {name: B, responsibilities: x}\n",
    ),
    "comments on both sides": (
        BASE,
        BASE.replace(REMARK, "# One."),
        BASE.replace(REMARK, "# Two."),
        BASE.replace("  # The one that runs.\n", conflict("  # One.\n", "  # Two.\n")),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "merged"), OPEN.values(), ids=OPEN)
def test_what_is_marked(base: str, ours: str, theirs: str, merged: str) -> None:
    assert registry(base, ours, theirs) == Merged(merged, 1)
    assert registry(base, theirs, ours).conflicts == 1


def test_the_base_is_shown_where_git_is_told_to() -> None:
    markers = Markers("HEAD", "abc", "topic", 9, has_base=True)
    found = registry(BASE, BASE.replace("ACME", "One"), BASE.replace("ACME", "Two"), markers)
    assert found == Merged(
        BASE.replace(
            ACME,
            "<<<<<<<<< HEAD\n        affiliation: One\n||||||||| abc\n        affiliation: ACME\n"
            "=========\n        affiliation: Two\n>>>>>>>>> topic\n",
        ),
        1,
    )


def test_a_merge_of_lines_that_is_right_keeps_its_bytes() -> None:
    """Where git has no conflict and the facts are right, nothing is laid out anew."""
    base = TABLE.replace(LAST, "|  Runtime |Runs.|@grace, @bob|\n" + "| Docs | D. | @d |\n" * 1)
    base = base.replace("| Compiler | Turns. | @ada         |\n", "|Compiler|Turns.|@ada|\n")
    ours, theirs = base.replace("Turns.", "T!"), base.replace("| D. |", "|D!|")
    assert document(base, ours, theirs) == Merged(
        base.replace("Turns.", "T!").replace("| D. |", "|D!|")
    )
    spread = BASE.replace("    responsibilities: Turns.", "    responsibilities:   Turns.")
    one, other = spread.replace("Turns.", "T!"), spread.replace("ACME", "Example")
    assert registry(spread, one, other) == Merged(one.replace("ACME", "Example"))


def test_both_moved_and_that_is_said() -> None:
    base = BASE + WEB + DOCS
    ours, theirs = HEAD + RUNTIME + COMPILER + WEB + DOCS, BASE + DOCS + WEB
    assert registry(base, ours, theirs) == Merged(ours, 0, (MOVED,))
    assert registry(base, theirs, ours) == Merged(theirs, 0, (MOVED,))


def test_namesakes_with_other_ids() -> None:
    """Each side added a SIG of one name, and says by its `id` that it is another one."""
    ours, theirs = (f"  - name: Web\n    id: {word}\n" for word in ("pages", "net"))
    marked_ids = conflict("    id: pages\n", "    id: net\n")
    assert registry(BASE, BASE + ours, BASE + theirs) == Merged(BASE + WEB + marked_ids, 1)


@pytest.mark.parametrize(
    ("broken", "where"),
    [("ours", "in ours"), ("theirs", "in theirs"), ("base", "before both sides")],
)
def test_a_registry_that_cannot_be_read_is_merged_as_lines(broken: str, where: str) -> None:
    sides = {"base": BASE, "ours": BASE + WEB, "theirs": BASE + DOCS}
    sides[broken] = sides[broken].replace("sigs:", "sigs: [")
    base, ours, theirs = sides.values()
    note = f"sigs.yaml: {where} it cannot be read as a registry, so it is merged as lines"
    assert registry(base, ours, theirs) == Merged(*git_merge(base, ours, theirs), (note,))


def test_markers_in_the_base_are_merged_as_lines() -> None:
    """The base of a criss-cross merge may hold a conflict."""
    base = BASE.replace("    responsibilities: Turns.\n", conflict("    a: 1\n", "    b: 1\n"))
    assert registry(base, BASE + WEB, BASE + DOCS) == Merged(
        *git_merge(base, BASE + WEB, BASE + DOCS)
    )


# --- documents -----------------------------------------------------------------------------------

TABLE = """\
# Groups

Hello.

| Name     | About  | Leads        |
| -------- | ------ | ------------ |
| Compiler | Turns. | @ada         |
| Runtime  | Runs.  | @grace, @bob |

End.
"""
LAST = "| Runtime  | Runs.  | @grace, @bob |\n"
MEETS = """\
# Groups

Hello.

| Name | About | Leads | Meets |
| - | - | - | - |
| Compiler | Turns. | @ada | Monday |
| Runtime | Runs. | @grace, @bob | Friday |

End.
"""
CHAT = MEETS.replace("Meets", "Chat").replace("Monday", "#c").replace("Friday", "#r")


def document(base: str, ours: str, theirs: str, *, known: bool = True) -> Merged:
    tables = yamldoc.read(Source("sigs.yaml", BASE)).registry if known else None
    versions = Versions(*(Source("README.md", text) for text in (base, ours, theirs)))
    return merged_document(versions, tables, Markers(), git_merge)


ROWS: dict[str, tuple[str, str, str, Merged]] = {
    "both add a row, and the table is aligned once": (
        TABLE,
        TABLE.replace(LAST, LAST + "| Web      | Shows. | @web         |\n"),
        TABLE.replace(LAST, LAST + "| Docs     | Writes it down. | @d    |\n"),
        Merged(
            "# Groups\n\nHello.\n\n"
            "| Name     | About           | Leads        |\n"
            "| -------- | --------------- | ------------ |\n"
            "| Compiler | Turns.          | @ada         |\n"
            "| Runtime  | Runs.           | @grace, @bob |\n"
            "| Docs     | Writes it down. | @d           |\n"
            "| Web      | Shows.          | @web         |\n"
            "\nEnd.\n"
        ),
    ),
    "persons of one cell": (
        TABLE,
        TABLE.replace("@grace, @bob", "@grace, @bob, @x"),
        TABLE.replace("@grace, @bob |", "@grace       |"),
        Merged(TABLE.replace("@grace, @bob |", "@grace, @x |")),
    ),
    "cells of one row": (
        TABLE,
        TABLE.replace("Turns.", "Turns!"),
        TABLE.replace("@ada ", "@eve "),
        Merged(TABLE.replace("Turns.", "Turns!").replace("@ada ", "@eve ")),
    ),
    "one text": (
        TABLE,
        TABLE.replace("Turns.", "Turn a"),
        TABLE.replace("Turns.", "Turn b"),
        Merged(
            TABLE.replace(
                "| Compiler | Turns. | @ada         |\n",
                conflict(
                    "| Compiler | Turn a | @ada         |\n",
                    "| Compiler | Turn b | @ada         |\n",
                ),
            ),
            1,
        ),
    ),
    "one takes out what the other edits": (
        TABLE,
        TABLE.replace(LAST, ""),
        TABLE.replace("Runs.", "Runs!"),
        Merged(TABLE.replace(LAST, conflict("", LAST.replace("Runs.", "Runs!"))), 1),
    ),
    "prose on both sides, rows on one": (
        TABLE,
        TABLE.replace("Hello.", "Hello all."),
        TABLE.replace("Hello.", "Hello you.").replace(LAST, ""),
        Merged(
            TABLE.replace("Hello.\n", conflict("Hello all.\n", "Hello you.\n")).replace(LAST, ""), 1
        ),
    ),
    "one adds a column, one a row": (
        MEETS.replace(" Meets |", "").replace(" Monday |", "").replace(" Friday |", "").replace(
            "| - | - | - | - |", "| - | - | - |"
        ),
        MEETS,
        MEETS.replace(" Meets |", "").replace(" Monday |", "").replace(
            " Friday |", "\n| Web | Shows. | @w |"
        ).replace("| - | - | - | - |", "| - | - | - |"),
        Merged(MEETS.replace("Friday |\n", "Friday |\n| Web | Shows. | @w | |\n")),
    ),
    "both add a column, each another": (
        TABLE,
        MEETS,
        CHAT,
        Merged(*git_merge(TABLE, MEETS, CHAT)),
    ),
    "the file is new on both sides": (
        "",
        TABLE,
        TABLE.replace(LAST, LAST + "| Web      | Shows. | @web         |\n"),
        Merged(TABLE.replace(LAST, LAST + "| Web      | Shows. | @web         |\n")),
    ),
}  # fmt: skip


REMARKED = "| Runtime  | Runs.  | @grace, @bob | <!-- sigtool: ignore SIG411: new -->\n"
MORE = "| Runtime  | Runs.  | @grace, @bob | more | than that |\n"
ROWS |= {
    "a comment that one side adds behind a row": (
        TABLE,
        TABLE.replace("Runs.", "Runs!"),
        TABLE.replace(LAST, REMARKED),
        Merged(
            TABLE.replace(
                LAST, "| Runtime | Runs! | @grace, @bob | <!-- sigtool: ignore SIG411: new -->\n"
            )
        ),
    ),
    "a comment behind a row that one side renames, and the other edits": (
        TABLE.replace(LAST, REMARKED),
        TABLE.replace(LAST, REMARKED.replace("Runs.", "Runs!")),
        TABLE.replace(LAST, REMARKED.replace("Runtime ", "Runtimes")),
        Merged(
            TABLE.replace(
                LAST,
                conflict(REMARKED.replace("Runs.", "Runs!"), "")
                + "| Runtimes | Runs. | @grace, @bob | <!-- sigtool: ignore SIG411: new -->\n",
            ),
            1,
        ),
    ),
    "cells behind the last column": (
        TABLE,
        TABLE.replace("Runs.", "Runs!"),
        TABLE.replace(LAST, MORE),
        Merged(TABLE.replace(LAST, "| Runtime | Runs! | @grace, @bob | more | than that |\n")),
    ),
    "other cells behind the last column": (
        TABLE,
        TABLE.replace(LAST, MORE),
        TABLE.replace(LAST, MORE.replace("than that", "")),
        Merged(
            TABLE.replace(
                LAST, conflict(MORE, "| Runtime | Runs. | @grace, @bob | more |  |\n")
            ),
            1,
        ),
    ),
    "a comment in a cell": (
        TABLE,
        TABLE.replace("| Runs.  ", "| Runs! <!-- sigtool: ignore SIG411: new --> "),
        TABLE.replace("@grace, @bob", "@grace      "),
        Merged(
            TABLE.replace("| Runs.  ", "| Runs! <!-- sigtool: ignore SIG411: new --> ").replace(
                "@grace, @bob", "@grace      "
            )
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("known", [True, False], ids=["registry", "recognised"])
@pytest.mark.parametrize(("base", "ours", "theirs", "merged"), ROWS.values(), ids=ROWS)
def test_a_document(base: str, ours: str, theirs: str, merged: Merged, *, known: bool) -> None:
    assert document(base, ours, theirs, known=known) == merged


def test_a_document_without_a_table_is_merged_as_lines() -> None:
    texts = ("a\n\nb\n\nc\n", "a\n\nb\n\nd\n", "e\n\nb\n\nc\n")
    assert document(*texts) == Merged(*git_merge(*texts))


def test_what_goes_with_a_column_that_one_side_takes_out_is_in_conflict() -> None:
    without = document(MEETS, MEETS, MEETS).text.replace(" Meets |", "").replace(" Monday |", "")
    without = without.replace(" Friday |", "").replace("| - | - | - | - |", "| - | - | - |")
    assert document(MEETS, without, MEETS.replace("Turns.", "T.")) == Merged(
        without.replace("Turns.", "T.")
    )
    edited = MEETS.replace("Monday", "Sunday")
    assert document(MEETS, without, edited) == Merged(*git_merge(MEETS, without, edited))
    assert document(MEETS, without, edited).conflicts == 1


# --- pieces --------------------------------------------------------------------------------------


def test_the_pieces_of_a_text() -> None:
    pieces: list[Piece] = ["a\n", Conflict("b\nx\nc\n", "b\ny\nc\n", "b\nz\nc\n"), "d"]
    assert [side(pieces, which) for which in range(3)] == [
        "a\nb\nx\nc\nd", "a\nb\ny\nc\nd", "a\nb\nz\nc\nd",
    ]  # fmt: skip
    assert marked(pieces, Markers(), "\n") == ("a\nb\n" + conflict("y\n", "z\n") + "c\nd", 1)
    shown = replace(Markers(), has_base=True)
    assert marked(["a", Conflict("", "b", "c")], shown, "\n") == (
        "a\n<<<<<<< ours\nb\n||||||| base\n=======\nc\n>>>>>>> theirs\n", 1,
    )  # fmt: skip
    assert marked([Conflict("", "b\n", "b\n")], Markers(), "\n") == ("b\n", 0)
