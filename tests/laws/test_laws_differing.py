"""The laws, over registries and tables that do not say the same: generated ones, and cases."""

import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import laws_differing as laws
import pytest
from command_lines import additions, changes, people, removals
from differing import communities, registry_text
from hypothesis import given, note, settings
from hypothesis import strategies as st
from readings import Files, Item, Table, TableRow
from runs import Command, Run, run_over

EXAMPLES = int(os.environ.get("SIGTOOL_EXAMPLES", "40"))


# --- generated -----------------------------------------------------------------------------------

EDITS = {"add-sig": additions, "edit-sig": changes, "remove-sig": removals, "leads": people}
FIXES: dict[str, tuple[tuple[str, ...], Callable[[Run], Iterator[str]]]] = {
    "safe": (("validate", "--fix"), laws.fix_faults),
    "unsafe": (("validate", "--fix", "--unsafe-fixes"), laws.render_faults),
}
# How `init` takes the tables of each shape by itself, and how it is told their numbers.
INITS = {
    "one": (("README.md",), ("--table", "1")),
    "sections": (("README.md", "--all"), ("--table", "1-2")),
    "languages": (("README.md", "README_en.md"), ("--table", "1")),
}


def shown_faults(run: Run, faults: Iterator[str]) -> list[str]:
    """The faults of a run, which is shown where there are any."""
    note(f"$ sigtool {run.command}\n{run.code}\n{run.stdout}{run.stderr}")
    for files in (run.before, run.after):
        note(files.registry)
        for path, text in files.documents.items():
            note(f"--- {path}\n{text}")
    return list(faults)


@pytest.mark.parametrize("kind", EDITS)
def test_what_an_edit_leaves(kind: str) -> None:
    @settings(deadline=None, max_examples=EXAMPLES)
    @given(st.data(), communities())
    def check(data: st.DataObject, files: Files) -> None:
        run = run_over(files, data.draw(EDITS[kind](files)))
        assert shown_faults(run, laws.edit_faults(run)) == []

    check()


@pytest.mark.parametrize("kind", FIXES)
def test_what_a_fix_leaves(kind: str) -> None:
    arguments, faults = FIXES[kind]

    @settings(deadline=None, max_examples=EXAMPLES)
    @given(communities())
    def check(files: Files) -> None:
        run = run_over(files, Command(arguments))
        assert shown_faults(run, faults(run)) == []

    check()


def are_told_apart(rows: Sequence[TableRow]) -> bool:
    """Whether no two rows have one name; by itself `init` takes no other tables."""
    return len({row.name for row in rows}) == len(rows)


def are_nameless(rows: Sequence[TableRow]) -> bool:
    """Whether rows say something and none has a name; `init` refuses them, also if told to."""
    return not any(row.name for row in rows) and any(row.facts for row in rows)


@pytest.mark.parametrize("shape", INITS)
def test_what_init_takes_over(shape: str) -> None:
    @settings(deadline=None, max_examples=EXAMPLES)
    @given(communities(shape, gaps=False), st.sampled_from([(), ("--force",)]))
    def check(files: Files, more: tuple[str, ...]) -> None:
        before = files if more else replace(files, registry="")
        plain, numbers = INITS[shape]
        named = [{row.name for row in rows} for rows in files.rows]
        by_itself = all(map(are_told_apart, files.rows)) and {""} not in named
        told = plain if by_itself else (*files.documents, *numbers)
        run = run_over(before, Command(("init", *told, *more)))
        assert shown_faults(run, laws.init_faults(run)) == []
        would_lose = bool(more) and "writing it anew would lose" in run.stderr
        is_refused = would_lose or any(map(are_nameless, files.rows))
        assert run.code == (2 if is_refused else 0)
        if not is_refused:
            again = run_over(run.after, Command(("render",)))
            assert shown_faults(again, laws.still_faults(again)) == []

    check()


# --- cases ---------------------------------------------------------------------------------------

