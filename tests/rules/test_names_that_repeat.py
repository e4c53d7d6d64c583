"""SIG301 of a table whose rows no column tells apart: one warning, no error for each."""

from typing import Final

import pytest
from rules_support import findings, found_after_init

ROWS: Final = (
    "core | @ada | api", "core | @bob | db", "core | @cat | ui",
    "docs | @dan | all", "web | @dan | api", "infra | @ada | ci",
)  # fmt: skip
WARNING: Final = (
    "SIG301 names under {!r} repeat: they do not tell the rows apart: 1 of 6 rows, as in api: "
    "bind another column to `name`, or write names that say which row is which; "
    "no column says something else in each row"
)


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ("Repo | Reviewer | Area", "Area"),
        ("Repository group | Reviewer | Topic", "Topic"),
        ("仓库 | 审核人 | 领域", "领域"),
    ],
)
def test_a_table_that_no_column_tells_apart_is_told_once(headers: str, name: str) -> None:
    assert found_after_init("SIG301", headers, *ROWS) == [WARNING.format(name)]


REGISTRY: Final = """\
tables: [{path: a.md, columns: {Repo: repo, Reviewer: leads, AREA: name}}]
sigs:
  - {name: api, repo: core, leads: ['@ada']}
  - {name: db, repo: core, leads: ['@bob']}
  - {name: api, repo: web, leads: ['@ada']}
"""


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        pytest.param("AREA", "Area", "warning", id="a column of what several belong to"),
        pytest.param("AREA", "领域", "warning", id="in Chinese"),
        pytest.param("AREA", "SIG", "error", id="a column of names"),
        pytest.param("AREA", "Name", "error", id="a column of names, too"),
        pytest.param("web", "core", "error", id="a row that is there twice"),
        pytest.param("db, repo: core", "db, repo: docs", "error", id="each in another repository"),
        pytest.param(", repo: web", "", "error", id="a row that says nothing else"),
    ],
)
def test_what_is_there_twice_is_an_error(old: str, new: str, severity: str) -> None:
    found = findings("SIG301", REGISTRY.replace(old, new).replace("AREA", "Area"))
    message = (
        "names under 'NAME' repeat: they do not tell the rows apart".replace(
            "NAME", new if old == "AREA" else "Area"
        )
        if severity == "warning"
        else "api: there is a SIG called 'api' already"
    )
    assert [(each.severity, each.message) for each in found] == [(severity, message)]
