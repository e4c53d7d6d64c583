"""Links that begin with `/`: GitHub and its likes open them from the repository's root."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from rules_support import snapshot

from sigtool.check import run
from sigtool.check.snapshot import Snapshot
from sigtool.outside import workspace
from sigtool.rules import RULES

RULE: Final = "SIG501 SIG504 SIG506 SIG507 SIG509"
COLUMNS: Final = "{Name: name, Page: readme, Leads: leads, Notes: notes}"
REGISTRY: Final = f"tables: [{{path: README.md, columns: {COLUMNS}}}]\n"
SIG: Final = {"name": "QA", "readme": "qa.md", "leads": "[{handle: ada}]", "notes": "None."}
HEAD: Final = "# SIGs\n\n| Name | Page | Leads | Notes |\n| - | - | - | - |\n"
SITE: Final = "---\ntitle: SIGs\n---\n"
DOCUMENTS: Final = {"README.md": f"{HEAD}| QA | qa.md | @ada | None. |\n"}
FILES: Final = {"qa.md", "docs/a.md", "docs/the page.md", "docs/"}


def seen(folder: str | None = "", above: str = "", **fields: str) -> Snapshot:
    sig = "".join(f"    {key}: {value}\n" for key, value in (SIG | fields).items())
    documents = {path: above + text for path, text in DOCUMENTS.items()}
    files = {*FILES, "./"} if folder == "" else {"qa.md", "../", *(f"../{path}" for path in FILES)}
    before = snapshot(f"{REGISTRY}sigs:\n  - {sig.lstrip()}", documents, files)
    return replace(before, folder=folder, page=lambda _: "# People\n")


def found(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [
        (each.code, each.message)
        for each in run.check(snapshot, run.selected(RULES, RULE.split(), []))
    ]


def gone(path: str) -> list[tuple[str, str]]:
    return [("SIG501", f"QA: there is no '{path}'")]


BROKEN: Final = {
    "the page of a SIG": ({"readme": "/nope.md"}, gone("/nope.md")),
    "a folder": ({"readme": "/nope2/"}, gone("/nope2/")),
    "a text": ({"notes": "'see [it](/nope.md#a) and [a](/docs/a.md)'"}, gone("/nope.md")),
    "a part of a page": (
        {"notes": "'[it](/docs/a.md#nobody) [it](/docs/a.md#people)'"},
        [("SIG507", "QA: '/docs/a.md' has no part 'nobody'")],
    ),
    "a part of the document": (
        {"notes": "'[it](/README.md#nobody)'"},
        [("SIG507", "QA: '/README.md' has no part 'nobody'")],
    ),
    "an image": ({"notes": "'![it](/nope.png)'"}, gone("/nope.png")),
    "HTML": ({"notes": "'<a href=\"/nope.md\">it</a>'"}, gone("/nope.md")),
    "the link of a person": ({"leads": "[{name: Ada, url: /ada.md}]"}, gone("/ada.md")),
    "a blank": (
        {"readme": "/docs/the page.md"},
        [("SIG504", "QA: '/docs/the page.md' has to be percent-encoded")],
    ),
    "above the root": (
        {"readme": "/../a.md"}, [("SIG506", "QA: '/../a.md' is outside of the repository")],
    ),
    "what is there": ({"readme": "/docs/a.md", "notes": "'[it](/docs/) [all](/)'"}, []),
    "another host, a page of the host's": (
        {"readme": "//example.org/a", "notes": "'[it](/../../issues)'"}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_link_counts_from_the_root(
    fields: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert found(seen(**fields)) == expected


IN_A_FOLDER: Final = {key: case for key, case in BROKEN.items() if "document" not in key}


@pytest.mark.parametrize(("fields", "expected"), IN_A_FOLDER.values(), ids=IN_A_FOLDER)
def test_the_registry_may_stand_in_a_folder(
    fields: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert found(seen("team", **fields)) == expected


def test_the_folder_of_the_registry_is_named_from_the_root() -> None:
    assert found(seen("team", readme="/team/qa.md")) == []
    assert found(seen("team", readme="/team/QA.md")) == gone("/team/QA.md")


def test_a_page_that_is_called_nearly_so_is_proposed_from_the_root() -> None:
    before = seen(notes="'[it](/docs/A.md#people)'")
    (told,) = run.check(before, run.selected(RULES, ["SIG501"], []))
    assert (told.message, told.hint) == (
        "QA: there is no '/docs/A.md'", "write /docs/a.md#people",
    )  # fmt: skip
    after = run.fixed(before, run.selected(RULES, ["SIG501"], []))
    assert after.source.text == before.source.text.replace("A.md", "a.md")


NOBODY_KNOWS: Final = {
    "no repository": {"folder": None},
    "the page of a website": {"above": SITE},
    "prose in a field for links": {"notes": "/r/qa"},
}


@pytest.mark.parametrize("given", NOBODY_KNOWS.values(), ids=NOBODY_KNOWS)
def test_nothing_is_said_where_nobody_knows_the_root(given: dict[str, str]) -> None:
    known = {"readme": "/nope.md"} if "notes" not in given else {}
    assert found(seen(**(known | given))) == []


def test_a_document_outside_of_the_repository_has_another_root() -> None:
    before = seen(readme="/nope.md")
    text = before.source.text.replace("{path: README.md,", "{path: ../README.md, outside: true,")
    documents = {"../README.md": DOCUMENTS["README.md"]}
    assert found(snapshot(text, documents, FILES)) == []


@pytest.mark.parametrize("folder", ["", "team/"])
def test_the_root_is_that_of_the_repository(tmp_path: Path, folder: str) -> None:
    place = tmp_path / "repository" / folder
    place.mkdir(parents=True)
    registry = REGISTRY + "sigs:\n  - {name: QA, readme: /there.md, notes: '[it](/nope.md)'}\n"
    (place / "sigs.yaml").write_text(registry, encoding="utf-8")
    (place / "README.md").write_text(
        f"{HEAD}| QA | /there.md | | [it](/nope.md) |\n", encoding="utf-8"
    )
    assert found(workspace.snapshot(place / "sigs.yaml")[1]) == []
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "repository" / "there.md").write_text("# There\n", encoding="utf-8")
    assert found(workspace.snapshot(place / "sigs.yaml")[1]) == gone("/nope.md")
