"""The tree of a YAML text, with either parser, and texts spelled as scalars."""

import json
import os
import re
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml_mutants
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.resolver import implicit_resolvers
from shell import ROOT
from strategies_yaml import LAYOUTS, Layout, layouts, texts

from sigtool.model import Registry
from sigtool.text.source import Source
from sigtool.yaml import parse
from sigtool.yaml.parse import parsed, spelled
from sigtool.yaml.tree import Alias, MappingNode, Node, Scalar, SequenceNode, YamlFault, resolved


def tree(text: str, *, pure: bool = False) -> Any:
    """The tree of a text: the texts that its nodes stand on, with values and styles."""
    source = Source("x.yaml", text)
    return shown(source, parsed(source, pure=pure))


def shown(source: Source, node: Node | None) -> Any:
    if node is None:
        return None
    place = source[node.span]
    if isinstance(node, Alias):
        return ("*", place)
    if isinstance(node, Scalar):
        return (place, node.value) if place != node.value else place
    if isinstance(node, SequenceNode):
        return [shown(source, item) for item in node.items]
    return {
        json.dumps(shown(source, entry.key)): shown(source, entry.value) for entry in node.entries
    }


def places(node: Node | None) -> Any:
    """All that is known of a tree."""
    if node is None:
        return None
    kind = MappingNode if isinstance(node, MappingNode) else type(node)
    known: tuple[Any, ...] = (kind.__name__, node.start, node.begin, node.end)
    if isinstance(node, Alias):
        return (*known, node.target.begin)
    if isinstance(node, Scalar):
        return (*known, node.value, node.style)
    if isinstance(node, SequenceNode):
        return (*known, node.is_flow, [places(item) for item in node.items])
    entries = [(each.start, places(each.key), places(each.value)) for each in node.entries]
    return (*known, node.is_flow, entries)


def fault(text: str, *, pure: bool = False) -> tuple[str, int, str | None]:
    with pytest.raises(YamlFault) as caught:
        parsed(Source("x.yaml", text), pure=pure)
    return caught.value.message, caught.value.offset, caught.value.hint


# --- trees -------------------------------------------------------------------------------------