ONE = (Table("README.md"),)
TWO = (Table("README.md", None, "zh"), Table("README_en.md", None, "en"))
SECTIONS = (Table("current.md", "current"), Table("incubating.md", "incubating"))
COMPILER: Item = {
    "name": "Compiler",
    "responsibilities": "Compiles.",
    "meets": "weekly",
    "leads": [{"handle": "ada"}],
}
RUNTIME: Item = {"name": "Runtime", "responsibilities": "Runs."}
ROW = "| Compiler | Compiles. | weekly | @ada |\n"
RUNTIME_ROW = "| Runtime | Runs. | | |\n"
QUANTUM = "| Quantum | Qubits. | weekly | @dora |\n"
TEXT = {"name": "AI", "readme": "ai/", "responsibilities": "Thinks."}
TEXT_ROW = "| [AI](ai/) | Thinks. | | |\n"
LED = {**TEXT, "leads": [{"handle": "ada"}]}
LED_ROW = "| [AI](ai/) | Thinks. | | @ada |\n"


def files_of(items: Sequence[Item], *rows: str, tables: Sequence[Table] | None = None) -> Files:
    """A registry of one table, or of one a language, or of others, each with its rows."""
    tables = tables or (ONE if len(rows) == 1 else TWO)
    documents = {}
    for table, own in zip(tables, rows, strict=True):
        head = "| " + " | ".join(table.headers) + " |\n| --- | --- | --- | --- |\n"
        documents[table.path] = f"## {table.section or 'Groups'}\n\n{head}{own}"
    return Files(registry_text(tables, items, comments=False), documents, tables)


def command(line: str, sig: str = "", *fields: str, **more: Any) -> Command:
    return Command(tuple(shlex.split(line)), sig, frozenset(fields), **more)


@pytest.mark.parametrize(
    ("files", "line", "faults"),
    [
        pytest.param(
            files_of([COMPILER], ROW + ROW.replace("@ada |", "@ada | More. |") + QUANTUM),
            command("validate --fix --unsafe-fixes"),
            laws.render_faults,
            id="a second row of a SIG, with a cell beyond the last header",
        ),
        pytest.param(
            files_of(
                [
                    {**RUNTIME, "section": "current", "responsibilities": "Another."},
                    {**RUNTIME, "section": "incubating"},
                ],
                RUNTIME_ROW,
                "",
                tables=SECTIONS,
            ),
            command("validate --fix --unsafe-fixes"),
            laws.render_faults,
            id="a text that the SIG of that name in another section has",
        ),
        pytest.param(
            files_of([COMPILER], ROW + "\n" + QUANTUM),
            command("validate --fix --unsafe-fixes"),
            laws.render_faults,
            id="a row below a blank line that all fixes take out",
        ),
        pytest.param(
            files_of([COMPILER, RUNTIME], ROW + "\n" + RUNTIME_ROW.replace("Runs.", "Other.")),
            command("validate --fix --unsafe-fixes"),
            laws.render_faults,
            id="a text below a blank line that all fixes replace",
        ),
        pytest.param(
            files_of([COMPILER | {"meets": "weekly # since May"}], ROW),
            command("remove-sig Compiler", "Compiler", "*"),
            laws.edit_faults,
            id="a comment beside a field of a SIG that is removed",
        ),
        pytest.param(
            files_of([COMPILER], ROW.replace("@ada", "@ada, @bob")),
            command("rename-lead @ada @bob", people=frozenset({"@ada"}), new_name="@bob"),
            laws.edit_faults,
            id="somebody who gets the name of one whom only the table has",
        ),
        pytest.param(
            files_of([COMPILER], ROW + "\n" + QUANTUM),
            command("add-sig Quantum", "Quantum"),
            laws.edit_faults,
            id="a new SIG whose row stands below a blank line",
        ),
        *(
            pytest.param(
                files_of([TEXT], TEXT_ROW, TEXT_ROW),
                command(f"edit-sig AI --unset {key} --language zh", "AI", key, language="zh"),
                laws.edit_faults,
                id=f"a plain {key} that is taken away in one language",
            )
            for key in ("responsibilities", "readme")
        ),
        *(
            pytest.param(
                files_of(
                    [TEXT | {"leads": [{"handle": "ada"}]}], *[TEXT_ROW[:-3] + "@ada |\n"] * 2
                ),
                command(f"edit-sig AI {words} --language zh", "AI", "leads", language="zh"),
                laws.languages,
                id=f"people of all languages and {words} in one",
            )
            for words in ("--unset leads", "--set leads=@bob")
        ),
        *(
            pytest.param(
                files_of([COMPILER | {"leads": [{"#": "Since 2019.", "handle": "ada"}]}], ROW),
                command(line, "Compiler", *fields, people=people),
                laws.edit_faults,
                id=f"the comment of a lead who goes: {line}",
            )
            for line, fields, people in (
                ("remove-lead Compiler @ada", (), frozenset({"@ada"})),
                ("edit-sig Compiler --unset leads", ("leads",), frozenset()),
                ("edit-sig Compiler --set leads=@bob", ("leads",), frozenset({"@bob"})),
            )
        ),
        pytest.param(
            files_of([COMPILER | {"meets": "weekly # since May"}], ROW),
            command("edit-sig Compiler --unset meets", "Compiler", "meets"),
            laws.edit_faults,
            id="the comment of a text that goes",
        ),
        pytest.param(
            files_of([], "", QUANTUM),
            command("add-sig Quantum --language zh", "Quantum", language="zh"),
            laws.edit_faults,
            id="a new SIG of one language that has a row in another",
        ),
        pytest.param(
            files_of([COMPILER, RUNTIME], QUANTUM + ROW + RUNTIME_ROW),
            command("move-sig Compiler --last", "Compiler", "none", moves=True),
            laws.edit_faults,
            id="a SIG that changes places with the next, below a row of the table alone",
        ),
    ],
)
def test_what_is_left(files: Files, line: Command, faults: Callable[[Run], Iterator[str]]) -> None:
    assert list(faults(run_over(files, line))) == []


