"""`render` where the registry keeps addresses and its tables show none (`publish_email: false`): it
takes away only what the registry keeps."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents
from kept_emails import ADA, GRACE, HEADER, files
from repositories import commit_all
from syncing import Files


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        pytest.param(
            "Ada <byron@example.org>, Grace",
            "email of Ada: the registry has 'ada@example.org', the table has 'byron@example.org'; "
            "the registry keeps another address, which the table is not to show\n"
            "  help: keep the registry's: sigtool sync Docs --prefer registry; "
            "keep the table's: sigtool sync Docs --prefer table",
            id="another address",
        ),
        pytest.param(
            "Ada, Grace <grace@example.org>",
            "email of Grace: the registry has nothing, the table has 'grace@example.org'; "
            "the table changed it, since the last commit",
            id="an address of which the registry has none",
        ),
    ],
)
def test_render_refuses_to_take_an_address_away(
    repository: Path, sigtool: Run, leads: str, told: str
) -> None:
    commit_files(files(ADA + GRACE, "Ada, Grace"))
    write_all(files(ADA + GRACE, leads))
    before = contents(repository)
    found = sigtool("render")
    assert (found.code, found.stdout) == (1, "")
    refused = found.stderr.partition("Nothing was written")[0]
    assert refused == f"README.md:3: Docs: leads: {told}\n"
    assert contents(repository) == before


def test_render_takes_an_address_away_that_the_registry_keeps(
    repository: Path, sigtool: Run
) -> None:
    commit_files(files(ADA + GRACE, "Ada, Grace"))
    write_all(files(ADA + GRACE, "Ada <ada@example.org>, Grace"))
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n")
    assert (repository / "README.md").read_text("utf-8") == HEADER + "| Docs | Ada, Grace |\n"


def write_all(all_files: Files) -> None:
    for name, text in {"sigs.yaml": all_files.registry, **all_files.documents}.items():
        Path(name).write_text(text, encoding="utf-8")


def commit_files(all_files: Files) -> None:
    write_all(all_files)
    commit_all()