TREES: dict[str, tuple[str, Any]] = {
    "nothing": ("", None),
    "comments alone": ("# a\n\n# b", None),
    "a text": ("a", "a"),
    "what looks like more": (
        "[yes, 0123, 1e3, ~, 2001-01-01]", ["yes", "0123", "1e3", "~", "2001-01-01"],
    ),
    "quotes": (
        "['it''s', \"a\\tb\\u00e9\\/\", \"\"]",
        [("'it''s'", "it's"), ('"a\\tb\\u00e9\\/"', "a\tb\u00e9/"), ('""', "")],
    ),
    "a plain text of many lines": ("a: b\n  c\n\n  d # e\n", {'"a"': ("b\n  c\n\n  d", "b c\nd")}),
    "block texts": (
        "a: |\n  b\n   c\n\n\nd: >- # e\n  f\n  g\n",
        {'"a"': ("|\n  b\n   c", "b\n c\n"), '"d"': (">- # e\n  f\n  g", "f g")},
    ),
    "a block text that keeps its blank lines": (
        "a: |+\n  b\n\n\nc: d", {'"a"': ("|+\n  b\n\n", "b\n\n\n"), '"c"': "d"},
    ),
    "a block text that keeps, in CR LF": (
        "a: |+\r\n  b\r\n\r\nc: d", {'"a"': ("|+\r\n  b\r\n", "b\n\n"), '"c"': "d"},
    ),
    "a block text with a `+`, but not in its header": (
        "a: |\n  b + c\n\nd: e", {'"a"': ("|\n  b + c", "b + c\n"), '"d"': "e"},
    ),
    "a block text with a `+` in lone CR": (
        "a: |\r  +\r\rb: c", {'"a"': ("|\r  +", "+\n"), '"b"': "c"},
    ),
    "a block text that ends with blanks of other kinds": (
        "a: |\n  b\u3000\n  c\u00a0\n", {'"a"': ("|\n  b\u3000\n  c\u00a0", "b\u3000\nc\u00a0\n")},
    ),
    "a block text that is all there is": (">\r#a\r", (">\r#a", "#a\n")),
    "an empty block text": ("a: |\n\nb: >-\n", {'"a"': ("|", ""), '"b"': (">-", "")}),
    "empty values stand behind what they belong to": (
        "a:\nb: # c\n\nd:\n  -\n  - # e\n  - f\n", {'"a"': "", '"b"': "", '"d"': ["", "", "f"]},
    ),
    "a block list ends with its content": (
        "a:\n  - b # c\n\n# d\ne: f\n", {'"a"': ["b"], '"e"': "f"},
    ),
    "anchors and tags are no part of a text": (
        "a: &x b\nc: !!str &y d\ne: &z\n- *x\n- !\n- !<t:u> f\n",
        {'"a"': "b", '"c"': "d", '"e"': [("*", "*x"), "", "f"]},
    ),
    "anchors and tags are no part of a collection": (
        "a: &x # c\n  b: c\nd: !!seq &y [e]\n", {'"a"': {'"b"': "c"}, '"d"': ["e"]},
    ),
    "an anchor stands on the mapping, one on its key": ("&m\n&k a: b", {'"a"': "b"}),
    "keys of all kinds": (
        "? a\n: b\n'c': d\n? [e]\n: f\n? g\n",
        {'"a"': "b", '["\'c\'", "c"]': "d", '["e"]': "f", '"g"': ""},
    ),
    "braces": (
        "{a: b, c, 'd':e, f: [g, h,], }",
        {'"a"': "b", '"c"': "", '["\'d\'", "d"]': "e", '"f"': ["g", "h"]},
    ),
    "links in braces, which the C parser refuses": (
        "{a: https://e.org/b, c: [d:e]}", {'"a"': "https://e.org/b", '"c"': ["d:e"]},
    ),
    "tabs, which the other parser refuses": (
        "a:\tb\t# c\nd: e\tf\t\n", {'"a"': "b", '"d"': "e\tf"},
    ),
    "line ends of YAML 1.1 are text": (
        "a: b\u2028c\ne: f\u0085 g\u2029\n# h\u2028i: j\n",
        {'"a"': "b\u2028c", '"e"': "f\u0085 g\u2029"},
    ),
    "a second byte order mark is text": ("\ufeffa: \ufeffb", {'"\\ufeffa"': "\ufeffb"}),
    "private characters are themselves, beside the above": (
        "\ue000: \ue001\u2028\ue002", {'"\\ue000"': "\ue001\u2028\ue002"},
    ),
    "a document that begins and ends": ("%YAML 1.2\n--- # a\nb: c\n...\n# d\n", {'"b"': "c"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TREES.values(), ids=TREES)
def test_tree(text: str, expected: Any) -> None:
    assert tree(text) == expected


SNIPPETS = Path(os.environ.get("SIGTOOL_CORPUS") or ROOT.parent / "shared" / "corpus").with_name(
    "yaml-layouts.json"
)
snippets = json.loads(SNIPPETS.read_bytes()) if SNIPPETS.is_file() else {}

# What one of the parsers refuses.
REFUSED = {
    "links in braces, which the C parser refuses",
    "tabs, which the other parser refuses",
    "tabs before comments",
    "blanks at the ends of lines",
    "comment tab before",
    "tabs in value",
    "trailing tab",
}
BOTH = {
    **{name: text for name, (text, _) in TREES.items()},
    **{name: Layout.marked(text).text for name, text in LAYOUTS.items()},
    **{name: text.removeprefix("\ufeff") for name, text in snippets.items()},
}


@pytest.mark.parametrize("name", sorted(BOTH.keys() - REFUSED - {"multi-doc"}))
def test_both_parsers_give_one_tree(name: str) -> None:
    for newline in ("\n", "\r\n", "\r"):
        source = Source("x.yaml", BOTH[name].replace("\r\n", "\n").replace("\n", newline))
        assert places(parsed(source)) == places(parsed(source, pure=True))


@settings(max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "50")), deadline=None)
@given(layouts())
def test_both_parsers_give_one_tree_of_what_is_generated(pair: tuple[Layout, Registry]) -> None:
    source = pair[0].document.source
    offset, found = offset_or_places(source, pure=True)
    # The parser written in Python knows no tab between tokens.
    if offset is None or source.text[offset] != "\t":
        assert offset_or_places(source) == (None, found)


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("&a:", ":"),
        ("&a: b", ":"),
        ("&a:b", ":"),
        ("- &a b\n- *a:\n", ":"),
        ("- &a b\n- *a: c\n", ":"),
        ("&a?>", "?"),
        ("- &a?b\n", "?"),
        ("- &a b\n- c: *a?d\n", "?"),
    ],
)
def test_an_anchor_in_front_of_a_sign_is_refused_since_parsers_differ(
    text: str, sign: str, *, pure: bool
) -> None:
    with pytest.raises(YamlFault) as caught:
        parsed(Source("x.yaml", text), pure=pure)
    fault = caught.value
    assert (fault.message, fault.offset, fault.hint) == (
        f"'a' is an anchor right in front of a '{sign}'",
        text.rindex("a"),
        f"put a blank in front of the '{sign}'",
    )


