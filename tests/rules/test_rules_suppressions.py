"""What is suppressed, by settings and by comments, and SIG901: what need not be."""

from dataclasses import replace
from typing import Final

import pytest
from rules_support import README, REGISTRY, checked, snapshot, told

from sigtool.check import run
from sigtool.check.run import fixed
from sigtool.rules import RULES

MISMATCH: Final = """\
sigs:
  - name: Compiler
    leads:
      - handle: ada
        url: https://example.org/lovelace
  - name: Runtime
    leads:
      - handle: grace
        url: https://example.org/hopper
"""


def codes(registry: str, readme: str | None = None) -> list[str]:
    return [each.code for each in checked(registry, {"README.md": readme} if readme else {})]


IN_TABLE: Final = REGISTRY.replace(
    "handle: ada", "handle: ada\n        url: https://e.org/lovelace"
)
SHOWN: Final = README.replace("@ada", "[@ada](https://e.org/lovelace)")


@pytest.mark.parametrize(
    ("row", "above", "expected"),
    [
        pytest.param("", "", ["SIG404"], id="nothing is suppressed"),
        pytest.param(" <!-- sigtool: ignore SIG404: renamed -->", "", [], id="in the row"),
        pytest.param("", "<!-- sigtool: ignore SIG404: renamed -->\n", [], id="above the table"),
        pytest.param(
            " <!-- sigtool: ignore SIG405: other -->", "", ["SIG404", "SIG901"], id="another rule"
        ),
    ],
)
def test_a_comment_in_the_row_counts_for_what_it_shows(
    row: str, above: str, expected: list[str]
) -> None:
    """The finding stands in the registry, and names the row."""
    assert "lovelace" in SHOWN
    readme = SHOWN.replace("lovelace) |", f"lovelace) |{row}").replace(
        "| Name", f"{above}| Name", 1
    )
    assert sorted(codes(IN_TABLE, readme)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", ["SIG404", "SIG404"], id="nothing is suppressed"),
        pytest.param(
            "- handle: ada", "- handle: ada # sigtool: ignore SIG404", ["SIG404"], id="on its line"
        ),
        pytest.param(
            "- handle: ada",
            "# sigtool: ignore handle-mismatch: renamed\n      - handle: ada",
            ["SIG404"],
            id="above, by name, with a reason",
        ),
        pytest.param(
            "- handle: ada",
            "# sigtool: ignore SIG4\n      # more\n\n      - handle: ada",
            ["SIG404"],
            id="above another comment, by a prefix",
        ),
        pytest.param(
            "- handle: ada",
            "- handle: ada\n        # sigtool: ignore SIG404",
            ["SIG404", "SIG901", "SIG404"],
            id="below, where it counts for the link",
        ),
        pytest.param(
            "- handle: ada",
            "- name: '# sigtool: ignore SIG404'\n        handle: ada",
            ["SIG404", "SIG404"],
            id="a text is no comment",
        ),
        pytest.param(
            "sigs:", "validate: {ignore: [SIG404]}\nsigs:", [], id="everywhere, by a code"
        ),
        pytest.param("sigs:", "validate: {ignore: [SIG4]}\nsigs:", [], id="everywhere, by prefix"),
        pytest.param(
            "sigs:",
            "validate: {per_sig: {runtime: {SIG404: renamed}}}\nsigs:",
            ["SIG404"],
            id="in one SIG",
        ),
        pytest.param(
            "sigs:",
            "validate: {per_sig: {runtime: {SIG404: }}}\nsigs:",
            ["SIG007", "SIG404", "SIG404"],
            id="in one SIG, without the reason",
        ),
    ],
)  # fmt: skip
def test_suppressed(old: str, new: str, expected: list[str]) -> None:
    assert codes(MISMATCH.replace(old, new, 1)) == expected


SHORT: Final = README.replace("| Runtime | Runs them. |", "| Runtime |")


@pytest.mark.parametrize(
    ("readme", "expected"),
    [
        pytest.param(SHORT, ["SIG105", "SIG601", "SIG601"], id="nothing is suppressed"),
        pytest.param(
            SHORT.replace("| Name", "<!-- sigtool: ignore SIG105, SIG601: old -->\n\n| Name"),
            [],
            id="above the table",
        ),
        pytest.param(
            SHORT.replace("@grace", "@grace <!-- sigtool: ignore SIG105, SIG6: to come -->"),
            [],
            id="in a cell of its row",
        ),
        pytest.param(
            "<!-- sigtool: ignore SIG105, SIG601: not here -->\n" + SHORT,
            ["SIG901", "SIG901", "SIG105", "SIG601", "SIG601"],
            id="above the heading",
        ),
        pytest.param(
            SHORT.replace("| Name", "```\n<!-- sigtool: ignore SIG105, SIG601 -->\n```\n| Name"),
            ["SIG105", "SIG601", "SIG601"],
            id="in code",
        ),
    ],
)
def test_suppressed_in_a_document(readme: str, expected: list[str]) -> None:
    assert codes(REGISTRY, readme) == expected


def test_what_is_suppressed_is_not_fixed() -> None:
    registry = REGISTRY.replace(
        "      - handle: ada\n",
        "      - handle: ada\n      - handle: Ada # sigtool: ignore SIG403: two of them\n",
    )
    readme = README.replace("| @ada |", "| @ada, @Ada |")
    before = snapshot(registry, {"README.md": readme})
    assert [told(each) for each in run.check(before, RULES)] == []
    assert fixed(before, RULES) is before


LINKED: Final = """\
sigs:
  - name: Compiler
    readme: https://example.org/gone # sigtool: ignore SIG503: comes back in spring
    leads:
      - handle: ada # sigtool: ignore SIG404
        url: https://example.org/lovelace
"""


def test_a_suppression_of_what_nobody_asked_for_is_not_unused() -> None:
    assert run.check(replace(snapshot(LINKED, {}), answers={}), RULES) == []
    found = "404 Not Found"
    asked = replace(snapshot(LINKED, {}), answers={"https://example.org/gone": found})
    assert run.check(asked, RULES) == []
    there = replace(snapshot(LINKED, {}), answers={"https://example.org/gone": None})
    assert [each.code for each in run.check(there, RULES)] == ["SIG901"]


OUT_OF_DATE: Final = README.replace("# Current", "<!-- sigtool: ignore SIG601 -->\n# Current")


@pytest.mark.parametrize(
    ("registry", "readme", "expected"),
    [
        pytest.param(
            REGISTRY.replace("Runs them.", "[Runs]").replace(
                "- handle: ada", "- handle: ada # sigtool: ignore SIG401"
            ),
            README,
            ["SIG005"],
            id="a registry that cannot be read as a whole",
        ),
        pytest.param(REGISTRY, OUT_OF_DATE.replace("SIGs", "Groups"), ["SIG101"], id="no table"),
        pytest.param(
            REGISTRY.replace("- handle: ada", "- handle: ada # sigtool: ignore SIG404"),
            None,
            ["SIG011"],
            id="no document",
        ),
    ],
)
def test_where_rules_could_not_look_nothing_is_unused(
    registry: str, readme: str | None, expected: list[str]
) -> None:
    before = snapshot(registry, {"README.md": readme})
    assert [each.code for each in run.check(before, RULES)] == expected
    assert fixed(before, RULES) is before
