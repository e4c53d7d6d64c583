"""The lines that name a SIG as before are found without looking at each line."""

import random

import pytest

from sigtool.community import mentions
from sigtool.text.source import Source

NAMES = ("AI", "Data sets", "数据", "C++", "web", "İzmir")
PIECES = (
    *NAMES, "AIx", "xAI", "ai", "data-sets", "sig-ai", "[x](data-sets/README.md)", "(#ai)", "/web/",
    "data_sets.md", "[数据](x)", "A", "I#", " ", "\n", "\r\n", "\n\n", "text", "İ",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_lines_that_have_none_of_the_words_name_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick = random.Random(seed)
    asked = [
        (Source("a.md", "".join(pick.choices(PIECES, k=12))), set(pick.sample(NAMES, k=2)))
        for _ in range(300)
    ]
    links = ("", "data-sets/README.md", "I#")[:: seed + 1]
    found = [[*mentions._lines(source, old, {"AIx"}, links)] for source, old in asked]
    monkeypatch.setattr(mentions, "_lines_with", lambda source, *_: range(len(source.line_starts)))
    assert [[*mentions._lines(source, old, {"AIx"}, links)] for source, old in asked] == found
    assert any(found)
