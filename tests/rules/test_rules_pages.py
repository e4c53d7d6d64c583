"""SIG506 to SIG508: pages, their parts and their folders; and the names of the parts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked, snapshot, told

from sigtool.check import run
from sigtool.check.snapshot import Snapshot
from sigtool.markdown.anchors import anchors
from sigtool.rules import RULES

PAGES: Final = run.selected(RULES, ["SIG5"], [])


def page(link: str) -> str:
    return (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}]\n"
        f"    responsibilities: Turns text into programs.\n    readme: '{link}'\n"
    )


def found(seen: Snapshot) -> list[Told]:
    return [told(each) for each in run.check(seen, PAGES)]


# --- SIG506 ------------------------------------------------------------------------------------


def outside(path: str, text: str, at: str = "sigs.yaml:5:13") -> Told:
    return Told(
        "SIG506", "outside-repository", "error",
        f"Compiler: '{path}' is outside of the repository", at, text,
        hint="write the way from the folder of the registry, or the whole URL",
    )  # fmt: skip


LEAVING: Final = {
    "the folder above the root": ("../a.md", ".", True),
    "out and back in": ("../repository/a.md", ".", True),
    "on a roundabout way": ("compiler/../../a.md", ".", True),
    "encoded": ("%2e%2E/a.md", ".", True),
    "from a folder, within": ("../a.md", "docs", False),
    "from a folder, up and down": ("./../b/../a.md", "docs", False),
    "from a folder, outside": ("../../a.md", "docs", True),
    "from a deep folder": ("../../a.md", "docs/sigs", False),
    "from a deep folder, outside": ("../../../a.md", "docs/sigs", True),
    "within": ("compiler/../a.md", ".", False),
    "three dots are a name": (".../a.md", ".", False),
    "a URL": ("https://example.org/../../a.md", ".", False),
    "from the root": ("/a.md", "docs", False),
    "above the root": ("/../a.md", ".", True),
    "above the root, from a folder": ("/../a.md", "docs", True),
    "a page of GitHub's, from the root": ("/../../issues", "docs", False),
}  # fmt: skip


@pytest.mark.parametrize(("link", "folder", "leaves"), LEAVING.values(), ids=LEAVING)
@pytest.mark.parametrize("is_there", [True, False], ids=["there", "not there"])
def test_a_link_stays_inside(link: str, folder: str, leaves: bool, is_there: bool) -> None:  # noqa: FBT001
    path = link.replace("%2e%2E", "..")
    seen = replace(snapshot(page(link), {}), folder=folder, exists=lambda _: is_there)
    codes = [each for each in found(seen) if each.code != "SIG501"] if not leaves else found(seen)
    assert codes == ([outside(path, f"'{link}'")] if leaves else [])


def test_pages_that_live_elsewhere_have_another_root() -> None:
    registry = page("../a.md").replace(
        "sigs:\n",
        "tables: [{path: a.md, link_base: 'https://example.org/', columns: {Name: name}}]\nsigs:\n",
    )
    assert found(snapshot(registry, {})) == []


# --- SIG507 ------------------------------------------------------------------------------------

PARTS: Final = """\
# Compiler SIG

## Who we are?

### 成员 Members

