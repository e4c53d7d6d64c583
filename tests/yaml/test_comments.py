"""The comments of a YAML text: all of them, and nothing that only looks like one."""

import pytest

from sigtool.text.source import Source
from sigtool.yaml.comments import comments
from sigtool.yaml.parse import compose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("# alone", ["# alone"]),
        ("a: b\n", []),
        ("# one\na: b # two\n  # three\n", ["# one", "# two", "# three"]),
        ("a: b#c\n", []),
        ("a: 'b # c' # d\n", ["# d"]),
        ('a: "b # c\n  # d" # e\n', ["# e"]),
        ("'a # b': c\n", []),
        ("a: | # header\n  # text\n  more\n# below\n", ["# header", "# below"]),
        ("a: > # header\n  text\n", ["# header"]),
        ("a: [b, # one\n  'c # d', e] # two\n", ["# one", "# two"]),
        ("- &x 'a # b' # one\n- *x # two\n", ["# one", "# two"]),
        ("a: b # one\r\nc: d # two\r", ["# one", "# two"]),
    ],
)
def test_comments(text: str, found: list[str]) -> None:
    source = Source("x.yaml", text)
    assert [source[span] for span in comments(source, compose(source))] == found
