"""Rows of translations that an e-mail address pairs, and documents that folders tell to be some."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, write_files

from sigtool.model import Person, Sig
from sigtool.tables import translate
from sigtool.text.language import of_paths, originals_of

ADA = Person(name="Ada Obi", email="ada@example.org")
GRACE = Person(name="Grace Li", email="grace@example.org")


@pytest.mark.parametrize(
    ("sigs", "others", "pairs"),
    [
        pytest.param(
            [Sig("Docs", {"leads": (ADA,)}), Sig("Net", {"leads": (GRACE,)})],
            [
                Sig("网络", {"leads": (Person(name="李格", email="Grace@example.org"),)}),
                Sig("文档", {"leads": (ADA,)}),
            ],
            {0: (1, "their people"), 1: (0, "their people")},
            id="of the leads",
        ),
        pytest.param(
            [Sig("Docs", {"mail": "docs@example.org"}), Sig("Net", {"mail": "net@example.org"})],
            [
                Sig("网络", {"邮箱": "[发信](mailto:net@example.org)"}),
                Sig("文档", {"邮箱": "docs@example.org"}),
            ],
            {0: (1, "an e-mail address"), 1: (0, "an e-mail address")},
            id="of the groups",
        ),
        pytest.param(
            [Sig("Docs", {"mail": "all@example.org"}), Sig("Net", {"mail": "all@example.org"})],
            [Sig("网络", {"mail": "all@example.org"}), Sig("文档", {"mail": "all@example.org"})],
            {},
            id="of all groups",
        ),
        pytest.param(
            [Sig("Docs", {"leads": (ADA, Person(name="Eve Xu"))})],
            [Sig("文档", {"leads": (ADA, Person(name="Bob Li"))})],
            {},
            id="of some of the leads",
        ),
        pytest.param(
            [Sig("Docs", {"leads": ()})], [Sig("文档", {"leads": ()})], {}, id="of nobody"
        ),
    ],
)
def test_rows_that_one_address_tells_were_not_paired(
    sigs: list[Sig], others: list[Sig], pairs: dict[int, tuple[int, str]]
) -> None:
    found = translate.paired(sigs, others, ("en", "zh"))
    assert {at: (other, found.by[at]) for at, other in found.row_of.items()} == pairs


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["README.md", "docs/fr/README.md"], [None, "fr"]),
        (["sigs/list.md", "docs/i18n/zh-CN/sigs/list.md"], [None, "zh"]),
        (["docs/README.md", "docs/fr/README.md"], [None, "fr"]),
        (["README.md", "teams/it/README.md"], [None, None]),
        (["README.md", "docs/fr/SIGS.md"], [None, None]),
    ],
)
def test_the_folder_of_a_translation_below_docs(
    paths: list[str], expected: list[str | None]
) -> None:
    assert of_paths(paths) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/fr/README.md", ["docs/README.md", "README.md"]),
        ("fr/README.md", ["README.md"]),
        ("docs/sigs/README_fr.md", ["docs/sigs/README.md"]),
        ("teams/fr/README.md", ["teams/README.md"]),
        ("docs/de/README.md", ["docs/de/README.md"]),
    ],
)
def test_what_a_translation_may_translate(path: str, expected: list[str]) -> None:
    assert originals_of(path, ["fr"]) == expected


def test_a_translation_below_docs_was_another_community(repository: Path, sigtool: Run) -> None:
    table = "# {0}\n\n| {0} | {1} |\n|---|---|\n| Docs | @ada |\n| Net | @eve |\n"
    write_files(
        repository,
        {
            "README.md": table.format("Group", "Leads"),
            "docs/fr/README.md": table.format("Groupe", "Direction"),
            "docs/fr/guide/README.md": table.format("Page", "Number").replace("@", ""),
        },
    )
    assert sigtool("init") == Outcome(
        0,
        "Wrote sigs.yaml: 2 SIGs and 2 leads from the tables at README.md:3, docs/fr/README.md:3."
        "\nColumns: Group = name, Leads = leads; Groupe = name, Direction = leads. "
        "Next: sigtool validate; sigtool list.\n",
        "1. README.md:3: table 1 under 'Group', 2 groups: Group, Leads\n"
        "   sigtool init README.md docs/fr/README.md\n"
        "docs/fr/README.md: matched 2 by name.\n",
    )