<h2 align="center">In <em>HTML</em></h2>
"""


def missing(path: str, part: str, text: str, hint: str) -> Told:
    message = f"Compiler: '{path}' has no part '{part}'"
    return Told(
        "SIG507", "missing-anchor", "warning", message, "sigs.yaml:5:13", text, hint=hint
    )  # fmt: skip


ANCHORS: Final = {
    "a heading": ("compiler.md#who-we-are", None),
    "in another case": ("compiler.md#Who-We-Are", None),
    "with what GitHub puts before": ("compiler.md#user-content-who-we-are", None),
    "CJK": ("compiler.md#成员-members", None),
    "CJK, encoded": ("compiler.md#%E6%88%90%E5%91%98-members", None),
    "a heading in HTML": ("compiler.md#in-html", None),
    "the top": ("compiler.md#top", None),
    "nothing": ("compiler.md#", None),
    "a line": ("compiler.md?plain=1#L10-L20", None),
    "a link, as in Markdown": ("[who](compiler.md#who-we-are)", None),
    "of what is no Markdown": ("compiler.html#a", None),
    "of what cannot be read": ("other.md#a", None),
    "a page that is not there": ("gone.md#a", None),
    "of a folder": ("compiler/#a", None),
    "of a URL": ("https://example.org/compiler.md#a", None),
    "as it is spelled in the heading": ("compiler.md#Who we are?", "did you mean #who-we-are?"),
    "mistyped": ("compiler.md#who-are-we", "did you mean #who-we-are?"),
    "not there at all": ("compiler.md#xyz", "name a heading of the page"),
    "with a question": ("compiler.md?a=b#xyz", "name a heading of the page"),
}  # fmt: skip


@pytest.mark.parametrize(("link", "hint"), ANCHORS.values(), ids=ANCHORS)
def test_a_page_has_the_part(link: str, hint: str | None) -> None:
    seen = replace(
        snapshot(page(link), {}),
        exists=lambda path: path != "gone.md",
        page=lambda path: PARTS if path in ("compiler.md", "compiler.html") else None,
    )
    part = link.partition("#")[2]
    rest = [each for each in found(seen) if each.code != "SIG501" and each.code != "SIG504"]
    assert rest == ([missing("compiler.md", part, f"'{link}'", hint)] if hint else [])


def test_a_document_is_a_page_and_a_page_is_read_once() -> None:
    registry = REGISTRY.replace(
        "name: Compiler\n", "name: Compiler\n    readme: README.md#current-sigs\n"
    ).replace("name: Runtime\n", "name: Runtime\n    readme: README.md#sigs\n")
    seen = replace(snapshot(registry), page=lambda path: pytest.fail(path))
    assert found(seen) == [
        Told(
            "SIG507",
            "missing-anchor",
            "warning",
            "Runtime: 'README.md' has no part 'sigs'",
            "sigs.yaml:15:13",
            "README.md#sigs",
            hint="name a heading of the page",
        )
    ]
    times: list[str] = []

    def read_page(path: str) -> str:
        times.append(path)
        return "# S1"

    many = "sigs:\n" + "".join(f"  - {{name: S{n}, readme: 'a.md#s{n}'}}\n" for n in range(3))
    read = replace(snapshot(many, {}), exists=lambda _: True, page=read_page)
    assert [each.text for each in found(read)] == ["'a.md#s0'", "'a.md#s2'"]
    assert times == ["a.md"]


NAMES: Final = {
    "no page": ("", set()),
    "punctuation and case": ("# What's *new* in `2.0_beta`?", {"whats-new-in-20_beta"}),
    "blanks around what goes": ("# A & B - C", {"a--b---c"}),
    "the same again": ("# A\n# a\n# A!\n# A-1", {"a", "a-1", "a-2"}),
    "underlined": ("A\nb\n===\n\nC\n-\n", {"a-b", "c"}),
    "CJK and marks": ("# 编译器，与 e\u0301te\u0301\n# ² ½", {"编译器与-e\u0301te\u0301", "-"}),
    "several blanks": ("# 4.  *A*  B\n# C  <b>d</b>", {"4--a--b", "c-d"}),
    "an emoji": ("# 🚀 Launch", {"-launch"}),
    "a link": ("# [Ada](https://example.org/ada) & <b>co</b>", {"ada--co"}),
    "in code": ("```\n# A\n<a id=x>\n```\n    # B\n", set()),
    "in a list and a quote": ("- # A\n> # B\n", {"a", "b"}),
    "an identifier": ("# People {#who}\n# B {#b .c}\n", {"who", "people", "people-who", "b-b-c"}),
    "HTML that is a block": ('<a name="X"></a>\n\n<p id=y>\n', {"X", "y"}),
    "HTML in a line": ('Text <a id="x"></a> a < b <a NAME=z>', {"x", "z"}),
    "HTML in a table": ("| a |\n| - |\n| <a id='x'></a> |\n", {"x"}),
    "HTML in a heading": ('# <a name="x"></a>A', {"x", "a"}),
    "a heading in HTML": ("<h1>A <b>b</b>\n c</h1>\n\n# A b c\n", {"a-b-c", "a-b-c-1"}),
    "HTML that is none": ("<h1>A\n\n<a id=>\n\n<a id>\n\n</h2>\n\n<!-- <a id=x> -->\n", set()),
    "front matter": ("---\ntitle: A\n---\n# B\n", {"b"}),
    "other line ends": ("# A\r\n\r\n| a |\r\n| - |\r\n| <i id=x> |\r\r# B\r", {"a", "x", "b"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_parts_are_called_what_github_calls_them(text: str, names: set[str]) -> None:
    assert anchors(text) == names


# --- SIG508 ------------------------------------------------------------------------------------


def alone(folder: str, name: str, target: str, at: str, text: str) -> Told:
    return Told(
        "SIG508", "folder-without-sig", "note",
        f"{folder}: this folder has a README, and belongs to no SIG", at, text,
        hint=f"sigtool add-sig {name} --readme {target}, with --status archived if it is no more",
    )  # fmt: skip


SIGS: Final = """\
sigs:
  - name: Compiler
    readme: sigs/compiler/README.md
  - name: Runtime
    status: dormant
    readme: sigs/runtime/docs/README.md
  - name: Frontend
    status: archived
    readme: 'sigs/front%20end/'
