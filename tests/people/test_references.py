"""People cells whose links are references: read as the links that their document defines."""

import pytest

from sigtool.markdown.links import definitions
from sigtool.model import People, Person
from sigtool.people import cell, evidence
from sigtool.text.source import Source

DOCUMENT = """\
[ada]: https://github.com/ada "Ada"
[@ada]: <https://github.com/ada>
[G  H]: https://github.com/grace

| Leads |
| --- |
| x |
[stuck]: https://github.com/stuck

```
[code]: https://github.com/code
```
"""
KNOWN = definitions(Source("README.md", DOCUMENT))
ADA = Person(handle="ada", url="https://github.com/ada")
GRACE = Person(handle="grace", url="https://github.com/grace")
BOB = Person(handle="bob", url="https://github.com/bob")


def test_definitions_are_those_that_readers_see() -> None:
    assert KNOWN == {
        "ADA": "https://github.com/ada",
        "@ADA": "https://github.com/ada",
        "G H": "https://github.com/grace",
    }


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        pytest.param("[@ada][ada]", (ADA,), id="a reference"),
        pytest.param("[@ada][ADA]", (ADA,), id="case does not count"),
        pytest.param("[@ada]", (ADA,), id="a short one"),
        pytest.param("[@ada][]", (ADA,), id="a collapsed one"),
        pytest.param("[@ada][ada], [@grace][g h]", (ADA, GRACE), id="two"),
        pytest.param(
            "[@bob](https://github.com/bob)<br>[@grace][g h]", (BOB, GRACE), id="among links"
        ),
        pytest.param("[@grace][grace]", None, id="nothing defines it"),
        pytest.param("[@ada][ada], [@grace][grace]", None, id="nothing defines one"),
        pytest.param("![@ada][ada]", None, id="an image"),
        pytest.param("[@stuck][stuck]", None, id="a definition that is a row"),
        pytest.param("[@code][code]", None, id="a definition in code"),
        pytest.param("[@ada]: lead", None, id="a definition is no link"),
    ],
)
def test_a_cell_is_read_by_the_definitions_of_its_document(
    text: str, persons: People | None
) -> None:
    conventions = evidence.conventions_of([text], "Leads", KNOWN)
    found = cell.parse(text, conventions)
    assert (found.persons if found else None) == persons
    assert found is None or "".join(
        [found.opening, *(item.text for item in found.items), found.closing]
    ) == text.replace(", ", "").replace("<br>", "")
    if persons:
        # Who stays is written as they were, and anybody else with a link of their own.
        way = cell.way_of([found] if found else [], conventions=conventions)
        assert cell.write(persons, way, found) == text
        more = Person(handle="eve", url="https://github.com/eve")
        added = cell.write((*persons, more), way, found) or ""
        assert added.startswith(text)
        assert added.endswith("[@eve](https://github.com/eve)")


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "李四[li_si](https://gitee.com/li_si)",
            [Person(handle="li_si", name="李四", url="https://gitee.com/li_si")],
        ),
        (
            "Ada Lovelace [ada](https://github.com/ada), Grace [grace](https://github.com/grace)",
            [
                Person(handle="ada", name="Ada Lovelace", url="https://github.com/ada"),
                Person(handle="grace", name="Grace", url="https://github.com/grace"),
            ],
        ),
        (
            "组长：李四[li_si](https://gitee.com/li_si)",
            [Person(handle="li_si", name="李四", url="https://gitee.com/li_si", role="组长")],
        ),
        ("李四[li_si](https://gitee.com/wang)", []),
        ("Lead[ada](https://github.com/ada)", []),
        ("See [docs](https://github.com/docs)", []),
        (
            "Grace (sabbatical) [@grace](https://github.com/grace)",
            [
                Person(
                    handle="grace", name="Grace", url="https://github.com/grace", role="sabbatical"
                )
            ],
        ),
        (
            "Grace (parental leave) [@grace](https://github.com/grace)",
            [
                Person(
                    handle="grace",
                    name="Grace",
                    url="https://github.com/grace",
                    role="parental leave",
                )
            ],
        ),
        (
            "李四 (休假) [@li](https://gitee.com/li)",
            [Person(handle="li", name="李四", url="https://gitee.com/li", role="休假")],
        ),
    ],
)
def test_an_account_without_an_at_and_somebody_who_is_away(
    text: str, persons: list[Person]
) -> None:
    conventions = evidence.conventions_of([text])
    found = cell.parse(text, conventions)
    assert (list(found.persons) if found else []) == persons
    assert not found or cell.write(found.persons, cell.way_of([found])) == text