@settings(max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "300")), deadline=None)
@given(st.text(st.sampled_from("ab:-?[]{},#&*!|>'\"%@\\ \t\n\r\u2028é"), max_size=30))
def test_any_text_is_a_tree_or_a_fault(text: str) -> None:
    """Its places lie inside, one in the other; the parsers agree where both accept."""
    source = Source("x.yaml", text)
    found = [offset_or_places(source, pure=pure) for pure in (False, True)]
    assert all(0 <= (offset or 0) <= len(text) for offset, _ in found)
    trees = [tree for offset, tree in found if offset is None]
    assert trees[1:] == trees[:-1]


PIECES = (
    *"ab:-?[]{},#&*!|>'\"%@\\ \t\n",
    "http://",
    "https://",
    "https:",
    "//",
    ": ",
    ", ",
    "\n- ",
)


@settings(max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "300")), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_both_parsers_give_one_tree_of_links(text: str) -> None:
    source = Source("x.yaml", text)
    trees = [offset_or_places(source, pure=pure) for pure in (False, True)]
    assert trees[0] == trees[1] or None in (trees[0][1], trees[1][1])


def test_links_in_braces_need_no_parser_written_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes many times as long: half of what a command takes."""
    asked: list[bool] = []
    compose = parse._compose

    def composed(text: str, *, pure: bool) -> Node | None:
        asked.append(pure)
        return compose(text, pure=pure)

    monkeypatch.setattr(parse, "_compose", composed)
    text = "- {handle: ada, url: https://example.org/ada}\n- [http://example.org/a, https://x]\n"
    assert tree(text) == [
        {'"handle"': "ada", '"url"': "https://example.org/ada"},
        ["http://example.org/a", "https://x"],
    ]
    assert asked == [False]


def offset_or_places(source: Source, *, pure: bool = False) -> tuple[int | None, Any]:
    """Where a text is faulty, else its tree, whose places lie one in the other."""
    try:
        node = parsed(source, pure=pure)
    except YamlFault as refusal:
        return refusal.offset, None
    check_nested(node, 0, len(source.text))
    return None, places(node)


def check_nested(node: Node | None, start: int, end: int) -> None:
    if node is None or isinstance(node, Alias):
        return
    assert start <= node.start <= node.begin <= node.end <= end
    if isinstance(node, SequenceNode):
        for item in node.items:
            check_nested(item, node.begin, node.end)
    if isinstance(node, MappingNode):
        for entry in node.entries:
            assert node.begin <= entry.start <= entry.key.start
            check_nested(entry.key, entry.start, entry.end)
            check_nested(entry.value, entry.key.end, node.end)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("a: b\n&x c: d\n!!str e: f", ["a", "&x c", "!!str e"], id="anchors and tags"),
        pytest.param("? a\n: b\n?   c\n: d", ["? a", "?   c"], id="explicit keys"),
        pytest.param("a: what?\nb: c?\n# why?\nd: e", ["a", "b", "d"], id="questions"),
        pytest.param("{? a : b, ? c, d: e}", ["? a", "? c", "d"], id="in braces"),
    ],
)
def test_where_an_entry_begins(text: str, starts: list[str]) -> None:
    for pure in (False, True):
        root = parsed(Source("x.yaml", text), pure=pure)
        assert isinstance(root, MappingNode)
        assert [text[each.start : each.key.end] for each in root.entries] == starts


def test_merge_keys() -> None:
    """Own keys come first, then those of the mappings merged, each with what it merges itself."""
    text = """\