@pytest.mark.parametrize(
    ("row", "arguments", "after", "stderr"),
    [
        pytest.param(
            "| Compiler | | weekly | @ada |\n",
            "edit-sig Compiler --responsibilities New.",
            "| Compiler | New. | weekly | @ada |\n",
            "",
            id="a text that the table lacks",
        ),
        pytest.param(
            "| Compiler | Compiles. | weekly | |\n",
            "rename-lead @ada @lovelace",
            "| Compiler | Compiles. | weekly | @lovelace |\n",
            "README.md:5: Compiler: the row had no @ada any more; @lovelace is in it now, as in "
            "the leads of the registry; if they are to go, remove them there\n",
            id="a cell without people",
        ),
        pytest.param(
            "| Compiler | Compiles. | weekly | TBD |\n",
            "rename-lead @ada @lovelace",
            "| Compiler | Compiles. | weekly | @lovelace |\n",
            "README.md:5: Compiler: the row had no @ada any more; @lovelace is in it now, as in "
            "the leads of the registry; if they are to go, remove them there\n",
            id="a placeholder",
        ),
        pytest.param(
            "| Compiler | Compiles. | weekly | @bob (vice) |\n",
            "rename-lead @ada @lovelace",
            "| Compiler | Compiles. | weekly | @bob (vice), @lovelace |\n",
            "README.md:5: Compiler: @bob stays; only the table has them, not the leads of the "
            "registry\n"
            "README.md:5: Compiler: @bob may be @lovelace, whom the row lacked; if so, run sigtool "
            "rename-lead @lovelace @bob, or take @bob out of the row\n",
            id="a cell of others",
        ),
    ],
)
def test_what_only_lacks_is_not_replaced(row: str, arguments: str, after: str, stderr: str) -> None:
    before = files_of([COMPILER], row)
    run = run_over(before, command(arguments))
    assert (run.code, run.stderr, run.after.documents) == (
        0,
        stderr,
        files_of([COMPILER], after).documents,
    )
