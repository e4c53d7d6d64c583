"""`sync` where a cell of a table names somebody twice: the second mention is no fact of its own."""

from collections.abc import Sequence

import pytest
from syncing import Files, Outcome, bring_together


def files(leads: str, english: str, chinese: str) -> Files:
    tables = "".join(
        f"  - {{path: {path}, language: {code}, columns: {{Name: name, Leads: leads}}}}\n"
        for path, code in (("README.md", "en"), ("README.zh.md", "zh"))
    )
    return Files(
        f"tables:\n{tables}sigs:\n  - {{name: Docs, leads: [{leads}]}}\n",
        {
            "README.md": f"| Name | Leads |\n|---|---|\n| Docs | {english} |\n",
            "README.zh.md": f"| Name | Leads |\n|---|---|\n| Docs | {chinese} |\n",
        },
    )


@pytest.mark.parametrize(
    ("then", "now", "facts", "after"),
    [
        pytest.param(
            ("'@ada'", "@ada", "@ada"), ("'@ada'", "@ada, @ada", "@ada"), [], None, id="as she was"
        ),
        pytest.param(
            ("'@ada'", "@ada", "@ada"), ("'@ada'", "@ada, @Ada", "@ada"), [], None, id="otherwise"
        ),
        pytest.param(
            ("'@ada'", "@ada", "@ada"),
            ("'@ada'", "@ada, @grace, @ada", "@ada"),
            ["0 Docs leads @grace: - | @grace | -: table"],
            ("'@ada', '@grace'", "@ada, @grace, @ada", "@ada, @grace"),
            id="and somebody added",
        ),
        pytest.param(
            ("'@ada'", "@ada", "@ada"),
            ("'@lovelace'", "@ada, @ada", "@ada"),
            [
                "0 Docs leads @lovelace.handle: lovelace | ada | ada: registry",
                "1 Docs leads @lovelace.handle: lovelace | ada | ada: registry",
            ],
            ("'@lovelace'", "@lovelace", "@lovelace"),
            id="and renamed in the registry",
        ),
        pytest.param(
            ("'@ada', '@ada'", "@ada, @ada", "@ada, @ada"),
            ("'@ada'", "@ada, @ada", "@ada"),
            ["0 Docs leads @ada: - | @ada | @ada: registry"],
            ("'@ada'", "@ada", "@ada"),
            id="both had her twice, and the registry has not",
        ),
    ],
)
def test_a_second_mention_is_not_taken(
    then: tuple[str, str, str],
    now: tuple[str, str, str],
    facts: Sequence[str],
    after: tuple[str, str, str] | None,
) -> None:
    found = bring_together(files(*now), files(*then))
    assert found == Outcome(files(*(after or now)), facts)


def test_a_new_row_gives_each_person_once() -> None:
    def with_row(items: str, row: str) -> Files:
        return Files(
            "tables:\n  - {path: README.md, columns: {Name: name, Leads: leads}}\n"
            f"sigs:\n  - name: Docs\n{items}",
            {"README.md": f"| Name | Leads |\n|---|---|\n| Docs | |\n{row}"},
        )

    row = "| Rust | @ada, @grace, @ada |\n"
    assert bring_together(with_row("", row), with_row("", "")) == Outcome(
        with_row("  - name: Rust\n    leads:\n      - handle: ada\n      - handle: grace\n", row),
        ["0 Rust row: - | Rust | -: table"],
    )
