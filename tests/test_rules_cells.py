"""SIG2xx and SIG3xx: what cells would have to hold, and the names of SIGs."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked

ONE_LINE: Final = "put it on one line; <br> begins another one in the cell"
PLAIN_WORDS: Final = "write its name, link, affiliation and role plainly, on one line"


def as_text(message: str, at: str, text: str) -> Told:
    hint = "write a list of persons, as `- handle: ada`, or take it away"
    return Told("SIG201", "unstructured-people", "warning", message, at, text, hint=hint)


def unshowable(message: str, at: str, text: str, hint: str, new: str = "") -> Told:
    gone = [f"-{line}" for line in f"    responsibilities: {text}".split("\n")]
    fix = ("put it on one line", True, (*gone, f"+    responsibilities: {new}")) if new else None
    return Told("SIG204", "line-break", "error", message, at, text, (), fix, hint)


def several(text: str, new: str = "") -> Told:
    message = "Runtime: responsibilities has several lines, a cell of a table has one"
    return unshowable(message, "sigs.yaml:14:23", text, ONE_LINE, new)


def about(text: str) -> str:
    return REGISTRY.replace("responsibilities: Runs them.", f"responsibilities: {text}")


CASES: Final = {
    # --- SIG201
    "people that are persons": (REGISTRY, README, []),
    "people that are not read": (
        REGISTRY.replace("leads:\n      - handle: grace", "leads: ask @ada, (on Mondays) @grace"),
        README.replace("@grace", "ask @ada, (on Mondays) @grace"),
        [
            as_text(
                "Runtime: leads is text, not persons: 'ask @ada, (on Mondays) @grace'",
                "sigs.yaml:15:12", "ask @ada, (on Mondays) @grace",
            )
        ],
    ),
    "people that are not read, at length": (
        f"sigs: [{{name: Runtime, leads: {'待定 ' * 40}}}]\n",
        README.partition("#")[0],
        [
            as_text(
                "Runtime: leads is text, not persons: '" + ("待定 " * 20)[:59] + "…'",
                "sigs.yaml:1:31", ("待定 " * 40).strip(),
            )
        ],
    ),
    # --- SIG204
    "a paragraph of several lines": (
        about("|\n      Runs\n      them."), README,
        [several("|\n      Runs\n      them.", "Runs them.")],
    ),
    "a text folded by YAML is one line": (about(">-\n      Runs\n      them."), README, []),
    "a line break at the end is none": (about("|\n      Runs them."), README, []),
    "a list cannot be joined": (
        about("|\n      Runs:\n      - them."), README, [several("|\n      Runs:\n      - them.")],
    ),
    "a numbered list cannot be joined": (
        about("|\n      Runs\n      1. them."), README, [several("|\n      Runs\n      1. them.")],
    ),
    "two paragraphs cannot be joined": (
        about("|\n      Runs\n\n      them."), README, [several("|\n      Runs\n\n      them.")],
    ),
    "a hard line break cannot be joined": (
        about("|\n      Runs\\\n      them."), README, [several("|\n      Runs\\\n      them.")],
    ),
    "several lines that no table shows": (
        "sigs:\n  - name: A\n    responsibilities: |\n      a\n      b\n    leads: [{url: '/'}]\n",
        "", [],
    ),
    "a person of whom a cell cannot say all": (
        REGISTRY.replace("- handle: grace", "- handle: grace\n        affiliation: a|b"), README,
        [
            unshowable(
                "Runtime: @grace in leads would read differently in a table",
                "sigs.yaml:16:9", "handle: grace\n        affiliation: a|b", PLAIN_WORDS,
            )
        ],
    ),
    "a name that would read as a link": (
        REGISTRY.replace("name: Runtime", "name: '[Run](time)'"),
        README.replace("Runtime", "\\[Run](time)"),
        [
            unshowable(
                "[Run](time): name would read differently in a table", "sigs.yaml:13:11",
                "'[Run](time)'",
                "write it without the characters that Markdown takes for markup",
            )
        ],
    ),
    # --- SIG301
    "names that differ": ("sigs: [{name: Front End}, {name: Front Ends}]\n", "", []),
    "names of nothing but marks that differ": ("sigs: [{name: '-'}, {name: _}]\n", "", []),
    "names that people take for one": (
        "sigs:\n  - name: Front End\n  - name: front-end\n  - name: '`Front_End`'\n",
        "",
        [
            Told(
                "SIG301", "duplicate-name", "error",
                f"{name.strip(chr(39))}: there is a SIG called 'Front End' already", at, name,
                (("the first is here", "sigs.yaml:2:11"),),
                hint="merge the two, or rename one",
            )
            for at, name in (
                ("sigs.yaml:3:11", "front-end"), ("sigs.yaml:4:11", "'`Front_End`'"),
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "readme", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_values_and_names(registry: str, readme: str, expected: list[Told]) -> None:
    assert checked(registry, {"README.md": readme}) == expected


def test_what_two_tables_cannot_show_is_told_once() -> None:
    columns = "{Name: name, About: responsibilities, Leads: leads}"
    second = f"  - path: other.md\n    heading: Current SIGs\n    columns: {columns}\nsigs:\n"
    registry = about("|\n      Runs\n      them.").replace("sigs:\n", second)
    assert [each.code for each in checked(registry, {"README.md": README, "other.md": README})] == [
        "SIG204"
    ]


def test_lines_are_joined_in_the_language_that_has_several() -> None:
    registry = (
        "tables:\n  - path: README.md\n    heading: SIGs\n    language: en\n"
        "    columns: {Name: name, About: responsibilities}\n"
        "sigs:\n  - name: Compiler\n    responsibilities:\n      en: |\n        Turns text\n"
        "        into programs.\n"
    )
    readme = "# SIGs\n\n| Name | About |\n| - | - |\n| Compiler | |\n"
    assert checked(registry, {"README.md": readme}) == [
        Told(
            "SIG204",
            "line-break",
            "error",
            "Compiler: responsibilities has several lines, a cell of a table has one",
            "sigs.yaml:9:11",
            "|\n        Turns text\n        into programs.",
            (),
            (
                "put it on one line",
                True,
                (
                    "-      en: |",
                    "-        Turns text",
                    "-        into programs.",
                    "+      en: Turns text into programs.",
                ),
            ),
            ONE_LINE,
        )
    ]
