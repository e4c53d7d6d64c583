"""SIG902 and SIG901: comments to sigtool that do nothing; and comments that are none (B6, B7)."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked

LINKED: Final = REGISTRY.replace(
    "- handle: ada", "- handle: ada # COMMENT\n        url: https://example.org/lovelace"
).replace("      Leads: leads", "      Leads: leads\nvalidate: {ignore: [SIG601, SIG404]}")


def malformed(message: str, at: str, text: str, hint: str) -> Told:
    return Told("SIG902", "malformed-suppression", "warning", message, at, text, hint=hint)


FORM: Final = "write `# sigtool: ignore SIG404: why`"
# A comment, and what is said of it.
IN_YAML: Final = {
    "sigtool: ignore": ("the comment names no rule, so it leaves nothing out", FORM),
    "sigtool: ignore: renamed": ("the comment names no rule, so it leaves nothing out", FORM),
    "sigtool:ignore": ("the comment names no rule, so it leaves nothing out", FORM),
    "sigtool: ignore[SIG404]": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool: disable SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool: disable=SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool: disable handle-mismatch": (
        "the comment names no rule, so it leaves nothing out", FORM,
    ),
    "sigtool: ingore SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool: noqa": ("the comment names no rule, so it leaves nothing out", FORM),
    "sigtool ignore SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool-ignore SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "Sigtool: Ignore SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool: SIG404": ("the comment is not understood, so it leaves nothing out", FORM),
    "sigtool: ignore SIG404 SIG411": (
        "only SIG404 counts in this comment",
        "put a comma between rules: `# sigtool: ignore SIG404, SIG411: why`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("comment", IN_YAML)
def test_a_comment_that_does_nothing(comment: str) -> None:
    message, hint = IN_YAML[comment]
    whole = f"# {comment}"
    found = checked(LINKED.replace("COMMENT", comment))
    assert [each for each in found if each.code != "SIG901"] == [
        malformed(f"{message}: {whole!r}", "sigs.yaml:13:21", whole, hint)
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "sigtool: ignore SIG404: renamed in 2023",
        "sigtool: ignore SIG404, SIG4",
        "sigtool:ignore handle-mismatch renamed",
        "sigtool: ignore SIG404: see SIG411 and disable it",
        "sigtool reads this",
        "sigtool ignores what stands here",
        "sigtool: https://example.org/sigtool",
        "sigtools: ignore",
        "to leave it out, write sigtool: ignore SIG404",
        "noqa",
    ],
)
def test_a_comment_that_works_and_a_remark(comment: str) -> None:
    registry = LINKED.replace("COMMENT", comment).replace("SIG601, SIG404", "SIG601, SIG901")
    assert [each.code for each in checked(registry) if each.code != "SIG404"] == []


IN_DOCUMENT: Final = {
    "above the table": (
        README.replace("| Name", "<!-- sigtool: disable SIG105 -->\n\n| Name"),
        "README.md:3:1", "<!-- sigtool: disable SIG105 -->",
        "the comment is not understood, so it leaves nothing out",
    ),
    "in a cell": (
        README.replace("@ada", "@ada <!-- sigtool: ignore -->"),
        "README.md:5:47", "<!-- sigtool: ignore -->",
        "the comment names no rule, so it leaves nothing out",
    ),
    "behind the last bar, as a marker is written": (
        README.replace("@ada |", "@ada | <!-- sigtool:ignore[SIG105] -->"),
        "README.md:5:49", "<!-- sigtool:ignore[SIG105] -->",
        "the comment is not understood, so it leaves nothing out",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("readme", "at", "text", "message"), IN_DOCUMENT.values(), ids=IN_DOCUMENT)
def test_a_comment_of_a_document_that_does_nothing(
    readme: str, at: str, text: str, message: str
) -> None:
    code = "SIG105" if "SIG105" in text else "SIG404"
    hint = f"write `<!-- sigtool: ignore {code}: why -->`"
    assert checked(REGISTRY, {"README.md": readme}) == [
        malformed(f"{message}: {text!r}", at, text, hint)
    ]


# --- SIG901: a code that is none ----------------------------------------------------------------

NO_RULES: Final = {
    "SIG999": "'SIG999' is no rule",
    "SIG499": "'SIG499' is no rule",
    "MD013": "'MD013' is no rule",
    "404": "'404' is no rule; did you mean SIG404?",
    "SG404": "'SG404' is no rule; did you mean SIG404?",
    "SIG_404": "'SIG_404' is no rule; did you mean SIG404?",
    "handle-mismach": "'handle-mismach' is no rule; did you mean handle-mismatch?",
    "everything": "'everything' is no rule",
}


@pytest.mark.parametrize("word", NO_RULES)
def test_of_a_word_that_is_no_rule_nothing_is_guessed_that_misleads(word: str) -> None:
    found = checked(REGISTRY.replace("- handle: ada", f"- handle: ada # sigtool: ignore {word}"))
    assert [(each.code, each.message, each.hint) for each in found] == [
        ("SIG901", NO_RULES[word], "correct it, or take it away")
    ]


@pytest.mark.parametrize("word", ["SIG901", "unused-suppression", "SIG902", "SIG9"])
def test_the_rules_of_suppressions_are_rules(word: str) -> None:
    found = checked(REGISTRY.replace("sigs:", f"validate: {{ignore: [{word}]}}\nsigs:"))
    assert found == []


def test_what_is_unused_may_itself_be_left_out() -> None:
    comment = "# sigtool: ignore SIG901, SIG404: it comes and goes"
    assert checked(REGISTRY.replace("- handle: ada", f"- handle: ada {comment}")) == []


# --- B6: what is in code or in a comment is none ------------------------------------------------

SHORT: Final = README.replace("| Runtime | Runs them. |", "| Runtime |")
IGNORE: Final = "<!-- sigtool: ignore SIG105, SIG601: old -->"
FIRST: Final = "sigtool: ignore SIG105, SIG601 -->\n<!-- above -->"


@pytest.mark.parametrize(
    ("readme", "expected"),
    [
        pytest.param(SHORT.replace("| Name", f"{IGNORE}\n\n| Name"), [], id="a suppression"),
        pytest.param(
            SHORT.replace("| Name", f"{IGNORE} {IGNORE}\n\n| Name"), [], id="two on one line"
        ),
        pytest.param(
            SHORT.replace("@grace", f"@grace `{IGNORE}`"),
            ["SIG105", "SIG601", "SIG601"],
            id="in a code span",
        ),
        pytest.param(
            SHORT.replace("| Name", f"<!-- as in {IGNORE}\n\n| Name"),
            ["SIG105", "SIG601", "SIG601"],
            id="in a comment",
        ),
        pytest.param(
            README.replace("# Current", "```\n<<<<<<< HEAD\n```\n# Current"), [], id="a conflict"
        ),
        pytest.param(
            README.replace("# Current", "<!--\n<<<<<<< HEAD\n>>>>>>> b\n-->\n# Current"),
            [],
            id="a conflict in a comment",
        ),
        pytest.param(
            README.replace("# Current", "<<<<<<< HEAD\n\n# Current"),
            ["SIG106"],
            id="a conflict that is one",
        ),
    ],
)
def test_in_code_and_in_comments_nothing_counts(readme: str, expected: list[str]) -> None:
    assert sorted(each.code for each in checked(REGISTRY, {"README.md": readme})) == expected


def test_markers_in_a_comment_are_none() -> None:
    registry = REGISTRY.replace("heading: Current SIGs", "marker: sigs")
    readme = (
        README.replace("| Name", "<!-- sigtool:sigs -->\n| Name") + "\n<!-- /sigtool:sigs -->\n"
    )
    before = "<!-- as here: <!-- sigtool:sigs -->\n\n```\n<!-- /sigtool:sigs -->\n```\n\n"
    assert checked(registry, {"README.md": before + readme}) == []


def test_several_suppressions_of_one_place() -> None:
    """Each word of each comment is looked at by itself, whatever lines the others count for."""
    readme = SHORT.replace(
        "| Name", "<!-- sigtool: ignore SIG601 -->\n<!-- sigtool: ignore SIG301 -->\n| Name"
    ).replace("| Runtime |", "| Runtime <!-- sigtool: ignore SIG105 --> |")
    found = checked(REGISTRY, {"README.md": readme})
    assert [(each.code, each.at, each.text) for each in found] == [
        ("SIG901", "README.md:4:22", "SIG301")
    ]
