"""Choosing rules, running them, and applying what they find."""

import errno
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
import test_rules_cells
import test_rules_drift
import test_rules_persons
import test_rules_tables
from conftest import NO_PROBLEMS, Outcome, Run, contents, process, write_files
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_support import README, REGISTRY, examples, files_of, snapshot

from sigtool.check import run
from sigtool.check.rule import Finding, Rule
from sigtool.check.run import Fixes
from sigtool.check.snapshot import Snapshot
from sigtool.cli.advice import sentence
from sigtool.errors import UnknownName
from sigtool.report.pages import section
from sigtool.rules import RULES
from sigtool.text.diagnostic import Diagnostic, FileEdit, Fix, Location, Severity
from sigtool.text.source import Edit, Source, Span

# --- choosing ----------------------------------------------------------------------------------

CHOICES: Final = {
    "everything": ([], [], [rule.code for rule in RULES]),
    "a code": (["SIG404"], [], ["SIG404"]),
    "a name, in any case": (["Handle-Mismatch"], [], ["SIG404"]),
    "a prefix, in any case": (["sig70"], [], ["SIG701", "SIG702", "SIG703", "SIG704", "SIG705"]),
    "several": (["SIG6", "no-lead"], [], ["SIG401", "SIG601"]),
    "all but some": (["SIG70"], ["SIG701", "link-language"], ["SIG702", "SIG703", "SIG705"]),
    "none": (["SIG4"], ["SIG"], []),
}


@pytest.mark.parametrize(("select", "ignore", "expected"), CHOICES.values(), ids=CHOICES)
def test_rules_are_chosen(select: list[str], ignore: list[str], expected: list[str]) -> None:
    assert [rule.code for rule in run.selected(RULES, select, ignore)] == expected


NO_RULES: Final = {
    "a name with a typing error": ("handle-missmatch", "did you mean handle-mismatch?"),
    "a code that is not there": ("SIG450", "`sigtool rule` lists them"),
    "a number alone": ("404", "did you mean SIG404?"),
    "nothing": ("", "`sigtool rule` lists them"),
}


@pytest.mark.parametrize(("word", "advice"), NO_RULES.values(), ids=NO_RULES)
def test_a_rule_that_is_not_there_is_no_choice(word: str, advice: str) -> None:
    with pytest.raises(UnknownName) as raised:
        run.selected(RULES, [], [word])
    assert sentence(raised.value) == f"no rule is called {word!r}; {advice}"


def _diagnostic(severity: Severity, path: str = "a", start: int = 0, code: str = "X") -> Diagnostic:
    return Diagnostic(code, "", severity, "", Location(Source(path, "abc"), Span(start, start + 1)))


FAILING: Final = [
    ([], False, False),
    ([Severity.NOTE], True, False),
    ([Severity.WARNING, Severity.NOTE], False, False),
    ([Severity.WARNING, Severity.NOTE], True, True),
    ([Severity.NOTE, Severity.ERROR], False, True),
]


@pytest.mark.parametrize(("severities", "strict", "expected"), FAILING)
def test_errors_fail(severities: list[Severity], *, strict: bool, expected: bool) -> None:
    assert run.fails(map(_diagnostic, severities), strict=strict) is expected


def test_diagnostics_come_by_file_place_and_code() -> None:
    places = [("b", 0, "X"), ("a", 1, "X"), ("a", 0, "Y"), ("a", 0, "X")]

    def find(_: Snapshot) -> Iterator[Finding]:
        for path, start, _code in places:
            yield Finding("", _diagnostic(Severity.NOTE, path, start).location)

    rules = [Rule(code, "", Severity.NOTE, find) for code in ("Y", "X")]
    found = run.check(snapshot(REGISTRY), rules)
    assert [(each.location.path, each.location.span.start, each.code) for each in found] == [
        ("a", 0, "X"), ("a", 0, "Y"), ("a", 1, "X"), ("a", 1, "Y"), ("b", 0, "X"), ("b", 0, "Y"),
    ]  # fmt: skip


# --- applying ----------------------------------------------------------------------------------

LETTERS: Final = Source("a", "abcdef")
OTHERS: Final = Source("b", "uvwxyz")


