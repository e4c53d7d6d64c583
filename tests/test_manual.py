"""The manual and the README say what is so: every transcript on them is run."""

from pathlib import Path

import pytest
from pages import PAGES, Page, replayed, repository, with_transcripts


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.path.exists() and page.transcripts],
    ids=lambda page: page.path.stem,
)
def test_transcripts(page: Page, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    again = replayed(page, repository(page, tmp_path / "graph"))
    if again != page.transcripts and request.config.getoption("--accept"):
        page.path.write_bytes(with_transcripts(page.text, again).encode())
        pytest.fail(f"wrote {page.name}: read it, and run again without --accept")
    assert [each.split("\n") for each in again] == [each.split("\n") for each in page.transcripts]