"""
OPS: Final = alone(
    "sigs/ops", "ops", "sigs/ops/README.md", "sigs.yaml:3:13", "sigs/compiler/README.md"
)
FOLDERS: Final[Mapping[str, tuple[str, set[str], list[Told]]]] = {
    "a README of any case, in any language": (
        SIGS, {"sigs/ops/readme_CN.MD", "sigs/ops/Readme.md"},
        [replace(OPS, hint=(OPS.hint or "").replace("README", "Readme"))],
    ),
    "one folder of a SIG is no pattern": (
        "sigs:\n  - {name: A, readme: a/README.md}\n  - {name: B, readme: b.md}\n",
        {"ops/README.md"}, [],
    ),
    "nor is a folder that SIGs share": (
        "sigs:\n  - {name: A, readme: x/a.md}\n  - {name: B, readme: x/b.md}\n"
        "  - {name: C, readme: y/c.md}\n",
        {"ops/README.md"}, [],
    ),
    "at the top": (
        "sigs:\n  - {name: A, readme: a/}\n  - {name: B, readme: b}\n", {"编译/README.md"},
        [alone("编译", "'编译'", "'编译/README.md'", "sigs.yaml:2:23", "a/")],
    ),
    "a SIG that links no page": (SIGS + "  - name: SIG Ops\n", {"sigs/ops/README.md"}, []),
    "a SIG that links no page, and is called so in its second language": (
        "tables: [{path: a.md, language: zh, columns: {N: name}}]\n" + SIGS
        + "  - name: {zh: 运维, en: Ops}\n",
        {"sigs/ops/README.md"}, [],
    ),
    "a SIG that links the page by its URL": (
        SIGS + "  - {name: A, readme: 'https://example.org/blob/main/sigs/ops/README.md'}\n",
        {"sigs/ops/README.md"}, [],
    ),
    "a SIG that links it as something else": (
        "tables: [{path: README.md, columns: [{header: Chat, field: chat, kind: link}]}]\n" + SIGS
        + "  - {name: A, readme: a.md, chat: sigs/ops/chat.md}\n",
        {"sigs/ops/README.md"}, [],
    ),
    "a table is in it": (
        "tables: [{path: sigs/ops/README.md, columns: {Name: name}}]\n" + SIGS,
        {"sigs/ops/README.md"}, [],
    ),
    "pages elsewhere": (
        "tables: [{path: README.md, link_base: 'https://example.org/', columns: {Name: name}}]\n"
        + SIGS,
        {"sigs/ops/README.md"}, [],
    ),
    "a registry that could not be read whole": (
        SIGS + "  - readme: sigs/ops/README.md\n", {"sigs/ops/README.md"}, [],
    ),
    "a SIG whose readme is mistyped": (
        SIGS + "  - {name: A, redme: sigs/ops/README.md}\n", {"sigs/ops/README.md"}, [],
    ),
    "no SIGs": ("sigs: []\n", {"ops/README.md"}, []),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "files", "expected"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_belongs_to_a_sig(registry: str, files: set[str], expected: list[Told]) -> None:
    seen = snapshot(registry, {}, files)
    rules = run.selected(RULES, ["SIG508"], [])
    assert [told(each) for each in run.check(seen, rules)] == expected


def test_a_registry_beside_the_folder_of_the_folders() -> None:
    registry = SIGS.replace("sigs/", "../teams/")
    files = {"../teams/ops/README.md"}
    seen = replace(snapshot(registry, {}, files), folder="docs")
    assert [told(each) for each in run.check(seen, run.selected(RULES, ["SIG508"], []))] == [
        alone(
            "../teams/ops",
            "ops",
            "../teams/ops/README.md",
            "sigs.yaml:3:13",
            "../teams/compiler/README.md",
        )
    ]


def test_nothing_is_found_in_what_agrees() -> None:
    assert checked(REGISTRY, {"README.md": README}) == []