def _fixing(*edits: tuple[Source, int, int, str], safe: bool = True) -> Diagnostic:
    made = tuple(
        FileEdit(source, Edit(Span(start, end), text)) for source, start, end, text in edits
    )
    location = Location(LETTERS, Span(0, 0))
    return Diagnostic("X", "", Severity.ERROR, "", location, fix=Fix("", made, safe=safe))


APPLIED: Final = {
    "nothing": ([], {}),
    "no fix": ([_diagnostic(Severity.ERROR)], {}),
    "one": ([_fixing((LETTERS, 1, 2, "B"))], {"a": "aBcdef"}),
    "one that is not safe": ([_fixing((LETTERS, 1, 2, "B"), safe=False)], {}),
    "two that are apart": (
        [_fixing((LETTERS, 4, 5, "E")), _fixing((LETTERS, 1, 2, "B"))],
        {"a": "aBcdEf"},
    ),
    "two that overlap: the first": (
        [_fixing((LETTERS, 1, 3, "X")), _fixing((LETTERS, 2, 4, "Y"))],
        {"a": "aXdef"},
    ),
    "two that touch: the first": (
        [_fixing((LETTERS, 1, 2, "B")), _fixing((LETTERS, 2, 3, "C"))],
        {"a": "aBcdef"},
    ),
    "two insertions at one place: the first": (
        [_fixing((LETTERS, 1, 1, "1")), _fixing((LETTERS, 1, 1, "2"))],
        {"a": "a1bcdef"},
    ),
    "the same twice: once": (
        [_fixing((LETTERS, 1, 2, "B")), _fixing((LETTERS, 1, 2, "B"))],
        {"a": "aBcdef"},
    ),
    "one of two edits overlaps: neither": (
        [
            _fixing((LETTERS, 1, 2, "B")),
            _fixing((LETTERS, 4, 5, "E"), (LETTERS, 1, 2, "X")),
        ],
        {"a": "aBcdef"},
    ),
    "two files": (
        [_fixing((LETTERS, 1, 2, "B"), (OTHERS, 1, 2, "V"))],
        {"a": "aBcdef", "b": "uVwxyz"},
    ),
    "two files, and one edit overlaps: neither": (
        [_fixing((OTHERS, 1, 2, "V")), _fixing((LETTERS, 1, 2, "B"), (OTHERS, 1, 2, "X"))],
        {"b": "uVwxyz"},
    ),
}


@pytest.mark.parametrize(("diagnostics", "expected"), APPLIED.values(), ids=APPLIED)
def test_fixes_that_do_not_overlap_are_applied(
    diagnostics: list[Diagnostic], expected: Mapping[str, str]
) -> None:
    changed = run.applied(diagnostics)
    assert {path: source.text for path, source in changed.items()} == expected


def _texts(found: Snapshot) -> dict[str, str]:
    documents = {path: each.source.text for path, each in found.documents.items() if each}
    return {"sigs.yaml": found.source.text, **documents}


TWICE: Final = "      - handle: grace\n      - handle: Grace\n      - handle: GRACE\n"
FIXED: Final = {
    "nothing to be fixed": (REGISTRY, README, REGISTRY, README),
    "mentions that stand side by side go one after the other, and the table follows": (
        REGISTRY.replace("      - handle: grace\n", TWICE),
        README.replace("@grace", "@grace, @Grace, @GRACE"),
        REGISTRY,
        README,
    ),
    "a value that can be shown at last is shown": (
        REGISTRY.replace("Runs them.", "|\n      Runs them,\n      and says so."),
        README.replace("Runs them. ", ""),
        REGISTRY.replace("Runs them.", "Runs them, and says so."),
        README.replace("Runs them.", "Runs them, and says so."),
    ),
    "rows and cells of one table": (
        REGISTRY,
        README.replace("| Runtime | Runs them. | @grace |\n", "").replace("@ada ", ""),
        REGISTRY,
        README,
    ),
    "cells of a table from which a row would go: the row stays, for somebody to decide": (
        REGISTRY,
        README.replace("@ada ", "") + "| New | | |\n",
        REGISTRY,
        README + "| New | | |\n",
    ),
    "an aligned table": (
        REGISTRY.replace("handle: ada", "handle: lovelace"),
        test_rules_drift.ALIGNED.replace("@ada ", "     ").replace("Runs.", "     "),
        REGISTRY.replace("handle: ada", "handle: lovelace"),
        """\
# Current SIGs

| Name     | About                     | Leads     |
| -------- | ------------------------- | --------- |
| Compiler | Turns text into programs. | @lovelace |
| Runtime  | Runs them.                | @grace    |
""",
    ),
    "no fix where a key may only seem to be unknown": (
        REGISTRY.replace("handle: grace", "handel: grace"),
        README,
        REGISTRY.replace("handle: grace", "handel: grace"),
        README,
    ),
}


