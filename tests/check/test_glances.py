"""What rules leave out at a glance they would not have told of: as if they looked at all of it."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_support import Told, checked

from sigtool.check import links
from sigtool.rules import rows

SOUND = st.from_regex(links.SOUND.pattern, fullmatch=True, alphabet=st.characters(codec="ascii"))
ODD = st.sampled_from(
    (
        *("web/", "./web.md#a", "#web", "/web", "//example.org/a", "?a", "../web", "C# SIG/", ""),
        *("https://example.org/a b", "https://example.org/(a)", "https://example.org/a)"),
        *(
            "https://example.org//a",
            "https://exa_mple.org/",
            "https://example.org:80x/",
            "https://",
        ),
        *("HTTPS://example.org/a", "htps://example.org", "https//example.org", "https://a/\u3042"),
        *("mailto:ada@example.org", "ada@example.org", "www.example.org", "https://example.org#a"),
        *("ftp://example.org/a", "javascript:a", "https://example.org/a?b=<c>", "https://a.b/%zz"),
    )
)
LINK = st.one_of(SOUND, ODD)
# How a cell may be written: with what is before and behind its content.
CELL = st.tuples(st.sampled_from(("", " ", "  ")), st.sampled_from(("", " ", "  ")))
TEXT = st.sampled_from(("", "a", "Web", "(a)", "&nbsp;", "<br>", "\u3000", "1", "**", "N/A", "é"))


def _item(name: str, readme: str, url: str) -> str:
    quoted = [each.replace("'", "''") for each in (readme, url)]
    return (
        f"  - name: {name}\n    readme: '{quoted[0]}'\n"
        f"    leads:\n      - {{handle: ada, url: '{quoted[1]}'}}\n"
    )


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of rows that are written alike, but for one or two."""
    way = st.tuples(CELL, CELL, st.booleans(), st.booleans())
    usual, odd = draw(way), draw(st.lists(way, min_size=1, max_size=2))
    lines = []
    for one, other, begins, ends in (usual, usual, *odd, usual, usual, usual, usual):
        cells = [f"{a}{draw(TEXT)}{b}" for a, b in (one, other)]
        lines.append(f"{'|' * begins}{'|'.join(cells)}{'|' * ends}")
    return "\n".join(["| Name | Notes |", "| --- | --- |", *lines, ""])


def found_in_links(drawn: list[tuple[str, str]]) -> list[Told]:
    items = "".join(_item(f"A{at}", *each) for at, each in enumerate(drawn))
    return checked(f"tables: []\nsigs:\n{items}", {})


def found_in_rows(table: str) -> list[Told]:
    registry = "tables:\n  - {path: README.md, columns: {Name: name, Notes: notes}}\nsigs: []\n"
    return checked(registry, {"README.md": table})


@settings(deadline=None)
@given(st.lists(st.tuples(LINK, LINK), min_size=1, max_size=3))
def test_links_are_as_if_all_were_odd(drawn: list[tuple[str, str]]) -> None:
    found = found_in_links(drawn)
    with patch.object(links, "_odd", links.links_of):
        assert found_in_links(drawn) == found


@settings(deadline=None)
@given(tables())
def test_rows_are_as_if_each_was_written_anew(table: str) -> None:
    found = found_in_rows(table)
    with patch.object(rows._Style, "is_kept", lambda self, row: False):
        assert found_in_rows(table) == found


def test_something_is_found() -> None:
    """Without any finding, the laws above would hold of nothing."""
    of_links = found_in_links([("https://example.org//a", "https://example.org/a b")])
    assert {each.code for each in of_links} >= {"SIG502", "SIG504"}
    row, odd = "| A | b |\n", "| C |d |\n"
    of_rows = found_in_rows(f"| Name | Notes |\n|---|---|\n{row * 3}{odd}")
    assert [each.message for each in of_rows if each.code == "SIG109"] == [
        "C: a space is missing before 'd' (under 'Notes')"
    ]
