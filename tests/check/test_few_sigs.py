"""The commands that give a SIG the leads of its row are tried on few SIGs: as on all of them."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from syncing import Files

from sigtool.check import advice
from sigtool.check.run import check
from sigtool.check.snapshot import Snapshot
from sigtool.rules import RULES

PERSONS = (
    ("{handle: ada}", "@ada"),
    ("{handle: ada, url: 'https://github.com/ada'}", "[@ada](https://github.com/ada)"),
    ("{name: Ada King, url: 'https://github.com/ada'}", "[Ada King](https://github.com/ada)"),
    ("{handle: Grace, url: 'https://gitee.com/grace'}", "[@Grace](https://gitee.com/grace)"),
    ("{name: Grace Hopper}", "Grace Hopper"),
    ("{name: Grace Hopper, email: g@example.org}", "Grace Hopper <g@example.org>"),
    ("{name: Alan Bly, url: 'https://gitlab.com/alan'}", "[Alan Bly](https://gitlab.com/alan)"),
    ("{handle: alan, name: Alan Bly}", "Alan Bly (@alan)"),
)
LISTS = st.lists(st.sampled_from(PERSONS), max_size=2, unique=True)


@st.composite
def communities(draw: st.DrawFn) -> Files:
    """Two sections of SIGs, each with its table, in which others are leads than in the registry."""
    items, documents = "", {}
    for section in ("A", "B"):
        rows = ""
        for at in range(draw(st.integers(1, 3))):
            leads, shown = draw(LISTS), draw(LISTS)
            listed = ", ".join(item for item, _ in leads)
            items += f"  - {{name: {section}{at}, section: {section}, leads: [{listed}]}}\n"
            rows += f"| {section}{at} | {', '.join(text for _, text in shown)} |\n"
        documents[f"{section}.md"] = f"| Name | Leads |\n|---|---|\n{rows}"
    tables = "".join(
        f"  - {{path: {path}, section: {path[0]}, columns: {{Name: name, Leads: leads}}}}\n"
        for path in documents
    )
    return Files(f"tables:\n{tables}sigs:\n{items}", documents)


def said(files: Files) -> list[str]:
    community = files.community()
    snapshot = Snapshot(community.registry_document, community.documents, lambda _: True)
    found = (each for each in check(snapshot, RULES) if each.code == "SIG601")
    return [f"{each.message}: {each.hint}" for each in found]


@settings(deadline=None)
@given(communities())
def test_commands_are_as_if_tried_on_all(files: Files) -> None:
    found = said(files)
    with patch.object(advice, "_about", lambda registry, sig, new: registry):
        assert said(files) == found


def test_commands_are_printed() -> None:
    """Without any, the law above would hold of nothing."""
    files = Files(
        "tables:\n  - {path: A.md, columns: {Name: name, Leads: leads}}\n"
        "sigs:\n  - {name: A, leads: [{handle: ada}]}\n",
        {"A.md": "| Name | Leads |\n|---|---|\n| A | @ada, @grace |\n"},
    )
    assert said(files) == [
        "A: lead @grace is not in the registry: sigtool render takes that back; "
        "to keep it: sigtool add-lead A @grace"
    ]