@pytest.mark.parametrize(
    ("registry", "readme", "registry_after", "readme_after"), FIXED.values(), ids=FIXED
)
def test_fixes_are_made_until_there_are_none(
    registry: str, readme: str, registry_after: str, readme_after: str
) -> None:
    after = run.fixed(snapshot(registry, {"README.md": readme}), RULES)
    assert _texts(after) == {"sigs.yaml": registry_after, "README.md": readme_after}


# What replaces or removes something that the table says is done only where that is asked for.
REPLACED: Final = {
    "a value that can be shown at last": (
        REGISTRY.replace("Runs them.", "|\n      Runs them,\n      and says so."),
        README,
        REGISTRY.replace("Runs them.", "Runs them, and says so."),
        README.replace("Runs them.", "Runs them, and says so."),
    ),
    "rows and cells of one table": (
        REGISTRY,
        README.replace("| Runtime | Runs them. | @grace |\n", "").replace("@ada", "@edsger"),
        REGISTRY,
        README,
    ),
    "cells of a table, and a row that goes": (
        REGISTRY,
        README.replace("@ada", "@edsger") + "| New | | |\n",
        REGISTRY,
        README,
    ),
    "an aligned table": (
        REGISTRY.replace("handle: ada", "handle: lovelace"),
        test_rules_drift.ALIGNED,
        *FIXED["an aligned table"][2:],
    ),
}


@pytest.mark.parametrize(
    ("registry", "readme", "registry_after", "readme_after"), REPLACED.values(), ids=REPLACED
)
def test_a_fix_replaced_what_the_table_said(
    registry: str, readme: str, registry_after: str, readme_after: str
) -> None:
    before = snapshot(registry, {"README.md": readme})
    # What is missing is added, which is safe.
    row = "" if "| Runtime" in readme else "| Runtime | Runs them. | @grace |\n"
    assert _texts(run.fixed(before, RULES))["README.md"] == readme + row
    after = run.fixed(before, RULES, fixes=Fixes.ALL)
    assert _texts(after) == {"sigs.yaml": registry_after, "README.md": readme_after}


def test_a_row_that_a_fix_brings_into_the_table_is_not_taken_out_of_it() -> None:
    """The blank line above it goes; what the registry does not have is for somebody to decide."""
    readme = README + "\n| New | Says so. | @eve |\n"
    after = run.fixed(snapshot(REGISTRY, {"README.md": readme}), RULES, fixes=Fixes.ALL)
    whole = README + "| New | Says so. | @eve |\n"
    assert _texts(after) == {"sigs.yaml": REGISTRY, "README.md": whole}


def test_only_the_rules_that_are_chosen_fix() -> None:
    before = snapshot(REGISTRY.replace("      - handle: grace\n", TWICE))
    assert run.fixed(before, run.selected(RULES, ["SIG601"], [])).source == before.source


def test_what_has_nothing_to_be_fixed_is_what_it_was() -> None:
    before = snapshot(REGISTRY)
    assert run.fixed(before, RULES) is before


def test_rules_that_are_never_content_change_nothing() -> None:
    def find(found: Snapshot) -> Iterator[Finding]:
        edit = FileEdit(found.source, Edit(Span(0, 0), "#\n"))
        yield Finding("", Location(found.source, Span(0, 0)), fix=Fix("", (edit,)))

    before = snapshot(REGISTRY)
    assert run.fixed(before, [Rule("X", "", Severity.ERROR, find)]) is before


