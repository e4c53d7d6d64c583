"""A file in which one side gave every line another break, and the other side changed something."""

import pytest
from merging import git_merge

from sigtool.community.merging import merged_document, merged_registry
from sigtool.community.merging_files import Merged, Versions
from sigtool.registry import document as yamldoc
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

REGISTRY = """\
tables:
  - {path: README.md, columns: {Name: name, Leads: leads}}
sigs:
  - name: Ada
    leads:
      - handle: xia
  - name: Bob
    leads:
      - handle: yan
"""
DOCUMENT = "# A\n\n| Name | Leads |\n|---|---|\n| Ada | @xia |\n| Bob | @yan |\n\nThe end.\n"


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def merged(name: str, base: str, ours: str, theirs: str) -> Merged:
    versions = Versions(*(Source(name, text) for text in (base, ours, theirs)))
    if name == "sigs.yaml":
        return merged_registry(versions, Markers(), git_merge)
    registry = yamldoc.read(Source("sigs.yaml", REGISTRY)).registry
    return merged_document(versions, registry, Markers(), git_merge)


@pytest.mark.parametrize("swapped", [False, True], ids=["ours", "theirs"])
@pytest.mark.parametrize(
    ("name", "text"), [("sigs.yaml", REGISTRY), ("README.md", DOCUMENT)], ids=["yaml", "md"]
)
def test_some_lines_kept_their_break(name: str, text: str, *, swapped: bool) -> None:
    changed, both = text.replace("yan", "zoe"), text.replace("yan", "zoe").replace("xia", "wim")
    for before, after in ((str, crlf), (crlf, str)):
        sides = [after(text), before(changed)]
        assert merged(name, before(text), *sides[:: -1 if swapped else 1]) == Merged(after(changed))
        sides = [after(text.replace("xia", "wim")), before(changed)]
        assert merged(name, before(text), *sides[:: -1 if swapped else 1]) == Merged(after(both))


def test_a_document_with_both_breaks_is_as_its_lines_are() -> None:
    base = DOCUMENT.replace("The end.\n", "The end.\r\n")
    ours, theirs = base.replace("xia", "wim"), base.replace("yan", "zoe")
    both = ours.replace("yan", "zoe")
    assert merged("README.md", base, ours, theirs) == Merged(both)
