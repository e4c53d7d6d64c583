"""`sync` where the registry has another handle or name for somebody, and the table their list."""

from collections.abc import Sequence

import pytest
from syncing import Files, Outcome, bring_together


def files(registry: str, table: str) -> Files:
    items = f"sigs:\n  - {{name: Docs, leads: [{registry}]}}\n"
    return Files(
        f"tables:\n  - {{path: README.md, columns: {{Name: name, Leads: leads}}}}\n{items}",
        {"README.md": f"| Name | Leads |\n|---|---|\n| Docs | {table} |\n"},
    )


@pytest.mark.parametrize(
    ("then", "registry", "table", "facts", "after"),
    [
        pytest.param(
            ("'@ada'", "@ada"),
            "'@lovelace'",
            "@ada, @neo",
            [
                "0 Docs leads @lovelace.handle: lovelace | ada | ada: registry",
                "0 Docs leads @neo: - | @neo | -: table",
            ],
            ("'@lovelace', '@neo'", "@lovelace, @neo"),
            id="renamed, and somebody added behind her",
        ),
        pytest.param(
            ("{handle: ada, url: 'https://e.org/ada'}", "[@ada](https://e.org/ada)"),
            "{handle: lovelace, url: 'https://e.org/lovelace'}",
            "[@ada](https://e.org/ada), @neo",
            [
                "0 Docs leads @lovelace.handle: lovelace | ada | ada: registry",
                "0 Docs leads @lovelace.url: https://e.org/lovelace | https://e.org/ada | "
                "https://e.org/ada: registry",
                "0 Docs leads @neo: - | @neo | -: table",
            ],
            (
                "{handle: lovelace, url: 'https://e.org/lovelace'}, {handle: neo}",
                "[@lovelace](https://e.org/lovelace), @neo",
            ),
            id="with a link",
        ),
        pytest.param(
            ("'@ada', '@grace'", "@ada, @grace"),
            "'@lovelace', '@hopper'",
            "@ada, @neo, @grace",
            [
                "0 Docs leads @lovelace.handle: lovelace | ada | ada: registry",
                "0 Docs leads @hopper.handle: hopper | grace | grace: registry",
                "0 Docs leads @neo: - | @neo | -: table",
            ],
            ("'@lovelace', '@neo', '@hopper'", "@lovelace, @neo, @hopper"),
            id="two renamed, and somebody added between them",
        ),
        pytest.param(
            ("{name: Ada}, '@grace'", "Ada; @grace"),
            "{name: Ada Lovelace}, '@grace'",
            "@neo; @grace; Ada",
            [
                "0 Docs leads Ada Lovelace.name: Ada Lovelace | Ada | Ada: registry",
                "0 Docs leads @neo: - | @neo | -: table",
                "0 Docs leads order: Ada Lovelace, @grace | @grace, Ada Lovelace | "
                "Ada Lovelace, @grace: table",
            ],
            ("{handle: neo}, '@grace', {name: Ada Lovelace}", "@neo; @grace; Ada Lovelace"),
            id="called by name, and moved in the table",
        ),
        pytest.param(
            ("'@ada', '@grace'", "@ada, @grace"),
            "'@lovelace', '@grace'",
            "@ada (ACME), @grace",
            [
                "0 Docs leads @lovelace: @lovelace | - | -: registry",
                "0 Docs leads @ada: - | @ada | @ada: both",
            ],
            ("'@lovelace', '@grace'", "@lovelace, @ada (ACME), @grace"),
            id="the table says something new of her: two people, as far as anybody knows",
        ),
        pytest.param(
            ("'@ada', '@grace'", "@ada, @grace"),
            "'@grace', '@lovelace'",
            "@ada, @neo, @grace",
            [
                "0 Docs leads @lovelace: @lovelace | - | -: registry",
                "0 Docs leads @ada: - | @ada | @ada: registry",
                "0 Docs leads @neo: - | @neo | -: table",
            ],
            ("'@neo', '@grace', '@lovelace'", "@neo, @grace, @lovelace"),
            id="one removed, and another added elsewhere",
        ),
    ],
)
def test_a_lead_whom_the_registry_renamed_lost_her_place(
    then: tuple[str, str],
    registry: str,
    table: str,
    facts: Sequence[str],
    after: tuple[str, str],
) -> None:
    # Whether the rename is committed already or not.
    for commits in ([files(*then)], [files(registry, then[1]), files(*then)]):
        found = bring_together(files(registry, table), *commits)
        assert found == Outcome(files(*after), list(facts))


def test_a_lead_in_the_place_of_another_in_the_table_is_somebody_else() -> None:
    """What the registry has of the one is not the other's."""
    then = files("{handle: ada, x-own: 1}, '@grace'", "@ada, @grace")
    now = files("{handle: ada, x-own: 1}, '@grace'", "@lovelace, @grace")
    assert bring_together(now, then) == Outcome(
        files("{handle: lovelace}, '@grace'", "@lovelace, @grace"),
        [
            "0 Docs leads @ada: @ada | - | @ada: table",
            "0 Docs leads @lovelace: - | @lovelace | -: table",
        ],
    )