def _firing() -> Iterator[tuple[str, str | bytes, Mapping[str, str | bytes | None]]]:
    """Every case in which some rule finds something."""
    for rule in RULES:
        text = dict(examples(section(rule)))["Bad"]
        yield f"{rule.code}: its page", *files_of(text)
    for module in (test_rules_tables, test_rules_cells, test_rules_drift):
        for name, (registry, readme, _) in module.CASES.items():
            yield name, registry, {"README.md": readme}
    for name, (registry, _) in test_rules_persons.CASES.items():
        yield name, registry, {}


FIRING: Final = {name: (registry, documents) for name, registry, documents in _firing()}


@pytest.mark.parametrize(("registry", "documents"), FIRING.values(), ids=FIRING)
def test_what_is_fixed_is_no_worse(
    registry: str | bytes, documents: Mapping[str, str | bytes | None]
) -> None:
    before = snapshot(registry, documents)
    after = run.fixed(before, RULES)
    found = run.check(after, RULES)
    had = Counter((each.code, each.message) for each in run.check(before, RULES))
    has = Counter((each.code, each.message) for each in found)
    assert has - had == Counter()
    assert run.applied(found) == {}
    assert _texts(run.fixed(after, RULES)) == _texts(after)


DAMAGE: Final = [
    *(
        "",
        " ",
        "\n",
        "\r\n",
        "|",
        "\u200b",
        "\u202e",
        "#",
        ": ",
        "is is ",
        "TBD",
        "[x] (y)",
        "（注）",
    ),
    *("- name: A\n", "<b>a</b>", "| Runtime | Runs them. | @grace |\n", "@ada, @Ada"),
]
MUTATIONS: Final = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(DAMAGE)), max_size=3
)


def mutated(text: str, changes: list[tuple[int, int, str]]) -> str:
    """A text with something in the place of some of it."""
    for at, length, new in changes:
        start = at % (len(text) + 1)
        text = text[:start] + new + text[start + length :]
    return text


def gravity(found: list[Diagnostic]) -> tuple[int, ...]:
    counts = Counter(each.severity for each in found)
    return tuple(counts[severity] for severity in Severity)


@settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "150")))
@given(MUTATIONS, MUTATIONS, st.sampled_from(list(Fixes)))
def test_what_is_fixed_of_damaged_files_is_better_or_untouched(
    in_registry: list[tuple[int, int, str]],
    in_document: list[tuple[int, int, str]],
    fixes: Fixes,
) -> None:
    registry, readme = mutated(REGISTRY, in_registry), mutated(README, in_document)
    before = snapshot(registry, {"README.md": readme})
    after = run.fixed(before, RULES, fixes=fixes)
    had, has = run.check(before, RULES), run.check(after, RULES)
    if after is before:
        assert _texts(after) == _texts(snapshot(registry, {"README.md": readme}))
    else:
        assert gravity(has) < gravity(had)


# --- on disk -----------------------------------------------------------------------------------

DUPLICATE: Final = REGISTRY.replace("      - handle: grace\n", TWICE)
STALE: Final = README.replace("Runs them. ", "")
FIXED_BOTH: Final = Outcome(0, "", "Fixed sigs.yaml.\nFixed README.md.\nNo problems found.\n")


