"""What git leaves in a file that it could not merge."""

from typing import Final

import pytest

from sigtool.text.conflicts import conflicts
from sigtool.text.source import Source

OURS, THEIRS = "<<<<<<< HEAD", ">>>>>>> topic"
WHOLE: Final = f"{OURS}\na\n=======\nb\n{THEIRS}"

# A text, and its conflicts.
CASES: Final = {
    "nothing": ("", []),
    "a text": ("a\n=======\nb\n", []),
    "a whole conflict": (f"x\n{WHOLE}\ny\n", [WHOLE]),
    "at the very end": (WHOLE, [WHOLE]),
    "two of them": (f"{WHOLE}\n{WHOLE}\n", [WHOLE, WHOLE]),
    "with what was there before": (
        WHOLE.replace("=", "||||||| base\nc\n=", 1),
        [WHOLE.replace("=", "||||||| base\nc\n=", 1)],
    ),
    "without a name of ours": (WHOLE.replace(" HEAD", ""), [WHOLE.replace(" HEAD", "")]),
    "lines that end with CRLF": (WHOLE.replace("\n", "\r\n"), [WHOLE.replace("\n", "\r\n")]),
    "lines that end with CR": (WHOLE.replace("\n", "\r"), [WHOLE.replace("\n", "\r")]),
    "only the first marker left": (f"a\n{OURS}\nb\n", [OURS]),
    "only the last marker left": (f"a\n{THEIRS}\nb\n", [THEIRS]),
    "the first marker twice": (f"{OURS}\n{WHOLE}\n", [OURS, WHOLE]),
    "the last marker twice": (f"{WHOLE}\n{THEIRS}\n", [WHOLE, THEIRS]),
    "inside a line": (f"a {OURS}\na {THEIRS}\n", []),
    "indented": (f"  {OURS}\n  {THEIRS}\n", []),
    "longer": ("<<<<<<<< HEAD\n>>>>>>>> topic\n", []),
    "shorter": ("<<<<<< HEAD\n>>>>>> topic\n", []),
    "a quote in a quote, seven deep, of nothing": (">>>>>>>\n", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_conflicts_are_found(text: str, expected: list[str]) -> None:
    source = Source("README.md", text)
    assert [source[span] for span in conflicts(source)] == expected


def test_a_file_of_nothing_but_markers_is_read_in_time() -> None:
    source = Source("README.md", f"{OURS}\n" * 20_000)
    assert len(list(conflicts(source))) == 20_000
