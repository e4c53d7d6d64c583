"""Real repositories with a registry of two SIGs and their table: what they say, and commits."""

from collections.abc import Sequence
from pathlib import Path

from shell import run

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, Meets: meets, Leads: leads}
sigs:
"""
COMPILER = "  - {name: Compiler, meets: weekly, leads: ['@ada', '@bob']}\n"
DOCS = "  - name: Docs\n    id: docs\n    leads:\n      # since 2019\n      - '@cyd'\n"
HEADER = "| Name | Meets | Leads |\n|---|---|---|\n"
COMPILER_ROW = "| Compiler | weekly | @ada, @bob |\n"
DOCS_ROW = "| Docs | | @cyd |\n"
ITEMS, ROWS = COMPILER + DOCS, COMPILER_ROW + DOCS_ROW
DAILY, DAILY_ROWS = ITEMS.replace("weekly", "daily"), ROWS.replace("weekly", "daily")
# Two documents, in English and in Chinese, that show the leads of one SIG, which follow.
LEADS_IN_TWO_LANGUAGES = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Leads: leads}}
  - {path: zh.md, language: zh, columns: {Name: name, Leads: leads}}
sigs:
  - name: Docs
    leads:
"""
# What `sync` says below one fact that is open.
ONE_LEFT = "1 fact is left as it is, on both sides.\n"


def git(*arguments: str, codes: Sequence[int] = (0,)) -> str:
    """What git prints in the current folder, ending with one of these exit codes."""
    code, output = run(Path(), "git", *arguments)
    assert code in codes, output
    return output.strip()


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def commit_all() -> str:
    """Commit whatever there is; the name of the commit."""
    git("add", "--all")
    git("commit", "-q", "--allow-empty", "-m", "x")
    return git("rev-parse", "HEAD")


def write(items: str = ITEMS, rows: str = ROWS) -> None:
    put("sigs.yaml", TABLES + items)
    put("README.md", HEADER + rows)


def commit(items: str = ITEMS, rows: str = ROWS) -> str:
    write(items, rows)
    return commit_all()


def there() -> tuple[str, str]:
    """The items and the rows that are there."""
    registry, document = (Path(name).read_bytes().decode() for name in ("sigs.yaml", "README.md"))
    assert registry.startswith(TABLES)
    assert document.startswith(HEADER)
    return registry.removeprefix(TABLES), document.removeprefix(HEADER)
