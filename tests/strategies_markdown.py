"""What the tests of Markdown are fed: generated documents, and the pieces they are made of."""

from collections.abc import Sequence

from hypothesis import strategies as st

# What ends the lines of one document; "\r" and "\n" side by side would be one line break.
NEWLINES = (("\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\r", "\r\n"))

# Pieces of a cell. Where two stand side by side, any of them may change what the other means.
_VISIBLE = (
    "a", "Bc", "中文", "，", "😀", "é", "e\u0301", "👩\u200d💻", "*x*", "[l](u)", "<b>c", "&amp;",
    "&#124;", "d<br>", "@ada", "(", ")", "[", "]", "!", "~~s~~", "`c`", "`` ` ``", "\0", "#",
    "1.a", "v\x0bf\x0cz",
)  # fmt: skip
_TROUBLE = (
    "\\|", "\\\\|", "\\", "`", "`a|b`", "`a\\|b`", "|", "\\`", "<!--", "-->", "\\[", "&", "<",
)  # fmt: skip
_INNER_BLANKS = (" ", "  ", "\t", "\u00a0", "\u3000", "\u2028", "\x85", "\u200b")

# GitHub takes \v and \f for blanks at some ends of a cell and not at others.
_AROUND = (" ", " ", "", "", "  ", "\t", "\u00a0", "\u3000", "\u2028")

_pieces = st.sampled_from((*_VISIBLE, *_VISIBLE, *_TROUBLE))
_joints = st.sampled_from(("", "", "", *_INNER_BLANKS))


@st.composite
def cell_texts(draw: st.DrawFn) -> str:
    """Anything that somebody might put between two pipes, pipes among it; often nothing."""
    pieces = draw(st.lists(_pieces, max_size=4))
    return "".join(piece + draw(_joints) for piece in pieces[:-1]) + "".join(pieces[-1:])


@st.composite
def row_lines(draw: st.DrawFn, columns: int) -> str:
    """A row for a table of so many columns: with too few or too many cells as well."""
    count = draw(st.sampled_from((columns, columns, columns, columns - 1, columns + 1, 1)))
    if draw(st.integers(0, 30)) == 0:
        return draw(st.sampled_from(("|", "||", "| |", "\\|", "|\t", "| | |", "\u00a0", "|\u3000")))
    before, after = draw(st.sampled_from(_AROUND)), draw(st.sampled_from(_AROUND))
    cells = [before + draw(cell_texts()) + after for _ in range(max(count, 1))]
    leading, trailing = draw(st.sampled_from((("|", "|"), ("|", ""), ("", "|"), ("", ""))))
    row = (leading + "|".join(cells)).lstrip(" \t")  # how deep it stands is for its container
    return row + trailing + draw(st.sampled_from(("", "", " ", "\t ")))


@st.composite
def table_lines(draw: st.DrawFn) -> list[str]:
    """A table, mostly; a header that has not as many cells as its delimiter row is none."""
    columns = draw(st.integers(1, 4))
    header = draw(row_lines(columns))
    dashes = st.sampled_from(("---", "-", ":-:", " :-- ", "--:", " - ", "---\t"))
    pipes = st.sampled_from(("|{}|", "|{}|", "|{}", "{}|", "{}"))
    delimiter = draw(pipes).format("|".join(draw(dashes) for _ in range(columns)))
    return [header, delimiter, *draw(st.lists(row_lines(columns), max_size=5))]


def prefixed(first: str, others: str, lines: Sequence[str]) -> list[str]:
    """Lines inside a list or a quote: what its first line begins with, and what the others do."""
    return [(others if at else first) + line for at, line in enumerate(lines)]


_CONTAINERS = (
    ("", ""), ("", ""), ("", ""), (" ", " "), ("   ", "   "), ("> ", "> "), (">", ">"),
    ("> > ", "> > "), ("- ", "  "), ("1. ", "   "), ("- - ", "    "), ("> - ", ">   "),
    ("-\t", "\t"), ("* > ", "  > "),
)  # fmt: skip
containers = st.sampled_from(_CONTAINERS)
# Where a table is none: in code and in comments. `<details>` holds one after a blank line only.
_HIDING = (
    (["```"], ["```"]), (["~~~ text"], ["~~~"]), (["<!--"], ["-->"]), (["<pre>"], ["</pre>"]),
    (["<details>", ""], ["", "</details>"]), (["<details>"], ["</details>"]),
)  # fmt: skip
_PARAGRAPHS = ("Text.", "Two words here", "中文", "a \\| b", "*x* [l](u)")
_OTHERS = ("# Heading", "***", "> quoted", "- item", "1. item", "[r]: u", "<div>", "+ x")


@st.composite
def tables_in_containers(draw: st.DrawFn) -> list[str]:
    lines = draw(table_lines())
    shape = draw(st.integers(0, 9))
    if shape == 0:
        opening, closing = draw(st.sampled_from(_HIDING))
        return [*opening, *lines, *closing]
    if shape == 1:
        return ["", *prefixed("    ", "    ", lines), ""]
    before = draw(st.sampled_from(([], [], ["Text."], ["# Heading"], ["Setext", "==="])))
    after = draw(
        st.sampled_from(([], [], ["Text."], ["中文 text"], ["# Heading"], ["```", "```"], ["- x"]))
    )
    return prefixed(*draw(containers), [*before, *lines, *after])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document with tables in it, in any of the places where people put them."""
    other = st.lists(st.sampled_from((*_PARAGRAPHS, *_OTHERS)), min_size=1, max_size=2)
    blocks = draw(st.lists(st.one_of(tables_in_containers(), tables_in_containers(), other),
                           min_size=1, max_size=4))  # fmt: skip
    lines = [line for block in blocks for line in (*block, "")]
    newline = st.sampled_from(draw(st.sampled_from(NEWLINES)))
    text = "".join(line + draw(newline) for line in lines)
    return text if draw(st.booleans()) else text.rstrip("\r\n")