c: &c {x: c, z: c, w: c}
a: &a {<<: *c, x: a}
b: &b {x: b, z: b, v: b}
d:
  <<: [*a, *b, 1]
  y: d
"""
    root = parsed(Source("x.yaml", text))
    assert isinstance(root, MappingNode)
    entry = root.entry("d")
    assert entry is not None
    assert isinstance(entry.value, MappingNode)
    found = {key: resolved(each.value) for key, each in entry.value.all_entries()}
    values = {key: node.value for key, node in found.items() if isinstance(node, Scalar)}
    assert values == {"y": "d", "x": "a", "z": "c", "w": "c", "v": "b"}
    assert [entry.value.entry("x"), entry.value.entry("<<") is None] == [None, False]


# --- faults ------------------------------------------------------------------------------------

QUOTE = "put the value in quotes"
INDENT = "see that this line is indented as its neighbours are"
KEY = "while parsing a block mapping, did not find expected key"
TOKEN = "while scanning for the next token, found character that cannot start any token"

FAULTS: dict[str, tuple[str, tuple[str, int, str | None]]] = {
    "a handle with an at sign": ("é: 1\na: @x", (TOKEN, 8, QUOTE)),
    "a tab indents": ("a:\n\tb: c", (TOKEN, 3, "use blanks, not tabs")),
    "a colon in a value": (
        "a: b: c",
        (
            "mapping values are not allowed in this context",
            4,
            "put a value that holds `: ` in quotes",
        ),
    ),
    "no blank behind the colon": (
        "a: b\nintroduction:大\n",
        (
            "while scanning a simple key, could not find expected ':'",
            20,
            "a key is followed by `: `, with the blank",
        ),
    ),
    "an open quote": (
        'a: "b\n',
        ("while scanning a quoted scalar, found unexpected end of stream", 6, "close the quote"),
    ),
    "an open bracket": (
        "a: [b\nc: d\n",
        (
            "while parsing a flow sequence, did not find expected ',' or ']'",
            7,
            "close the bracket, or put the value in quotes",
        ),
    ),
    "a backslash": (
        'a: "\\d"',
        (
            "while scanning a double-quoted scalar, found unknown escape character 'd'",
            5,
            "write `\\\\` for a backslash, or use single quotes",
        ),
    ),
    "too deep": ("a:\n   b: c\n  d: e\n", (KEY, 13, INDENT)),
    "a list among keys": ("a: b\n- c\n", (KEY, 5, INDENT)),
    "a key among items": (
        "- a\nb: c\n",
        ("while parsing a block collection, did not find expected '-' indicator", 4, INDENT),
    ),
    "two documents": (
        "a: 1\n---\nb: 2\n",
        ("a second document begins; a registry is one document", 5, "take out all but one"),
    ),
    "an alias of nothing": (
        "a: *b", ("*b refers to no anchor above it", 3, "put it in quotes if a text is meant"),
    ),
    "an alias above its anchor": (
        "a: *b\nc: &b d",
        ("*b refers to no anchor above it", 3, "put it in quotes if a text is meant"),
    ),
    "a character that is not allowed": (
        "é: 😀\x07", ("the character U+0007 is not allowed", 4, "take it out"),
    ),
    "nothing": ("\0", ("the character U+0000 is not allowed", 0, "take it out")),
    "half a character": ("a: '\ud83d'", ("the character U+D83D is not allowed", 4, "take it out")),
    "the quirk of one parser hides no fault": (
        "a: {b: ftp://e.org}\nc: @d", (TOKEN.replace("character", "character '@'"), 23, QUOTE),
    ),
    "the quirk of the other one neither": ("a: b\t# c\nd: @e", (TOKEN, 12, QUOTE)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_fault(text: str, expected: tuple[str, int, str | None]) -> None:
    assert fault(text) == expected


NO_CODE = "while parsing a quoted scalar, found invalid Unicode character escape code"
NO_BACKSLASH = "write `\\\\` for a backslash, or use single quotes"


@pytest.mark.parametrize(
    ("text", "offset", "character"),
    [
        (r'a: "\U00110000"', 6, "U+110000"),
        (r'a: "\U80000000"', 6, "U+80000000"),
        (r'a: "b \Uffffffff"', 8, "U+FFFFFFFF"),
        (r"""['\U00110000', "\\U00110000", "\U0010FFFF \U00110001"]""", 44, "U+110001"),
    ],
)
def test_a_character_that_there_is_not(text: str, offset: int, character: str) -> None:
    """It once ended in a traceback."""
    assert fault(text) == (NO_CODE, offset, NO_BACKSLASH)
    pure = (f"the character {character} is not allowed", offset, "take it out")
    assert fault(text, pure=True) == pure


def test_a_version_of_too_many_digits() -> None:
    text = f"%YAML 1.{'1' * 5000}\n---\na: b"
    message = "while scanning a %YAML directive, found extremely long version number"
    assert fault(text) == (message, 17, None)
    assert fault(text, pure=True) == ("a number has too many digits", 0, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [(r'a: "\ud83d"', "D83D"), (r'a: "\ude00\ud83d"', "DE00"), (r'a: "\ud83d \ude00"', "D83D")],
)
def test_half_a_character_by_an_escape(text: str, code: str) -> None:
    assert fault(text) == (NO_CODE, 6, NO_BACKSLASH)
    assert fault(text, pure=True) == (f"the character U+{code} is not allowed", 3, "take it out")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"\uD83D\uDE00\ud83d\ude01 \udbff\udfff"', "\U0001f600\U0001f601 \U0010ffff"),
        (r'"\U0000d83d\ude00"', "\U0001f600"),
    ],
)
def test_two_halves_are_one_character(text: str, value: str) -> None:
    """So writers of JSON put what stands beyond U+FFFF."""
    assert json.loads(json.dumps(value)) == value
    assert tree(text) == tree(text, pure=True) == (text, value)


@given(texts)
def test_what_json_writes_is_read(value: str) -> None:
    assert tree(json.dumps([value])) == [(json.dumps(value), value)]


# Each of these once took minutes, all of the stack, or the interpreter's life.
@pytest.mark.parametrize(
    ("text", "offset"),
    [
        pytest.param("[" * 60_000, 64, id="brackets"),
        pytest.param("{a: " * 60_000, 4 * 64, id="braces with keys"),
        pytest.param("[\n" * 60_000, 2 * 64, id="brackets on lines"),
        pytest.param("- " * 30_000, 2 * 64, id="dashes"),
        pytest.param("? " * 30_000, 2 * 64, id="question marks"),
        pytest.param(
            "".join(" " * at + "-\n" for at in range(500)), 66 * 64 // 2 + 32 + 64, id="lines"
        ),
        pytest.param("sigs:\n- name: " + "[" * 60_000, 14 + 61, id="in a registry"),
    ],
)
def test_what_is_nested_too_deeply_is_refused(text: str, offset: int) -> None:
    for pure in (False, True):
        assert fault(text, pure=pure) == ("nested more than 64 levels deep", offset, None)


def test_many_hashes_are_one_comment() -> None:
    """To look for what follows once took time that doubled with each of them."""
    text = "{a " + "# " * 200 + "\n}"
    assert tree(text) == {'"a"': ""}
    assert tree("- a\n" + "# " * 200 + "\n-") == ["a", ""]


# --- spelling ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        ("FrontEnd", {}, "FrontEnd"),
        ("a b: c", {}, '"a b: c"'),
        ('say "a: b"', {}, "'say \"a: b\"'"),
        ('it\'s "a: b"', {}, '"it\'s \\"a: b\\""'),
        ("yes", {}, '"yes"'),
        ("0123", {}, '"0123"'),
        ("2001-01-01", {}, '"2001-01-01"'),
        ("~", {}, '"~"'),
        ("", {}, '""'),
        ("<<", {}, '"<<"'),
        ("https://e.org/a", {}, "https://e.org/a"),
        ("https://e.org/a", {"in_flow": True}, '"https://e.org/a"'),
        ("a, b", {}, "a, b"),
        ("a, b", {"in_flow": True}, '"a, b"'),
        ("a ? b", {}, "a ? b"),
        ("a ? b", {"in_flow": True}, '"a ? b"'),
        ("a", {"quote": "'"}, "'a'"),
        ("it's", {"quote": "'"}, "'it''s'"),
        ("a\tb", {"quote": "'"}, '"a\\tb"'),
        ("a\nb", {"quote": "'"}, '"a\\nb"'),
        ("a", {"quote": '"'}, '"a"'),
        ("a\u2028b\u0085c\ufeffd", {}, '"a\\Lb\\Nc\\uFEFFd"'),
        ("中文 é 😀", {}, "中文 é 😀"),
        ("word " * 50 + "end", {"quote": '"'}, '"' + "word " * 50 + 'end"'),
    ],
)
def test_spelled(value: str, options: dict[str, Any], expected: str) -> None:
    assert spelled(value, **options) == expected


@settings(max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "200")), deadline=None)
@given(
    value=texts,
    quote=st.sampled_from(("", "'", '"')),
    layout=st.sampled_from(("- {0}\n- a: {0}\n", "[{0}, {{a: {0}}}]")),
)
def test_every_reader_takes_what_is_spelled_for_the_text(
    value: str, quote: str, layout: str
) -> None:
    text = layout.format(spelled(value, quote=quote, in_flow="[" in layout))
    for pure in (False, True):
        root = parsed(Source("x.yaml", text), pure=pure)
        assert isinstance(root, SequenceNode)
        assert [type(item) for item in root.items] == [Scalar, MappingNode]
        assert isinstance(root.items[0], Scalar)
        assert root.items[0].value == value
        assert YAML(typ="safe", pure=pure).load(text) == [value, {"a": value}]


@pytest.mark.parametrize("seed", range(4))
def test_mutants_that_are_plain_read_as_the_parser_reads_them(seed: int) -> None:
    found = list(islice(yaml_mutants.differing(seed), 500))
    assert found == [None] * 500


def test_a_key_that_a_list_has_twice_is_named_by_the_sig_that_is_read() -> None:
    first = "sigs:\n  - name: Web\n  - name: Data\n"
    text = f"{first}sigs:\n  - name: Mail\n  - name: Chat\n    id: a\n    id: b\n"
    tree = parse.compose(Source("sigs.yaml", text))
    assert tree
    assert yaml_mutants.is_same(tree, text)


def test_what_is_in_a_long_list_is_forgotten_and_made_again() -> None:
    items = (f"  - name: {at}\n    leads:\n      - handle: ada{at}\n" for at in range(200))
    source = Source("sigs.yaml", "sigs:\n" + "".join(items))
    node, whole = parse.compose(source), yaml_mutants.written(parsed(source))
    assert [yaml_mutants.written(node) for _ in range(3)] == [whole] * 3
    assert isinstance(node, MappingNode)
    assert isinstance(node.entries[0].value, SequenceNode)
    first, *_, last = node.entries[0].value.items
    assert isinstance(first, MappingNode)
    assert isinstance(last, MappingNode)
    assert last.entries is last.entries
    assert last.find("name") is last.entry("name")
    assert first.find("name") is first.entry("name")
    assert first.entry("nowhere") is None


@pytest.mark.parametrize("text", yaml_mutants.TEXTS)
def test_plain_texts_need_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def parser(*_: object, **__: object) -> None:
        raise AssertionError("the parser was asked")

    monkeypatch.setattr(parse, "parsed", parser)
    assert parse.compose(Source("sigs.yaml", text))


@pytest.mark.parametrize("word", ["y", "n", "Yes", "NO", "on", "off", "True", "false", "null"])
def test_a_word_that_is_a_truth_value_to_some(word: str) -> None:
    assert parse.other_meaning(word) == "a truth value"
    assert parse.other_meaning(f"{word}x") == ""


def test_no_reader_takes_another_word_for_more_than_a_text() -> None:
    """What begins with a letter is looked up among the words alone."""
    firsts = {
        first
        for _, _, pattern, firsts in implicit_resolvers
        for first in firsts or ()
        if first and first.isalpha()
    }
    assert firsts <= set("yYnNtTfFoO")


@given(
    value=st.text(st.sampled_from("aZn09 :/._-@#,[é"), max_size=6),
    in_flow=st.booleans(),
    needed=st.sampled_from(("", "'", '"')),
)
def test_a_simple_text_is_spelled_as_the_library_would(
    value: str,
    in_flow: bool,  # noqa: FBT001 - drawn
    needed: str,
) -> None:
    spell = parse.spelled.__wrapped__
    found = spell(value, needed=needed, in_flow=in_flow)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parse, "_SIMPLE", re.compile(r"(?!)"))
        assert found == spell(value, needed=needed, in_flow=in_flow)
