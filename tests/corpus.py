"""The corpus of real documents, where it is: `SIGTOOL_CORPUS`, or beside this repository."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(os.environ.get("SIGTOOL_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")
READINGS = Path(__file__).parent / "people" / "readings.tsv"
ABSENT = not (CORPUS / "TABLES.tsv").is_file()
REASON = f"the corpus of real documents is not at {CORPUS.name!r}; set SIGTOOL_CORPUS"


@dataclass(frozen=True)
class CorpusTable:
    """A table that somebody judged: where it is, what its rows are, and its telling columns."""

    path: str
    index: int
    kind: str
    name_column: int | None
    leads_columns: tuple[int, ...]

    @property
    def id(self) -> str:
        return f"{self.path}#{self.index}"


def documents() -> list[str]:
    """The paths of all documents, the distractors too."""
    return [row["path"] for row in _rows("INDEX.tsv")]


def tables() -> list[CorpusTable]:
    """The group and people tables of all documents."""
    return [
        CorpusTable(
            row["path"],
            int(row["table_index"]),
            row["kind"],
            int(row["name_col"]) if row["name_col"] else None,
            tuple(int(column) for column in row["leads_cols"].split(",") if column),
        )
        for row in _rows("TABLES.tsv")
        if row["kind"] != "other"
    ]


def cells(role: str, kind: str) -> list[tuple[str, str]]:
    """The distinct cells of a role in tables of a kind: the cell, and its shapes."""
    return [
        (row["cell"].replace("\\t", "\t"), row["shapes"])
        for row in _rows("CELLS.tsv")
        if row["role"] == role and row["table_kind"] == kind
    ]


@dataclass(frozen=True)
class Reading:
    """Whom a reader sees in a cell, as somebody wrote it down: each person's fields."""

    path: str
    line: int
    column: int
    persons: list[dict[str, str]]


def readings() -> list[Reading]:
    """The judged cells. The file holds no text of the corpus: its lines say where each is."""
    lines = READINGS.read_text(encoding="utf-8").splitlines()[1:] if not ABSENT else []
    found = []
    for path, line, column, persons in (each.split("\t") for each in lines):
        named = [] if persons == "-" else persons.split(" + ")
        fields = [dict(part.split("=", 1) for part in each.split("; ")) for each in named]
        found.append(Reading(path, int(line), int(column), fields))
    return found


def read(path: str) -> bytes:
    return (CORPUS / path).read_bytes()


def _rows(name: str) -> list[dict[str, str]]:
    if ABSENT:
        return []
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