def test_fix_writes_what_it_mends(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": DUPLICATE, "README.md": STALE})
    assert sigtool("validate", "--fix") == FIXED_BOTH
    assert contents(repository) == {"sigs.yaml": REGISTRY.encode(), "README.md": README.encode()}
    assert sigtool("validate", "--fix") == NO_PROBLEMS


def test_fix_keeps_a_byte_order_mark_and_line_endings(repository: Path, sigtool: Run) -> None:
    def stored(text: str) -> bytes:
        return b"\xef\xbb\xbf" + text.rstrip("\n").replace("\n", "\r\n").encode()

    write_files(repository, {"sigs.yaml": stored(DUPLICATE), "README.md": stored(STALE)})
    assert sigtool("validate", "--fix") == FIXED_BOTH
    assert contents(repository) == {"sigs.yaml": stored(REGISTRY), "README.md": stored(README)}


def test_fix_leaves_alone_what_it_does_not_mend(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": REGISTRY, "README.md": STALE})
    time = (repository / "sigs.yaml").stat().st_mtime_ns
    assert sigtool("validate", "--fix") == Outcome(0, "", "Fixed README.md.\nNo problems found.\n")
    assert (repository / "sigs.yaml").stat().st_mtime_ns == time


def test_fix_writes_all_or_nothing(
    repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(repository, {"sigs.yaml": DUPLICATE, "README.md": STALE})
    before = contents(repository)
    replaced: list[str] = []

    def replace(source: str, target: str) -> None:
        replaced.append(target)
        if len(replaced) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        Path(source).rename(target)

    monkeypatch.setattr(os, "replace", replace)
    message = "README.md: cannot be written: No space left on device; nothing was changed"
    assert sigtool("validate", "--fix") == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(repository) == before


PLACES: Final = {
    "a folder below": ("inner", ["validate", "--fix"]),
    "another folder": ("..", ["--file", "repository/sigs.yaml", "validate", "--fix"]),
    "an absolute path": ("..", ["--file", "{}/sigs.yaml", "validate", "--fix"]),
    "through a link to a folder, and up": (
        ".",
        ["--file", "link/../sigs.yaml", "validate", "--fix"],
    ),
}


@pytest.mark.parametrize(("folder", "arguments"), PLACES.values(), ids=PLACES)
def test_fix_finds_the_files_from_anywhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch, folder: str, arguments: list[str]
) -> None:
    # `link/..` is the repository's folder; as text it would be the folder that `link` is in.
    (repository / "inner/most").mkdir(parents=True)
    write_files(repository, {"sigs.yaml": DUPLICATE, "README.md": STALE})
    if "link" in arguments[1]:
        (repository.parent / "elsewhere").mkdir()
        (repository.parent / "elsewhere/link").symlink_to(repository / "inner")
        monkeypatch.chdir(repository.parent / "elsewhere")
    else:
        monkeypatch.chdir(repository / folder)
    outcome = process(*(argument.format(repository) for argument in arguments))
    assert (outcome.code, outcome.stdout) == (0, "")
    assert outcome.stderr.endswith("No problems found.\n")
    assert contents(repository) == {"sigs.yaml": REGISTRY.encode(), "README.md": README.encode()}


SECOND: Final = "  - path: {}\n    heading: Current SIGs\n    columns: {{Name: name}}\nsigs:\n"


def test_fix_knows_a_document_under_two_spellings(repository: Path, sigtool: Run) -> None:
    second = SECOND.format("./README.md").replace("Current", "Our")
    write_files(repository, {"sigs.yaml": DUPLICATE.replace("sigs:\n", second)})
    ours = "\n# Our SIGs\n\n| Name |\n| - |\n| Compiler |\n"
    write_files(repository, {"README.md": STALE + ours})
    assert sigtool("validate", "--fix") == FIXED_BOTH
    assert contents(repository) == {
        "sigs.yaml": REGISTRY.replace("sigs:\n", second).encode(),
        "README.md": (README + ours + "| Runtime |\n").encode(),
    }


def test_fix_knows_a_document_under_two_names(repository: Path, sigtool: Run) -> None:
    second = SECOND.format("other.md").replace("Current", "Our")
    write_files(repository, {"sigs.yaml": REGISTRY.replace("sigs:\n", second)})
    ours = "\n# Our SIGs\n\n| Name |\n| - |\n| Compiler |\n"
    write_files(repository, {"README.md": STALE + ours})
    (repository / "other.md").symlink_to("README.md")
    assert sigtool("validate", "--fix") == Outcome(0, "", "Fixed README.md.\nNo problems found.\n")
    after = (README + ours + "| Runtime |\n").encode()
    assert contents(repository) == {
        "sigs.yaml": REGISTRY.replace("sigs:\n", second).encode(),
        "README.md": after,
        "other.md": after,
    }
    assert (repository / "other.md").is_symlink()


def test_strict_fails_on_a_warning(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": b"sigs: [{name: A, leads: TBD}]\n"})
    told = "sigs.yaml:1:25: warning SIG202 placeholder: A: leads is a placeholder: 'TBD'\n"
    concise = ("validate", "--output-format", "concise")
    assert sigtool(*concise) == Outcome(0, told, "Found 1 warning.\n")
    assert sigtool(*concise, "--strict") == Outcome(1, told, "Found 1 warning.\n")
